import Commands
import Configuration
import Foundation
import Mailbox
import Notifications
import Serving
import Store

/// `voiceportal mail`: the queue of e-mails.
enum MailCommand: ShellCommand {
  static let form = CommandForm(
    "mail", "e-mails that wait or could not be sent; try the mail server",
    about: """
      A server sends notices of new messages, copies with the sound, and messages that go by e-mail
      only (mail in its file). What the mail server does not take now is tried again after 1, 5, 15 and
      60 minutes, then every 4 hours, for 5 days. What is refused for ever, or was tried so long, stays
      in the list; a message that was to go by e-mail only is then in its mailbox.
      """,
    subcommands: [
      CommandForm(
        "mail list", "what waits or was given up, a line each", options: [.data, .json]),
      CommandForm(
        "mail show", "all that is known of a mail", arguments: "ID", options: [.data, .json],
        terms: [id]),
      CommandForm(
        "mail retry", "tries a mail again at once, also one that was given up", arguments: "ID",
        options: [.data], terms: [id]),
      CommandForm(
        "mail drop",
        "gives a mail up; a message that was to go by e-mail only comes into its mailbox",
        arguments: "ID", options: [.data], terms: [id]),
      CommandForm(
        "mail test", "sends a test mail as the server of this file would, and says what came of it",
        arguments: "ADDRESS", options: [.config, .language("en, de or nl; without it en")]),
    ])

  private static let id: CommandForm.Row = ("ID", "the number that list shows")

  static func run(_ words: [String]) throws -> ExitCode {
    let verb = try form.subcommand(named: words.first)
    let arguments = try Arguments(Array(words.dropFirst()), of: verb)
    switch words.first {
    case "list": return try list(arguments)
    case "show": return try show(arguments)
    case "retry":
      try open(arguments).retryMail(try id(arguments), by: .administrator(NSUserName()))
      print("It is tried again.")
    case "drop":
      try open(arguments).dropMail(try id(arguments), by: .administrator(NSUserName()))
      print("It was given up.")
    case "test": return try test(arguments)
    default: throw UsageError(reason: "it needs one of \(form.choices).")
    }
    return .good
  }

  private static func list(_ arguments: Arguments) throws -> ExitCode {
    try arguments.expectNothingMore()
    let store = try open(arguments)
    var table = [["id", "kind", "to", "state", "tries", "due", "last answer"]]
    var last: Int64 = 0
    while true {
      let jobs = try store.mail(after: last, limit: 500)
      guard let end = jobs.last else { break }
      last = end.id
      for job in jobs {
        let row = MailRow(job)
        if arguments.has("--json") { print(try row.json()) } else { table.append(row.cells) }
      }
    }
    if arguments.has("--json") { return .good }
    if table.count == 1 {
      print("No mail waits.")
    } else {
      for line in TextTable.lines(table) { print(line) }
    }
    return .good
  }

  private static func show(_ arguments: Arguments) throws -> ExitCode {
    let row = MailRow(try open(arguments).mail(try id(arguments)))
    if arguments.has("--json") {
      print(try row.json())
    } else {
      for (name, value) in row.fields { print("\(name): \(value)") }
    }
    return .good
  }

  private static func test(_ arguments: Arguments) throws -> ExitCode {
    let address = try arguments.exactly("ADDRESS")[0]
    if let fault = EmailAddress.fault(in: address) { throw UsageError(reason: fault) }
    guard let file = arguments.value("--config") else {
      throw UsageError(reason: "--config FILE is missing.")
    }
    let language: Language
    if let name = arguments.value("--language") {
      guard let found = Language(rawValue: name) else {
        throw UsageError(reason: "--language '\(name)' is none of en, de, nl.")
      }
      language = found
    } else {
      language = .en
    }
    guard let mail = try ServerConfiguration(path: file).mail else {
      throw Failure("\(file) holds no 'mail': no mail server is configured.")
    }
    let test = try MailComposing(mail.settings).test(
      to: address, language, token: UUID().uuidString.lowercased(), now: ServerClock.now()
    ).composed()
    switch SMTPSending(mail.settings).send(test, to: address) {
    case .taken:
      print("\(mail.settings.server) has taken a test mail to \(address).")
      return .good
    case .later(let answer): throw Failure("It would be tried again later: \(answer)")
    case .never(let answer): throw Failure("It was refused: \(answer)")
    case .held(let answer): throw Failure("The way to the mail server is wrong: \(answer)")
    }
  }

  private static func id(_ arguments: Arguments) throws -> Int64 {
    let word = try arguments.exactly("ID")[0]
    guard let id = Int64(word) else {
      throw UsageError(reason: "'\(word)' is no number of a mail.")
    }
    return id
  }

  private static func open(_ arguments: Arguments) throws -> Mailboxes {
    var options = SQLiteStoreOptions()
    options.isServer = false
    options.makesDirectory = false
    return try MailboxPlace.open(AccountsContext.folder(arguments.value("--data")), options)
  }
}

/// A mail as the command shows it.
private struct MailRow: Encodable {
  let id: Int64
  let kind: String
  let to: String
  let state: String
  let tries: Int
  let created: String
  let due: String
  let lastAnswer: String?
  let messageID: String

  init(_ job: MailJob) {
    (id, kind, to, state) = (job.id, job.kind.rawValue, job.recipient, job.state.rawValue)
    (tries, lastAnswer, messageID) = (job.tries, job.lastAnswer, job.token)
    created = Self.time(job.created)
    due = Self.time(job.due)
  }

  var cells: [String] { ["\(id)", kind, to, state, "\(tries)", due, lastAnswer ?? ""] }

  var fields: [(String, String)] {
    [
      ("id", "\(id)"), ("kind", kind), ("to", to), ("state", state), ("tries", "\(tries)"),
      ("created", created), ("due", due), ("last answer", lastAnswer ?? "none"),
      ("Message-ID begins", messageID),
    ]
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  private static func time(_ milliseconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(.iso8601)
  }
}
