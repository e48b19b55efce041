import CallFlow
import Commands
import Configuration
import Foundation
import Portal
import ScriptLine
import Serving
import Store
import Telephony

/// `voiceportal calls`: the records of calls that were served.
enum CallsCommand: ShellCommand {
  static let form = CommandForm(
    "calls", "list and show calls that were served, and make scripts of them",
    about: """
      Every call that a server has served leaves a record: who called whom on which line and why,
      when, how it ended, packets lost and jitter, and its journal, in which digits of passcodes are
      hidden. Records are written within a second, beside a running server too, and removed after
      some days (callRecords in the server's file; 30 without it).
      """,
    notes: "Live calls are shown, and ended, by 'voiceportal status'.",
    subcommands: [listing, showing, scripting])

  private static let id: CommandForm.Row =
    ("ID", "the eight digits that the log has of the call, or all sixteen")

  private static let listing = CommandForm(
    "calls list", "the newest calls, a line each",
    options: [
      .data, .option("--last", "N", "so many calls; without it 50"),
      .option("--since", "AGO", "calls that began at most so long ago: 30m, 24h, 7d"),
      .option("--from", "NUMBER", "calls from a number, as it was signalled"),
      .option("--to", "NUMBER", "calls to a number, as it was signalled"),
      .option(
        "--ended", "HOW", CallEnding.Kind.allCases.map(\.rawValue).joined(separator: ", "),
        choices: CallEnding.Kind.allCases.map(\.rawValue)),
      .json,
    ])

  private static let showing = CommandForm(
    "calls show", "all that is known of a call, and its journal", arguments: "ID",
    options: [.data, .json], terms: [id])

  private static let scripting = CommandForm(
    "calls script",
    """
    a call script that replays a call: voiceportal replay FILE. It holds the company, the
    users and the messages of the call, with made-up passcodes and sounds
    """, arguments: "ID",
    options: [
      .data,
      .option(
        "--accounts", "FILE", "the script names this accounts file instead of holding its accounts"
      ),
      .keys, .option("--output", "FILE", "writes the script there"),
    ], terms: [id])

  static func run(_ words: [String]) throws -> ExitCode {
    guard let name = words.first else {
      throw UsageError(reason: "Say list, show ID or script ID.")
    }
    let rest = Array(words.dropFirst())
    switch name {
    case "list": try list(rest)
    case "show": try show(rest)
    case "script": try script(rest)
    default: throw UsageError(reason: "'\(name)' is none of list, show and script.")
    }
    return .good
  }

  // MARK: list

  private static func list(_ words: [String]) throws {
    let arguments = try Arguments(words, of: listing)
    try arguments.expectNothingMore()
    var filter = StoredCallFilter()
    filter.most = try arguments.number("--last", in: 1...10_000_000) ?? filter.most
    filter.from = arguments.value("--from")
    filter.to = arguments.value("--to")
    filter.ending = try arguments.choice("--ended", of: CallEnding.Kind.self)?.rawValue
    if let ago = arguments.value("--since") {
      filter.since = Int64(Date().timeIntervalSince1970 * 1_000) - (try milliseconds(ago))
    }
    let calls = try store(arguments)?.calls(filter) ?? []
    if arguments.has("--json") {
      for call in calls { print(call.json) }
    } else if calls.isEmpty {
      print("There is no such call.")
    } else {
      let head = ["ID", "BEGAN (UTC)", "LINE", "FROM", "TO", "WHY", "LENGTH", "END"]
      let isServed = isServed(arguments)
      for line in TextTable.lines([head] + calls.map { $0.cells(isServed: isServed) }) {
        print(line)
      }
    }
  }

  private static func milliseconds(_ ago: String) throws -> Int64 {
    let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
    guard let unit = ago.last.flatMap({ units[$0] }), let count = Int64(ago.dropLast()),
      (1...1_000_000).contains(count)
    else { throw UsageError(reason: "--since takes a time such as 30m, 24h or 7d, not '\(ago)'.") }
    return count * unit
  }

  // MARK: show

  private static func show(_ words: [String]) throws {
    let arguments = try Arguments(words, of: showing)
    let call = try call(arguments)
    if arguments.has("--json") {
      print(call.json)
    } else {
      for line in TextTable.lines(call.facts(isServed: isServed(arguments))) { print(line) }
      let journal = call.journalLines
      if !journal.isEmpty { print("") }
      for line in journal { print(line) }
    }
  }

  // MARK: script

  private static func script(_ words: [String]) throws {
    let arguments = try Arguments(words, of: scripting)
    let call = try call(arguments)
    let journal: JournalText
    do throws(JournalError) {
      journal = try JournalText(call.journal)
    } catch {
      throw Failure(
        call.ended == nil
          ? "Call \(call.id.name) is on, or the server died in it: it has no journal yet."
          : "Call \(call.id.name) has no journal.")
    }
    var accounts = arguments.value("--accounts")
    if accounts == nil {
      accounts = try JournalAccounts.text(of: journal, in: mailboxes(arguments))
    }
    let text = JournalScript.text(
      of: journal, following: try LayoutOption.script(arguments.value("--keys")),
      accounts: accounts, layout: arguments.value("--keys"))
    if let path = arguments.value("--output") {
      try TextFile.write(text, to: path)
    } else {
      print(text, terminator: "")
    }
  }

  private static func mailboxes(_ arguments: Arguments) throws -> any Accounts {
    var options = SQLiteStoreOptions()
    options.isServer = false
    options.makesDirectory = false
    return try Mailboxes(
      directory: AccountsContext.folder(arguments.value("--data")), options: options
    ).accounts
  }

  // MARK: Finding

  /// Whether a server runs on the directory, so that a call without an end is on.
  private static func isServed(_ arguments: Arguments) -> Bool {
    let folder = AccountsContext.folder(arguments.value("--data"))
    return (try? StatusSocket.ask("status", in: folder)) ?? nil != nil
  }

  private static func store(_ arguments: Arguments) throws -> CallRecordStore? {
    let folder = AccountsContext.folder(arguments.value("--data"))
    guard FileManager.default.fileExists(atPath: folder) else {
      throw Failure("\(folder): there is no such data directory.")
    }
    return try CallRecordStore(readingIn: folder)
  }

  private static func call(_ arguments: Arguments) throws -> StoredCall {
    let id = try arguments.exactly("ID")[0].lowercased()
    guard (4...16).contains(id.count), id.allSatisfy(\.isHexDigit) else {
      throw UsageError(reason: "'\(id)' is no call: an ID has eight hexadecimal digits.")
    }
    let found = try store(arguments)?.calls(endingWith: id) ?? []
    guard let call = found.first else { throw Failure("There is no call \(id).") }
    guard found.count == 1 else {
      let names = found.map(\.id.text).joined(separator: ", ")
      throw Failure("There are \(found.count) calls \(id): \(names). Give all digits.")
    }
    return call
  }
}
