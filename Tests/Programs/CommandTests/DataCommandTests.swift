import Commands
import Configuration
import Foundation
import Mailbox
import Operations
import ProjectFiles
import Serving
import Store
import Testing

@testable import voiceportal

/// What the commands do with a data directory that is not there, and its copies.
@Suite struct DataCommandTests {
  private let folder: Folder
  private let prompts = ProjectFiles.prompts.path

  init() throws { folder = try Folder() }

  private var data: String { folder.path + "/data" }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  private func configuration(isDemo: Bool) throws -> ServerConfiguration {
    let path = try folder.write(
      """
      { data: 'data', demo: \(isDemo), prompts: '\(prompts)',
        lines: [{ listen: ['udp:127.0.0.1:0'] }] }
      """, to: "portal.json5")
    return try ServerConfiguration(path: path)
  }

  @Test func `a server does not make the folder of a mistyped name`() throws {
    let configuration = try configuration(isDemo: false)
    let error = #expect(throws: StoreError.self) {
      try Server(configuration, log: .none)
    }
    #expect(error == .noDirectory(path: data))
    #expect(!exists(data))
  }

  @Test func `a server that is told so makes the folder, and then wants a company`() throws {
    var configuration = try configuration(isDemo: false)
    configuration.makesDataFolder = true
    let error = #expect(throws: Failure.self) { try Server(configuration, log: .none) }
    #expect(error?.description.hasPrefix("There is no company yet.") == true)
    #expect(exists(data + "/voiceportal.db"))
  }

  @Test func `a check of a table makes no mailboxes`() throws {
    let table = try folder.write(
      "first-name,last-name,main-number,extension\nAda,Bloom,5551113,113\n")
    var lines: [String] = []
    var check = Checklist { lines.append($0) }
    check.lookAtAccounts(table, data: data)
    #expect(!check.isGood)
    #expect(lines.contains { $0.contains("there is no such data directory") }, "\(lines)")
    #expect(!exists(data))
  }

  @Test func `only the first company makes the folder of the accounts`() throws {
    let error = #expect(throws: StoreError.self) {
      try AccountsCommand.run(["company", "list", "--data", data])
    }
    #expect(error == .noDirectory(path: data))
    #expect(!exists(data))
    let words = ["company", "add", "Nord", "--portal-number", "100", "--data", data]
    #expect(try AccountsCommand.run(words) == .good)
    #expect(exists(data))
  }

  @Test func `mailboxes are backed up and restored by their commands`() throws {
    let words = ["company", "add", "Nord", "--portal-number", "100", "--data", data]
    _ = try AccountsCommand.run(words)
    let backup = folder.path + "/backup"
    let restored = folder.path + "/restored"
    #expect(try BackupCommand.run([backup, "--data", data]) == .good)
    #expect(!exists(backup + "/secret"))
    let secret = data + "/secret"
    #expect(
      try RestoreCommand.run([backup, "--data", restored, "--secret", secret]) == .good)
    var check = Checklist { print($0) }
    check.lookAtData(restored, readsSounds: true)
    #expect(check.isGood)
    #expect(try AccountsCommand.run(["company", "list", "--data", restored]) == .good)
  }

  @Test func `a new secret takes the word that passcodes may go`() throws {
    #expect(throws: UsageError.self) {
      try AccountsCommand.run(["secret", "renew", "--data", data])
    }
    #expect(throws: StoreError.noDirectory(path: data)) {
      try AccountsCommand.run(["secret", "renew", "--drop-passcodes", "--data", data])
    }
  }

  @Test func `to read every sound needs a data directory`() {
    #expect(throws: UsageError.self) { try CheckCommand.run(["--deep", "--prompts", prompts]) }
  }

  @Test func `going back to an older schema is refused, and the way by a backup is told`() throws {
    let folder = try Folder()
    let failure = #expect(throws: Failure.self) {
      try StorageCommand.run(["downgrade", "--data", folder.path])
    }
    let text = failure?.description ?? ""
    #expect(text.contains("would be lost") && text.contains("voiceportal restore BACKUP"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
