import Administration
import CallFlow
import Commands
import Configuration
import Foundation
import Mailbox
import Portal
import Serving
import Store

/// Looks at one thing after the other, and remembers whether all was good.
struct Checklist {
  private let output: (String) -> Void
  private(set) var isGood = true

  init(output: @escaping (String) -> Void) { self.output = output }

  /// A line for each thing of ``MachineCheck``.
  mutating func lookAtMachine(_ machine: MachineCheck = MachineCheck()) {
    for finding in machine.findings {
      report("machine \(finding.subject)", notes: finding.notes) { finding.faults }
    }
  }

  /// A line for each thing of ``ServerCheck``, after one for the file itself.
  mutating func lookAtServer(_ path: String) {
    var found: ServerConfiguration?
    report("server \(path)") {
      found = try ServerConfiguration(path: path)
      return []
    }
    guard let found else { return }
    for finding in ServerCheck(found).findings {
      report("server \(finding.subject)", notes: finding.notes) { finding.faults }
    }
    if found.storage == .sqlite, FileManager.default.fileExists(atPath: found.dataFolder) {
      lookAtData(found.dataFolder)
    }
  }

  mutating func lookAtKeys(_ layout: String) {
    report("keys \(layout)") {
      do {
        _ = try LayoutOption.script(layout)
        return []
      } catch let error as LayoutError {
        return error.problems.map(\.description)
      }
    }
  }

  mutating func lookAtPrompts(_ chosen: String?) {
    let folder: String
    do {
      folder = try Installation.prompts(chosen)
    } catch {
      return report("prompts") { throw error }
    }
    for language in Language.allCases {
      report("prompts \(language.rawValue)") {
        try PromptsCommand.faults(in: language, folder: folder)
      }
    }
  }

  mutating func lookAtData(_ folder: String, readsSounds: Bool = false) {
    for finding in DirectoryCheck.findings(in: folder, readsSounds: readsSounds) {
      report("data \(finding.subject)", notes: finding.notes) { finding.faults }
    }
  }

  mutating func lookAtAccounts(_ path: String, data: String?) {
    report("accounts \(path)") {
      let table = try UserTable(TableText.read(path, limit: UserTable.mostBytes), path: path)
      let accounts: any Accounts
      if let data {
        var options = SQLiteStoreOptions()
        options.isServer = false
        options.makesDirectory = false
        accounts = try MailboxPlace.open(data, options).accounts
      } else {
        accounts = Mailboxes(now: { 0 }).accounts
        let names = Set(table.rows.map { $0.values[UserTable.companyColumn] ?? "company" })
        let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
        for (index, name) in names.sorted().enumerated() {
          _ = try accounts.add(Company(name: name, plan: plan, portalNumber: "\(999_999 - index)"))
        }
      }
      return try ImportPlan(table, into: accounts, company: nil, mayUpdate: true).faults
        .map(\.description)
    }
  }

  /// Runs one check and writes its line, and a line for each problem and each note.
  mutating func report(
    _ subject: String, notes: [String] = [], _ body: () throws -> [String]
  ) {
    let problems: [String]
    do {
      problems = try body()
    } catch {
      problems = "\(error)".split(separator: "\n").map(String.init)
    }
    let verdict =
      switch problems.count {
      case 0: notes.isEmpty ? "ok" : "ok (\(notes.count) to know)"
      case 1: "a problem"
      case let count: "\(count) problems"
      }
    output("\(subject): \(verdict)")
    for line in problems + notes { output("  \(line)") }
    if !problems.isEmpty { isGood = false }
  }
}
