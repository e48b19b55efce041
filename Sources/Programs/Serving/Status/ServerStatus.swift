import CallFlow
import Commands
import Mailbox
import Operations
import Store
import Synchronization
import Telephony

/// What a server tells of itself, and what an operator may do with it, by the words of
/// ``StatusSocket``:
///
/// ```
/// status | status json   how it is, its counters, and the calls that are on
/// metrics                all figures for Prometheus
/// end ID                 ends a call
/// log LEVEL | FORMAT     which lines the log has, and how they are written
/// ```
///
/// The first line of an answer is `ready`, `not ready`, `done` or `refused`. Nothing here waits.
final class ServerStatus: Sendable {
  private let supervisor: Supervisor<ServedConfiguration>
  private let mailboxes: MailboxService
  private let records: CallRecordService
  private let log: Log
  private let lines = Mutex<[ServedSIPLine]>([])
  private let started = ServerClock.now()

  init(
    supervisor: Supervisor<ServedConfiguration>, mailboxes: MailboxService,
    records: CallRecordService, log: Log
  ) {
    (self.supervisor, self.mailboxes) = (supervisor, mailboxes)
    (self.records, self.log) = (records, log)
  }

  /// One more line whose figures are shown.
  func add(_ line: ServedSIPLine) { lines.withLock { $0.append(line) } }

  /// Answers a request.
  func answer(_ request: String) -> String {
    let words = request.split(separator: " ").map(String.init)
    switch words.first {
    case "status":
      let health = supervisor.health
      let body = words.dropFirst().first == "json" ? json(health) : text(health)
      return (health.isReady ? "ready\n" : "not ready\n") + body
    case "metrics": return "done\n" + metricsText
    case "end": return end(words.dropFirst().first ?? "")
    case "log": return setLog(words.dropFirst().first ?? "")
    case _: return "refused\nThe server does not know '\(words.first ?? "")'.\n"
    }
  }

  // MARK: What an operator does

  private func end(_ id: String) -> String {
    let ended = records.registry.hangUp(id)
    switch ended.count {
    case 0: return "refused\nNo call \(id) is on.\n"
    case 1:
      log.info("An operator ends the call.", call: ended[0].name)
      return "done\nCall \(ended[0].name) is ended.\n"
    case let count:
      let names = ended.map(\.text).joined(separator: ", ")
      return "refused\n\(count) calls end in \(id): \(names). Give all digits.\n"
    }
  }

  private func setLog(_ word: String) -> String {
    if let level = LogLevel(rawValue: word) {
      log.options.level = level
    } else if let format = LogFormat(rawValue: word) {
      log.options.format = format
    } else {
      return "refused\n'\(word)' is no level or format of the log.\n"
    }
    log.info("An operator set the log to \(word).")
    return "done\nThe log is set to \(word).\n"
  }

  // MARK: How it is

  /// How the server is, with all its parts.
  var health: HealthReport { supervisor.health }

  /// All figures as Prometheus reads them.
  var metricsText: String { PrometheusText.text(of: metrics) }

  private func text(_ health: HealthReport) -> String {
    let head = [
      ["state", health.state.rawValue + (health.isReady ? ", ready for calls" : ", not ready")],
      ["since", LogLine.timeText(started)],
      ["counted", counters.text],
      ["log", "\(log.options.level.rawValue), \(log.options.format.rawValue)"],
    ]
    let parts = health.parts.map { part in
      [part.name, part.health.word + (part.health.reason.map { ": \($0)" } ?? "")]
    }
    var lines = TextTable.lines(head + parts)
    let live = records.registry.live
    lines.append("")
    if live.isEmpty { lines.append("No call is on.") }
    if !live.isEmpty {
      let columns = ["CALL", "BEGAN (UTC)", "LINE", "FROM", "TO", "ANSWERED", "AT"]
      lines += TextTable.lines([columns] + live.map(\.cells))
    }
    return lines.map { LogLine.escaped($0) + "\n" }.joined()
  }

  private func json(_ health: HealthReport) -> String {
    let parts = health.parts.map { part in
      JSONText.object([
        ("name", JSONText.string(part.name)), ("health", JSONText.string(part.health.word)),
        ("reason", part.health.reason.map(JSONText.string) ?? "null"),
      ])
    }
    let counted = Counter.allCases.map { ($0.rawValue, String(counters[$0])) }
    return JSONText.object([
      ("state", JSONText.string(health.state.rawValue)), ("ready", "\(health.isReady)"),
      ("healthy", "\(health.isHealthy)"), ("since", JSONText.string(LogLine.timeText(started))),
      ("logLevel", JSONText.string(log.options.level.rawValue)),
      ("logFormat", JSONText.string(log.options.format.rawValue)),
      ("parts", JSONText.array(parts)),
      ("counters", JSONText.object(counted.map { (name: $0.0, value: $0.1) })),
      ("calls", JSONText.array(records.registry.live.map(\.json))),
    ]) + "\n"
  }

  private var counters: Counters {
    log.counters.set(.linesLost, to: log.lines.dropped)
    return log.counters
  }

  private var metrics: [MetricFamily] {
    ServerMetrics(
      health: supervisor.health, store: mailboxes.store, records: records,
      lines: lines.withLock(\.self).map(\.figures), counters: counters, log: log, started: started
    ).families
  }
}

extension CallRegistry.LiveEntry {
  fileprivate var cells: [String] {
    let from = beginning.incoming.from
    return [
      beginning.id.name, String(LogLine.timeText(beginning.began).prefix(19)), beginning.line,
      from.isEmpty ? "withheld" : from, beginning.incoming.to, answered == nil ? "no" : "yes",
      CallFlow.name(of: place),
    ]
  }

  fileprivate var json: String {
    JSONText.object([
      ("id", JSONText.string(beginning.id.text)), ("call", JSONText.string(beginning.id.name)),
      ("line", JSONText.string(beginning.line)),
      ("peer", beginning.peer.map(JSONText.string) ?? "null"),
      ("from", JSONText.string(beginning.incoming.from)),
      ("to", JSONText.string(beginning.incoming.to)),
      ("began", JSONText.string(LogLine.timeText(beginning.began))),
      ("answered", answered.map { JSONText.string(LogLine.timeText($0)) } ?? "null"),
      ("place", JSONText.string(CallFlow.name(of: place))),
    ])
  }
}

/// The socket of a server, as one of its services.
final class StatusService: Service {
  typealias Configuration = ServedConfiguration

  let name = "status"
  private let folder: String
  private let status: ServerStatus
  private let log: Log
  private let socket = Mutex<StatusSocket?>(nil)

  init(_ folder: String, _ status: ServerStatus, log: Log) {
    (self.folder, self.status, self.log) = (folder, status, log)
  }

  /// One more line whose figures are shown.
  func add(_ line: ServedSIPLine) { status.add(line) }

  /// A server without its socket still takes calls.
  func start() {
    do {
      let made = try StatusSocket(in: folder) { [status] in status.answer($0) }
      socket.withLock { $0 = made }
    } catch {
      log.error("'voiceportal status' cannot ask this server: \(error)")
    }
  }

  func stop() { socket.withLock { $0.take() }?.close() }

  var health: Health {
    socket.withLock { $0 == nil } ? .limited("There is no socket.") : .good
  }
}
