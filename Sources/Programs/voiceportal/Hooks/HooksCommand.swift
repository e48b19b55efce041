import Commands
import Configuration
import Foundation
import Mailbox
import Notifications
import Serving
import Store

/// `voiceportal hooks`: the queue of events for the programs of companies.
enum HooksCommand: ShellCommand {
  static let form = CommandForm(
    "hooks", "events that wait for companies' programs; try their URLs",
    about: """
      A server tells a company's programs of new, heard and deleted messages, full mailboxes, locked
      logins, e-mails that could not be delivered, and its own start and end: by POST to the URLs of
      'accounts company set --hook-secret new --hook-urls https://…', signed as Standard Webhooks.
      What is not taken (2xx) is tried again after 1, 5, 15 and 60 minutes, then every 4 hours, for 5
      days. A URL that has taken nothing for 3 days gets nothing more until 'enable'.
      """,
    subcommands: [
      CommandForm(
        "hooks list", "what waits or was given up, a line each, and URLs that fail",
        options: [.data, .json]),
      CommandForm(
        "hooks show", "an event, and the text that is sent", arguments: "ID", options: [.data],
        terms: [id]),
      CommandForm(
        "hooks retry", "tries an event again at once", arguments: "ID", options: [.data],
        terms: [id]),
      CommandForm(
        "hooks drop", "gives an event up", arguments: "ID", options: [.data], terms: [id]),
      CommandForm(
        "hooks enable", "sends to a URL again that failed", arguments: "URL",
        options: [.company, .data]),
      CommandForm(
        "hooks secret", "prints the company's secret, for the program that checks signatures",
        options: [.company, .data]),
      CommandForm(
        "hooks test",
        "sends a test event to each URL as the server of this file would, and says what came of it",
        options: [.config, .company]),
    ])

  private static let id: CommandForm.Row = ("ID", "the number that list shows")

  static func run(_ words: [String]) throws -> ExitCode {
    let verb = try form.subcommand(named: words.first)
    let arguments = try Arguments(Array(words.dropFirst()), of: verb)
    switch words.first {
    case "list": try list(arguments)
    case "show": try show(arguments)
    case "retry":
      try open(arguments).retryHook(try id(arguments), by: .administrator(NSUserName()))
      print("It is tried again.")
    case "drop":
      try open(arguments).dropHook(try id(arguments), by: .administrator(NSUserName()))
      print("It was given up.")
    case "enable":
      let url = try arguments.exactly("URL")[0]
      let store = try open(arguments)
      try store.enableHooks(
        url, of: try company(arguments, store).id, by: .administrator(NSUserName()))
      print("Events are sent there again.")
    case "secret":
      try arguments.expectNothingMore()
      guard let secret = try company(arguments, try open(arguments)).hooks.secret else {
        throw Failure("The company has no secret; 'accounts company set --hook-secret new'.")
      }
      print(secret.text)
    case "test": return try test(arguments)
    default: throw UsageError(reason: "it needs one of \(form.choices).")
    }
    return .good
  }

  private static func list(_ arguments: Arguments) throws {
    try arguments.expectNothingMore()
    let store = try open(arguments)
    let isJSON = arguments.has("--json")
    var table = [["id", "event", "to", "state", "tries", "due", "last answer"]]
    var last: Int64 = 0
    while true {
      let jobs = try store.hooks(after: last, limit: 500)
      guard let end = jobs.last else { break }
      last = end.id
      for job in jobs {
        let row = HookRow(job)
        if isJSON { print(try row.json()) } else { table.append(row.cells) }
      }
    }
    if isJSON { return }
    if table.count == 1 { print("No event waits.") }
    if table.count > 1 { for line in TextTable.lines(table) { print(line) } }
    for endpoint in try store.hookEndpoints() {
      let since = HookRow.time(endpoint.failingSince)
      let state = endpoint.disabledAt == nil ? "fails" : "was given up, and has failed"
      print("\(endpoint.url) \(state) since \(since): \(endpoint.lastAnswer)")
    }
  }

  private static func show(_ arguments: Arguments) throws {
    let job = try open(arguments).hook(try id(arguments))
    for (name, value) in HookRow(job).fields { print("\(name): \(value)") }
    print(try HookPayload.json(job.event))
  }

  private static func test(_ arguments: Arguments) throws -> ExitCode {
    try arguments.expectNothingMore()
    guard let file = arguments.value("--config") else {
      throw UsageError(reason: "--config FILE is missing.")
    }
    let configuration = try ServerConfiguration(path: file)
    let store = try open(configuration.dataFolder)
    let company = try company(arguments, store)
    guard !company.hooks.urls.isEmpty, let secret = company.hooks.secret else {
      throw Failure("\(company.name) has no URL for events.")
    }
    let now = ServerClock.now()
    let event = HookEvent(
      kind: .test, id: "evt_test_\(UUID().uuidString.lowercased())", at: now,
      company: company.name)
    var isGood = true
    for url in company.hooks.urls {
      switch HookSending(configuration.hooks.settings).send(
        event, to: url, by: secret, timestamp: now / 1_000)
      {
      case .taken: print("\(url) has taken a test event.")
      case .refused(let answer), .unreachable(let answer):
        print("\(url) has not taken it: \(answer)")
        isGood = false
      }
    }
    return isGood ? .good : .failed
  }

  private static func company(_ arguments: Arguments, _ store: Mailboxes) throws -> Company {
    let companies = try store.accounts.companies()
    if let name = arguments.value("--company") {
      return try AccountsContext.company(name, among: companies)
    }
    guard let company = companies.first, companies.count == 1 else {
      throw UsageError(reason: "there is not one company; name one by --company.")
    }
    return company
  }

  private static func id(_ arguments: Arguments) throws -> Int64 {
    let word = try arguments.exactly("ID")[0]
    guard let id = Int64(word) else {
      throw UsageError(reason: "'\(word)' is no number of an event.")
    }
    return id
  }

  private static func open(_ arguments: Arguments) throws -> Mailboxes {
    try open(AccountsContext.folder(arguments.value("--data")))
  }

  private static func open(_ folder: String) throws -> Mailboxes {
    var options = SQLiteStoreOptions()
    options.isServer = false
    options.makesDirectory = false
    return try MailboxPlace.open(folder, options)
  }
}

/// An event as the command shows it.
private struct HookRow: Encodable {
  let id: Int64
  let event: String
  let url: String
  let state: String
  let tries: Int
  let created: String
  let due: String
  let lastAnswer: String?
  let eventID: String

  init(_ job: HookJob) {
    (id, event, url, state) = (job.id, job.event.kind.rawValue, job.url, job.state.rawValue)
    (tries, lastAnswer, eventID) = (job.tries, job.lastAnswer, job.event.id)
    created = Self.time(job.event.at)
    due = Self.time(job.due)
  }

  var cells: [String] { ["\(id)", event, url, state, "\(tries)", due, lastAnswer ?? ""] }

  var fields: [(String, String)] {
    [
      ("id", "\(id)"), ("event", event), ("to", url), ("state", state), ("tries", "\(tries)"),
      ("created", created), ("due", due), ("last answer", lastAnswer ?? "none"),
      ("webhook-id", eventID),
    ]
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  static func time(_ milliseconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(.iso8601)
  }
}
