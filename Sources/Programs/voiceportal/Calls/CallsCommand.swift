import CallFlow
import Foundation
import Portal
import ScriptLine
import Store
import Telephony

/// `voiceportal calls`: the records of calls that were served.
enum CallsCommand: Command {
  static let name = "calls"
  static let summary = "list and show calls that were served, and make scripts of them"
  static let help = """
    \(Verb.usages(of: verbs))

    Every call that a server has served leaves a record: who called whom on which line and why,
    when, how it ended, packets lost and jitter, and its journal, in which digits of passcodes are
    hidden. Records are written within a second, beside a running server too, and removed after
    some days (callRecords in the server's file; 30 without it).

    \(Verb.purposes(of: verbs))

    \(Verb.table(options))

    Live calls are shown, and ended, by 'voiceportal status'.
    """

  static func help(for words: [String]) -> String {
    verbs.meant(by: words)?.help(options: options) ?? help
  }

  static let verbs = [
    Verb(
      "list",
      """
      voiceportal calls list [--data DIR] [--last N] [--since AGO] [--from NUMBER]
                             [--to NUMBER] [--ended HOW] [--json]
      """, "the newest calls, a line each",
      options: ["--data DIR", "--last N", "--since AGO", "--from, --to", "--ended HOW", "--json"]),
    Verb(
      "show", "voiceportal calls show ID [--data DIR] [--json]",
      "all that is known of a call, and its journal", options: ["ID", "--data DIR", "--json"]),
    Verb(
      "script",
      """
      voiceportal calls script ID [--data DIR] [--accounts FILE] [--keys LAYOUT]
                             [--output FILE]
      """,
      """
      a call script that replays a call: voiceportal replay FILE. It holds the company, the
      users and the messages of the call, with made-up passcodes and sounds
      """,
      options: ["ID", "--data DIR", "--accounts FILE", "--keys LAYOUT", "--output FILE"]),
  ]

  private static let options: [Verb.Row] = [
    ("ID", "the eight digits that the log has of the call, or all sixteen"),
    (
      "--data DIR",
      "the data directory; without it $VOICEPORTAL_DATA, or \(AccountsContext.usualFolder)"
    ),
    ("--last N", "so many calls; without it 50"),
    ("--since AGO", "calls that began at most so long ago: 30m, 24h, 7d"),
    ("--from, --to", "calls from or to a number, as it was signalled"),
    ("--ended HOW", CallEnding.Kind.allCases.map(\.rawValue).joined(separator: ", ")),
    ("--json", "for programs: an object a line"),
    ("--accounts FILE", "the script names this accounts file instead of holding its accounts"),
    ("--keys LAYOUT", LayoutOption.meaning),
    ("--output FILE", "writes the script there"),
  ]

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
    let arguments = try Arguments(
      words, options: ["--data", "--last", "--since", "--from", "--to", "--ended"],
      switches: ["--json"])
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
    let arguments = try Arguments(words, options: ["--data"], switches: ["--json"])
    let call = try call(arguments)
    if arguments.has("--json") {
      print(call.json)
    } else {
      for line in call.lines(isServed: isServed(arguments)) { print(line) }
    }
  }

  // MARK: script

  private static func script(_ words: [String]) throws {
    let arguments = try Arguments(
      words, options: ["--data", "--accounts", "--keys", "--output"])
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
