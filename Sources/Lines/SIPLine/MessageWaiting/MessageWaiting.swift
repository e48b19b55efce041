import Dispatch
import Mailbox
public import Operations
public import Signalling
public import Store
import Synchronization
import Threads

/// Lights the message-waiting lamps of telephones (requirement I3, RFC 3842): tells subscribers,
/// registered devices and the addresses of the configuration how many messages wait, at once when
/// they come and whenever it changes. All work is done on a queue of its own; nobody waits for it. What
/// waits there is bounded (``MWIWork``); while the store cannot be asked, all of it is tried again
/// together, after pauses that grow.
public final class MessageWaiting: Sendable {
  private struct State {
    var work: MWIWork
    /// Whether the queue is about to look.
    var isScheduled = false
    /// How often in a row the store could not be asked.
    var failures = 0
    /// When it is asked again, on ``MonotonicTime/milliseconds``.
    var retryAt: Int64?
  }

  private let signalling: any Signalling
  private let store: any MailboxStore
  private let log: Log
  private let queue = DispatchQueue(label: "voiceportal.mwi")
  /// Used on the queue only.
  private let notifier: Mutex<MWINotifier>
  private let wakesAt = Mutex<Int64?>(nil)
  private let state: Mutex<State>
  private let isStopped = Atomic(false)

  private let firstRetry: Int64
  /// After so many failures the store counts as away, and the rest is not tried. One alone may be due
  /// to what was asked for.
  private static let mostFailures = 3

  /// - Parameters:
  ///   - tellsSystems: See ``tellSystems(_:)``.
  ///   - log: Says when the store cannot be asked.
  ///   - mostWaiting: So many subscriptions and devices may wait for the store.
  ///   - retryMilliseconds: The pause after the store could not be asked for the first time; it
  ///     doubles up to twelve times as much.
  public init(
    signalling: any Signalling, store: any MailboxStore, settings: MessageWaitingSettings,
    tellsSystems: Bool = true, log: Log, mostWaiting: Int? = nil, retryMilliseconds: Int64 = 5_000
  ) {
    self.signalling = signalling
    self.store = store
    self.log = log
    firstRetry = retryMilliseconds
    state = Mutex(State(work: MWIWork(most: mostWaiting ?? MWIWork.most)))
    notifier = Mutex(
      MWINotifier(settings, store.accounts, tellsSystems: tellsSystems))
  }

  /// Follows the changes of the store from now on, and tells the addresses of the configuration
  /// the state of every user, some 50 a second. To be called once, when the signalling has begun.
  public func start() {
    store.follow { [weak self] users in self?.changed(users) }
    changed(nil)
  }

  /// Sends nothing more.
  public func stop() {
    isStopped.store(true, ordering: .releasing)
    settle()
  }

  /// How many subscriptions and devices wait for the store.
  public var waiting: Int { state.withLock { $0.work.count } }

  /// The messages or settings of these users may have changed; `nil`: those of everybody.
  public func changed(_ users: [Int64]?) { add(.changed(users)) }

  /// A SUBSCRIBE was accepted or refreshed; see ``SignallingListener/subscribed(_:_:)``.
  public func subscribed(_ id: SubscriptionID, _ subscription: IncomingSubscription) {
    // Its phone subscribes again when it is told that this one is over.
    if !add(.subscribed(id, subscription)) { signalling.perform(MWINotifier.refusal(id)) }
  }

  /// A subscription has ended.
  public func unsubscribed(_ id: SubscriptionID) { add(.unsubscribed(id)) }

  /// A device has registered, refreshed, or gone.
  public func bound(_ binding: Binding) { add(.bound(binding)) }

  /// A NOTIFY outside a subscription was answered, or was not.
  public func notified(_ request: NotifyRequest, _ status: SIPStatus) {
    if !status.isSuccess {
      log.warning(
        "Message-waiting: \(request.uri) answered NOTIFY with \(status.code) \(status.reason).",
        kind: LogKind("message-waiting: NOTIFY"))
    }
    add(.notified(request.uri, status))
  }

  /// A peer that was asked whether it is there has answered, or has not.
  public func probed(_ uri: String, _ status: SIPStatus) { add(.probed(uri, status)) }

  /// From now on other settings hold; who is told something else by them is told so.
  public func follow(_ settings: MessageWaitingSettings) { add(.settings(settings)) }

  /// Whether the addresses of the configuration are told from here: of several nodes one does that.
  public func tellSystems(_ tellsSystems: Bool) { add(.tellSystems(tellsSystems)) }

  // MARK: The queue

  /// Waits until what was asked before has been done.
  func settle() { queue.sync {} }

  /// Adds what is to be done, for the queue; never waits.
  /// - Returns: Whether there was room.
  @discardableResult private func add(_ item: MWIWork.Item) -> Bool {
    let (isTaken, isFirst) = state.withLock { state in
      let isTaken = state.work.add(item)
      defer { state.isScheduled = true }
      return (isTaken, !state.isScheduled)
    }
    if isFirst { queue.async { [self] in run() } }
    if !isTaken {
      log.counters.add(.indicationsRefused)
      log.warning("Message-waiting has no room: too many subscriptions and devices wait.")
    }
    return isTaken
  }

  /// Does what waits, then sends what is due.
  private func run() {
    let now = MonotonicTime.milliseconds
    let asksStore = state.withLock { state in
      state.isScheduled = false
      return state.retryAt.map { $0 <= now } ?? true
    }
    var failed: [MWIWork.Item] = []
    func handleNext(_ next: (inout MWIWork) -> MWIWork.Item?) -> Bool {
      guard !isStopped.load(ordering: .acquiring),
        let item = state.withLock({ next(&$0.work) })
      else { return false }
      do throws(StoreError) {
        try handle(item, at: now)
        send(at: now)
      } catch {
        if failed.isEmpty { log.warning("Message-waiting waits for the store: \(error)") }
        failed.append(item)
      }
      return true
    }
    while handleNext({ $0.nextWithoutStore() }) {}
    if asksStore {
      while failed.count < Self.mostFailures, handleNext({ $0.nextForStore() }) {}
      putBack(failed, at: now)
    }
    send(at: now)
    wakeWhenDue(after: now)
  }

  /// Keeps what the store could not be asked for, and decides when it is asked again.
  private func putBack(_ failed: [MWIWork.Item], at now: Int64) {
    state.withLock { state in
      guard !failed.isEmpty else {
        (state.failures, state.retryAt) = (0, nil)
        return
      }
      for item in failed { state.work.putBack(item) }
      state.retryAt = now + min(firstRetry << min(state.failures, 4), 12 * firstRetry)
      state.failures += 1
    }
  }

  private func handle(_ item: MWIWork.Item, at now: Int64) throws(StoreError) {
    let commands = try notifier.withLock { (notifier) throws(StoreError) in
      switch item {
      case .settings(let settings): return try notifier.follow(settings, at: now)
      case .tellSystems(let tellsSystems): try notifier.tellSystems(tellsSystems, at: now)
      case .changed(let users): try notifier.recheck(users, at: now)
      case .subscribed(let id, let subscription):
        return try notifier.subscribe(id, subscription).map { [$0] } ?? []
      case .unsubscribed(let id): notifier.forget(id)
      case .bound(let binding): try notifier.bind(binding, at: now)
      case .notified(let uri, let status): notifier.notified(uri, status, at: now)
      case .probed(let uri, let status):
        guard notifier.probed(uri, status, at: now) else { break }
        log.info("Message-waiting: \(uri) answers again and is told what stands.")
      }
      return []
    }
    for command in commands { signalling.perform(command) }
  }

  /// Sends what is due.
  private func send(at now: Int64) {
    while !isStopped.load(ordering: .acquiring),
      let command = notifier.withLock({ $0.next(at: now) })
    { signalling.perform(command) }
  }

  private func wakeWhenDue(after now: Int64) {
    guard !isStopped.load(ordering: .acquiring) else { return }
    let deadlines = [notifier.withLock { $0.deadline }, state.withLock { $0.retryAt }]
    guard let deadline = deadlines.compactMap(\.self).min() else { return }
    wake(at: max(deadline, now + 1))
  }

  private func wake(at time: Int64) {
    let isSooner = wakesAt.withLock { wakesAt in
      if let wakesAt, wakesAt <= time { return false }
      wakesAt = time
      return true
    }
    guard isSooner else { return }
    let deadline = DispatchTime(uptimeNanoseconds: UInt64(time) * 1_000_000)
    queue.asyncAfter(deadline: deadline) { [weak self] in
      guard let self else { return }
      wakesAt.withLock { $0 = nil }
      run()
    }
  }
}
