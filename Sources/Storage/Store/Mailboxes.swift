public import Mailbox
import Secrecy
import Synchronization

/// The mailboxes: answers what calls ask, by rules that run once over whichever storage there is.
///
/// ```
/// call ─► request ─► look up ──────────────────────────► reply
///                       └─► bring sound to safety ─► rows in one commit ─► reply
/// ```
/// What only reads is answered from one state of the rows. What writes is prepared first, slow
/// hashes and sounds included, and only its rows wait for a commit that many calls share. A failure
/// of the storage is the reply `.failed`, and is told to `report`.
public final class Mailboxes: MailboxStore {
  let storage: any MailboxStorage
  /// Milliseconds since 1970 UTC.
  let now: @Sendable () -> Int64
  /// Is told why a request was answered by `.failed`. It holds no passcode.
  let report: @Sendable (StoreError) -> Void
  private let localTimes = LocalTimes()
  private let mailIsSent = Atomic(false)
  private let hasEngine = Atomic(false)
  /// Requests of calls that are not answered yet.
  private let open = Atomic(0)
  /// So many may be; what comes then is answered by `.failed` at once, so that a storage that has
  /// stopped does not fill the memory.
  private let mostOpen: Int
  private let recentCalls = Mutex(RecentCalls())
  private let callsOut = Mutex(CallsOut())
  let rememberedVisits = RememberedVisits()
  let lastPurge: Mutex<Int64>

  /// The mailboxes of a storage that is ready.
  init(
    _ storage: any MailboxStorage, now: @escaping @Sendable () -> Int64, mostOpen: Int = 20_000,
    report: @escaping @Sendable (StoreError) -> Void = { _ in }
  ) {
    (self.storage, self.now, self.report) = (storage, now, report)
    self.mostOpen = mostOpen
    lastPurge = Mutex(now())
  }

  /// Recordings of calls that no message names yet.
  public var takes: any RecordingStore { storage.recordings }

  /// Administration of the same rows.
  public func accounts(as actor: Actor, from origin: String?) -> any Accounts {
    MailboxAccounts(self, actor, from: origin)
  }

  /// See ``MailboxStore/audio(_:)``.
  public func audio(_ id: Int64) throws(StoreError) -> StoredAudio { try storage.audio(id) }

  /// See ``MailboxStore/follow(_:)``.
  public func follow(_ changed: @escaping @Sendable ([Int64]?) -> Void) {
    storage.follow(changed)
  }

  /// Whether e-mail is sent, so that it is queued; a server says so. Without it a message that was to
  /// go by e-mail only is kept in its mailbox.
  public var sendsMail: Bool {
    get { mailIsSent.load(ordering: .relaxed) }
    set { mailIsSent.store(newValue, ordering: .relaxed) }
  }

  /// Says which parts the server has that answers from here: what needs another one is refused from
  /// now on, also by commands on the same mailboxes.
  public func setParts(_ parts: ServerParts) throws(StoreError) {
    sendsMail = parts.mail
    hasEngine.store(parts.transcription, ordering: .relaxed)
    let known = try read { (rules) throws(StoreError) in try rules.rows.serverParts() }
    guard known != parts else { return }
    try write { (rules) throws(StoreError) in try rules.rows.set(parts) }
  }

  /// How busy the storage is.
  public var load: StorageLoad { storage.load }

  /// Calls `then` when a write would have its turn: soon, unless the storage is stuck.
  public func turn(_ then: @escaping @Sendable () -> Void) { storage.turn(then) }

  /// Finishes what was begun and lets go of the storage. Requests after that fail.
  public func close() {
    // Without it the next start knows a little less.
    try? keepVisits()
    storage.close()
  }

  /// Answers on the thread that asks; a write waits for its commit.
  public func answer(_ request: MailboxRequest, of call: CallToken) -> MailboxReply {
    do throws(StoreError) {
      switch try plan(request, of: call) {
      case .answered(let reply):
        return reply
      case .written(let work, let cleanUp):
        let reply = try write(by: request.actor, work)
        cleanUp(reply)
        return reply
      }
    } catch {
      return failed(request, error)
    }
  }

  /// Answers on a thread of the storage, where it has some. `then` is called after the commit and
  /// must be short, because the next commit waits for it. When too many wait, it is called at once.
  public func submit(
    _ request: MailboxRequest, of call: CallToken,
    then answer: @escaping @Sendable (MailboxReply) -> Void
  ) {
    let isTooMuch = open.wrappingAdd(1, ordering: .relaxed).oldValue >= mostOpen
    let then: @Sendable (MailboxReply) -> Void = { [self] reply in
      open.wrappingSubtract(1, ordering: .relaxed)
      answer(reply)
    }
    if isTooMuch {
      return then(
        failed(request, .broken(place: "the mailboxes", reason: "\(mostOpen) requests wait")))
    }
    storage.dispatch { [self] in
      do throws(StoreError) {
        switch try plan(request, of: call) {
        case .answered(let reply):
          then(reply)
        case .written(let work, let cleanUp):
          submit(by: request.actor, work) { [self] result in
            switch result {
            case .success(let reply):
              cleanUp(reply)
              then(reply)
            case .failure(let error):
              then(failed(request, error))
            }
          }
        }
      } catch {
        then(failed(request, error))
      }
    }
  }

  /// A recording that could not be delivered goes on waiting, and is tried again.
  private func failed(_ request: MailboxRequest, _ error: StoreError) -> MailboxReply {
    report(error)
    if case .deposit(let deposit) = request { storage.recordings.release(deposit) }
    return .failed
  }

  // MARK: Rules in a transaction

  /// The rules over the rows of a transaction, at the moment of now.
  func rules(_ rows: any MailboxRows, _ actor: Actor, from origin: String?) -> MailboxRules {
    rules(rows, actor, from: origin, at: now())
  }

  func rules(
    _ rows: any MailboxRows, _ actor: Actor, from origin: String?, at moment: Int64
  ) -> MailboxRules {
    MailboxRules(
      rows: rows, now: moment, actor: actor, origin: origin,
      sendsMail: mailIsSent.load(ordering: .relaxed),
      transcribes: hasEngine.load(ordering: .relaxed), localTimes: localTimes)
  }

  func read<Result>(
    _ body: (MailboxRules) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let moment = now()
    return try storage.read { (rows) throws(StoreError) in
      try body(rules(rows, .portal, from: nil, at: moment))
    }
  }

  func write<Result: Sendable>(
    by actor: Actor = .portal, from origin: String? = nil,
    _ body: @escaping @Sendable (MailboxRules) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let moment = now()
    return try storage.write { [self] (rows) throws(StoreError) in
      try body(rules(rows, actor, from: origin, at: moment))
    }
  }

  private func submit(
    by actor: Actor,
    _ body: @escaping @Sendable (MailboxRules) throws(StoreError) -> MailboxReply,
    then: @escaping @Sendable (Swift.Result<MailboxReply, StoreError>) -> Void
  ) {
    let moment = now()
    storage.submit(
      { [self] (rows) throws(StoreError) in try body(rules(rows, actor, from: nil, at: moment)) },
      then: then)
  }
}

// MARK: - The change feed

extension Mailboxes {
  /// Entries of the change feed behind a cursor, rising.
  public func changes(
    after sequence: Int64, limit: Int
  ) throws(StoreError) -> [MailboxChange] {
    try read { (rules) throws(StoreError) in
      try rules.rows.changes(after: sequence, limit: limit)
    }
  }

  /// The number of the last entry of the change feed; 0: there was none.
  public func lastChange() throws(StoreError) -> Int64 {
    try read { (rules) throws(StoreError) in try rules.rows.lastChange() }
  }
}

// MARK: - What a service remembers

extension Mailboxes {
  /// Where a call goes. Auto-login is a login: it clears the count of failures.
  func arrive(_ call: IncomingCall) throws(StoreError) -> RequestPlan {
    let moment = now()
    let recent = recentCalls.withLock { $0.numbers(calledBy: call.from, at: moment) }
    let (arrival, called) = try look(call, recent)
    if storage.isShared { rememberedVisits.note(arrival, of: call) }
    if let called { recentCalls.withLock { $0.note(called, calledBy: call.from, at: moment) } }
    guard case .welcome(_, let welcome) = arrival,
      welcome.failedAttempts > 0 || welcome.hasFailedMail == true
    else { return .reply(arrival) }
    return .write { (rules) throws(StoreError) in
      try rules.rows.setLoginGuard(.mailbox(welcome.user), to: LoginGuard())
      try rules.noteToldFailures(of: welcome.user)
      return arrival
    }
  }

  /// Where a call goes. A caller may leave a message while a shared database is away: then the mailbox is
  /// found as it was, and the message waits on this node's disk.
  private func look(
    _ call: IncomingCall, _ recent: [String]
  ) throws(StoreError) -> (arrival: Arrival, called: User?) {
    do throws(StoreError) {
      return try read { (rules) throws(StoreError) in
        try rules.arrival(of: call, recent: recent)
      }
    } catch {
      guard storage.isShared, let visit = rememberedVisits[call] else { throw error }
      report(error)
      return (visit, nil)
    }
  }

  /// Whether a call may be made at the company's cost now. Calls inside the company are not counted.
  func callOut(_ number: String, for id: Int64) throws(StoreError) -> PermitCallOut.Reply {
    let (company, isInside) = try read { (rules) throws(StoreError) in
      try rules.companyToPay(forCallTo: number, of: id)
    }
    if isInside { return .permitted }
    let moment = now()
    return callsOut.withLock { $0.permits(callOf: id, in: company, at: moment) }
      ? .permitted : .tooMany
  }

  /// Does the slow part of setting a passcode.
  func prepare(_ passcode: Passcode) throws(StoreError) -> PreparedPasscode {
    PreparedPasscode(passcode: passcode, stored: Secret(try storage.hasher.hash(passcode)))
  }
}

/// Brings moments into users' time zones; any thread may ask.
public final class LocalTimes: Sendable {
  private let clock = Mutex(LocalClock())

  /// Nothing is known yet of any zone.
  public init() {}

  /// A moment as the user's calendar shows it. An unknown zone counts as UTC.
  /// - Parameters:
  ///   - milliseconds: The moment, since 1970 UTC.
  ///   - now: The moment from which days are counted back.
  public func localTime(of milliseconds: Int64, now: Int64, zone: String) -> LocalTime {
    clock.withLock { $0.localTime(of: milliseconds, now: now, zone: zone) }
  }
}
