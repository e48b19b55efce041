import CPQ
import Glibc
import Mailbox
import Threads

/// One connection to a PostgreSQL server, with its prepared statements: values and columns travel in
/// binary. All unsafe code that touches libpq is in this file, `PostgresAnswer` and
/// `PostgresAddress`.
///
/// Errors carry the server's words without its details, because these may show values.
///
/// It is `@unchecked Sendable` because one thread at a time uses it: ``PostgresPool`` lends each
/// connection to one thread.
@safe final class PostgresConnection: @unchecked Sendable {
  /// What kept a transaction from going on.
  enum Fault {
    /// Another transaction got in its way: all of it is to be run again.
    case conflict
    /// The server or the way to it is gone, or it takes no writes any more: another connection may help.
    case lost
    /// The statement itself failed.
    case refused
  }

  /// Which database, for errors.
  let place: String
  /// The first fault of the transaction that was not undone since.
  private(set) var fault: Fault?
  /// Whether the server has not answered in time. It is good for nothing more.
  private(set) var isSilent = false
  /// The entries of the change feed that the transaction adds, see ``PostgresWriters``.
  var changes: [MailboxChange] = []
  /// Whether rows may be read here that are not committed.
  private(set) var mayWrite = false
  /// How long the server may take to answer one statement; `nil`: for ever.
  var longestAnswerMilliseconds: Int? = PostgresLimits.server.writing

  private let handle: OpaquePointer
  private var statements: [String: Prepared] = [:]
  private var lastName = 0

  /// A statement that the server knows by name.
  private struct Prepared {
    var name: String
    /// The types of its parameters, as the server understood them.
    var types: [Oid]
  }

  /// Connects. It waits for the server as long as `connect_timeout` says.
  init(_ address: PostgresAddress) throws(StoreError) {
    place = address.place
    let opened = unsafe address.withParameters { names, values in
      unsafe PQconnectdbParams(names, values, 0)
    }
    guard let opened = unsafe opened else {
      throw .broken(place: address.place, reason: "no memory for a connection")
    }
    unsafe handle = opened
    // What the server does not take waits here, and a thread never waits in libpq itself.
    unsafe PQsetnonblocking(opened, 1)
    // Notices would be printed on the process's error stream.
    unsafe PQsetNoticeReceiver(opened, { _, _ in }, nil)
    guard unsafe PQstatus(opened) == CONNECTION_OK else {
      // Everything has its value, so what is thrown from here on ends in `deinit`.
      let words = unsafe Self.firstLine(PQerrorMessage(opened))
      throw .broken(place: address.place, reason: "no connection (\(words))")
    }
    try command(Self.session)
  }

  deinit { unsafe PQfinish(handle) }

  // Rows are found by indexes, always: a serialisable transaction that reads a whole table gets in
  // the way of every other one, and plans made while the tables were small are kept. Planning anew
  // for each value and compiling cost more than they save. A node that is cut off or stands still in a
  // transaction must not keep all others from writing.
  private static let session = """
    SET client_encoding = 'UTF8'; SET client_min_messages = error; SET enable_seqscan = off;
    SET plan_cache_mode = force_generic_plan; SET jit = off;
    SET idle_in_transaction_session_timeout = '30s'
    """

  // MARK: Statements

  /// Runs a statement without reading rows, and returns how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ values: Value...) throws(StoreError) -> Int {
    try execute(sql, values).changedCount
  }

  /// The first row, or `nil`.
  func first<T>(
    _ sql: String, _ values: Value..., read: (PostgresRow) throws(StoreError) -> T
  ) throws(StoreError) -> T? {
    try first(sql, values, read: read)
  }

  /// The first row, or `nil`.
  func first<T>(
    _ sql: String, _ values: [Value], read: (PostgresRow) throws(StoreError) -> T
  ) throws(StoreError) -> T? {
    let answer = try execute(sql, values)
    return answer.count == 0 ? nil : try read(PostgresRow(answer: answer, index: 0))
  }

  /// All rows.
  func all<T>(
    _ sql: String, _ values: Value..., read: (PostgresRow) throws(StoreError) -> T
  ) throws(StoreError) -> [T] {
    try all(sql, values, read: read)
  }

  /// All rows.
  func all<T>(
    _ sql: String, _ values: [Value], read: (PostgresRow) throws(StoreError) -> T
  ) throws(StoreError) -> [T] {
    let answer = try execute(sql, values)
    var result: [T] = []
    result.reserveCapacity(Int(answer.count))
    for index in 0..<answer.count {
      result.append(try read(PostgresRow(answer: answer, index: index)))
    }
    return result
  }

  /// Whether there is a row.
  func exists(_ sql: String, _ values: Value...) throws(StoreError) -> Bool {
    try execute(sql, values).count > 0
  }

  /// Runs statements without values, as in a schema.
  /// - Returns: What the last one did, in the server's words: `COMMIT`, for example.
  @discardableResult
  func command(_ script: String) throws(StoreError) -> String {
    try answer(toSent: unsafe PQsendQuery(handle, script)).tag
  }

  /// Forgets the fault and what was noted since there were so many entries of the feed: the step
  /// that they belong to was undone.
  func forget(since count: Int) {
    fault = nil
    changes.removeLast(changes.count - count)
  }

  /// Begins to note faults and changes of a new transaction.
  func startNoting(mayWrite: Bool) {
    (fault, self.mayWrite) = (nil, mayWrite)
    changes.removeAll(keepingCapacity: true)
  }

  /// Whether the connection can begin another transaction.
  var isIdle: Bool { unsafe PQtransactionStatus(handle) == PQTRANS_IDLE }

  /// Whether a transaction is open, perhaps a failed one.
  var isInTransaction: Bool {
    let status = unsafe PQtransactionStatus(handle)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }

  // MARK: Notifications

  /// The socket, to wait for notifications.
  var socket: Int32 { unsafe PQsocket(handle) }

  /// The notifications that have come.
  /// - Throws: ``StoreError`` when the connection is lost.
  func notifications() throws(StoreError) -> [String] {
    // Last words and the end of the connection may have come together, and are told of once.
    var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    repeat {
      guard unsafe PQconsumeInput(handle) == 1 else { throw lost() }
    } while unsafe poll(&entry, 1, 0) > 0
    var payloads: [String] = []
    while let notification = unsafe PQnotifies(handle) {
      payloads.append(unsafe String(cString: notification.pointee.extra))
      unsafe PQfreemem(notification)
    }
    return payloads
  }

  // MARK: Sending

  private func execute(
    _ sql: String, _ values: [Value]
  ) throws(StoreError) -> PostgresAnswer {
    let prepared = try prepared(sql)
    var bytes: [UInt8] = []
    var starts: [Int?] = []
    var lengths: [Int32] = []
    guard values.count == prepared.types.count else { throw misfit(sql) }
    for (value, type) in zip(values, prepared.types) {
      let start = bytes.count
      guard let isNull = value.append(to: &bytes, as: type) else { throw misfit(sql) }
      starts.append(isNull ? nil : start)
      lengths.append(Int32(clamping: bytes.count - start))
    }
    // An empty text has an address too.
    bytes.append(0)
    let formats = [Int32](repeating: 1, count: values.count)
    let sent = unsafe bytes.withUnsafeBytes { buffer in
      let base = unsafe buffer.bindMemory(to: CChar.self).baseAddress
      let pointers = unsafe starts.map { start in
        unsafe start.flatMap { unsafe base?.advanced(by: $0) }
      }
      return unsafe PQsendQueryPrepared(
        handle, prepared.name, Int32(values.count), pointers, lengths, formats, 1)
    }
    return try answer(toSent: sent)
  }

  private func prepared(_ sql: String) throws(StoreError) -> Prepared {
    if let prepared = statements[sql] { return prepared }
    lastName += 1
    let name = "s\(lastName)"
    _ = try answer(toSent: unsafe PQsendPrepare(handle, name, sql, 0, nil))
    let described = try answer(toSent: unsafe PQsendDescribePrepared(handle, name))
    let prepared = Prepared(name: name, types: described.parameterTypes)
    statements[sql] = prepared
    return prepared
  }

  /// Waits for the answer to what libpq took, for the last one of a script. A server that stands still
  /// keeps its connections, and the system behind it acknowledges all that is sent: only time tells.
  /// - Parameter sent: What libpq said, 1 if it took it.
  private func answer(toSent sent: Int32) throws(StoreError) -> PostgresAnswer {
    guard sent == 1 else { throw lost() }
    let end = longestAnswerMilliseconds.map { MonotonicTime.milliseconds + Int64($0) }
    while true {
      let rest = unsafe PQflush(handle)
      guard rest >= 0 else { throw lost() }
      if rest == 0 { break }
      try wait(for: POLLIN | POLLOUT, until: end)
    }
    var last: PostgresAnswer?
    while true {
      while unsafe PQisBusy(handle) == 1 { try wait(for: POLLIN, until: end) }
      guard let result = unsafe PQgetResult(handle) else { break }
      last = unsafe PostgresAnswer(result)
    }
    guard let last else { throw lost() }
    return try checked(last)
  }

  /// Waits until the socket is ready, and reads what has come.
  /// - Parameter end: On ``MonotonicTime/milliseconds``; `nil`: for ever.
  private func wait(for events: Int32, until end: Int64?) throws(StoreError) {
    var entry = pollfd(fd: socket, events: Int16(events), revents: 0)
    let rest = end.map { Int32(clamping: $0 - MonotonicTime.milliseconds) }
    if let rest, rest <= 0 {
      isSilent = true
      note(.lost)
      let limit = longestAnswerMilliseconds ?? 0
      throw .broken(place: place, reason: "no answer within \(limit) ms")
    }
    unsafe poll(&entry, 1, rest ?? -1)
    guard unsafe PQconsumeInput(handle) == 1 else { throw lost() }
  }

  private func checked(_ answer: PostgresAnswer) throws(StoreError) -> PostgresAnswer {
    if answer.isGood { return answer }
    guard unsafe PQstatus(handle) == CONNECTION_OK else { throw lost() }
    let state = answer.state
    note(Self.fault(of: state))
    // Values that cannot be read are quoted in the message.
    let reason = state.hasPrefix("22") ? "the database refused a value" : answer.message
    throw .broken(place: place, reason: "\(reason) (SQLSTATE \(state))")
  }

  /// A statement that does not fit its values is a mistake of this program.
  private func misfit(_ sql: String) -> StoreError {
    note(.refused)
    return .broken(place: place, reason: "wrong values for: \(sql.prefix(60))")
  }

  private func lost() -> StoreError {
    note(.lost)
    let words = unsafe Self.firstLine(PQerrorMessage(handle))
    return .broken(place: place, reason: "the connection is lost (\(words))")
  }

  /// What follows from a fault is none of its own: the first one counts.
  private func note(_ fault: Fault) { self.fault = self.fault ?? fault }

  private static func fault(of state: String) -> Fault {
    switch state {
    // Serialization failure, deadlock.
    case "40001", "40P01": .conflict
    // The server shuts down or starts, it has become a standby, or the tables were changed.
    case "57P01", "57P02", "57P03", "25006", "0A000": .lost
    default: state.hasPrefix("08") ? .lost : .refused
    }
  }

  private static func firstLine(_ text: UnsafePointer<CChar>?) -> String {
    guard let text = unsafe text else { return "" }
    let whole = unsafe String(cString: text)
    return whole.split(separator: "\n").first.map(String.init) ?? whole
  }
}
