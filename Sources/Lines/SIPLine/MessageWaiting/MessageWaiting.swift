import Dispatch
import Mailbox
public import Operations
public import Signalling
public import Store
import Synchronization
import Threads

/// Lights the message-waiting lamps of telephones (requirement I3, RFC 3842): tells subscribers,
/// registered devices and the addresses of the configuration how many messages wait, at once when
/// they come and whenever it changes. All work is done on a queue of its own; nobody waits for it.
public final class MessageWaiting: Sendable {
  private struct Changes {
    var users: Set<Int64> = []
    var isEverybody = false
    /// Whether the queue is about to look.
    var isTakenUp = false
  }

  private let signalling: any Signalling
  private let store: any MailboxStore
  private let log: Log
  private let queue = DispatchQueue(label: "voiceportal.mwi")
  /// Used on the queue only.
  private let notifier: Mutex<MWINotifier>
  private let wakesAt = Mutex<Int64?>(nil)
  private let changes = Mutex(Changes())
  private let isStopped = Atomic(false)

  private static let retryInterval = DispatchTimeInterval.seconds(5)

  /// - Parameters:
  ///   - tellsSystems: See ``tellSystems(_:)``.
  ///   - log: Says when the store cannot be asked.
  public init(
    signalling: any Signalling, store: any MailboxStore, settings: MessageWaitingSettings,
    tellsSystems: Bool = true, log: Log
  ) {
    self.signalling = signalling
    self.store = store
    self.log = log
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

  /// The messages or settings of these users may have changed; `nil`: those of everybody.
  public func changed(_ users: [Int64]?) {
    note(users)
    let isFirst = changes.withLock { changes in
      defer { changes.isTakenUp = true }
      return !changes.isTakenUp
    }
    guard isFirst else { return }
    work { [self] notifier, now throws(StoreError) in
      let users = takeChanges()
      do throws(StoreError) {
        try notifier.recheck(users, at: now)
      } catch {
        note(users)
        throw error
      }
      return []
    }
  }

  /// A SUBSCRIBE was accepted or refreshed; see ``SignallingListener/subscribed(_:_:)``.
  public func subscribed(_ id: SubscriptionID, _ subscription: IncomingSubscription) {
    work { notifier, _ throws(StoreError) in
      let answer = try notifier.subscribe(id, subscription)
      return answer.map { [$0] } ?? []
    }
  }

  /// A subscription has ended.
  public func unsubscribed(_ id: SubscriptionID) {
    work { notifier, _ throws(StoreError) in
      notifier.forget(id)
      return []
    }
  }

  /// A device has registered, refreshed, or gone.
  public func bound(_ binding: Binding) {
    work { notifier, now throws(StoreError) in
      try notifier.bind(binding, at: now)
      return []
    }
  }

  /// A NOTIFY outside a subscription was answered, or was not.
  public func notified(_ request: NotifyRequest, _ status: SIPStatus) {
    if !status.isSuccess {
      log.warning(
        "Message-waiting: \(request.uri) answered NOTIFY with \(status.code) \(status.reason).",
        kind: LogKind("message-waiting: NOTIFY"))
    }
    work { notifier, now throws(StoreError) in
      notifier.notified(request.uri, status, at: now)
      return []
    }
  }

  /// A peer that was asked whether it is there has answered, or has not.
  public func probed(_ uri: String, _ status: SIPStatus) {
    work { [log] notifier, now throws(StoreError) in
      if notifier.probed(uri, status, at: now) {
        log.info("Message-waiting: \(uri) answers again and is told what stands.")
      }
      return []
    }
  }

  /// From now on other settings hold; who is told something else by them is told so.
  public func follow(_ settings: MessageWaitingSettings) {
    work { notifier, now throws(StoreError) in try notifier.follow(settings, at: now) }
  }

  /// Whether the addresses of the configuration are told from here: of several nodes one does that.
  public func tellSystems(_ tellsSystems: Bool) {
    work { notifier, now throws(StoreError) in
      try notifier.tellSystems(tellsSystems, at: now)
      return []
    }
  }

  private func note(_ users: [Int64]?) {
    changes.withLock { changes in
      if let users { changes.users.formUnion(users) } else { changes.isEverybody = true }
    }
  }

  private func takeChanges() -> [Int64]? {
    changes.withLock { changes in
      defer { changes = Changes() }
      return changes.isEverybody ? nil : Array(changes.users)
    }
  }

  // MARK: The queue

  /// Waits until what was asked before has been done.
  func settle() { queue.sync {} }

  /// Does something on the queue, and again if the store could not be asked; then sends what is
  /// due.
  private func work(
    _ body:
      @escaping @Sendable (
        inout MWINotifier, _ now: Int64
      ) throws(StoreError) -> [SignallingCommand]
  ) {
    queue.async { [self] in
      guard !isStopped.load(ordering: .acquiring) else { return }
      do throws(StoreError) {
        let answers = try notifier.withLock { (notifier) throws(StoreError) in
          try body(&notifier, MonotonicTime.milliseconds)
        }
        for answer in answers { signalling.perform(answer) }
      } catch {
        log.warning("Message-waiting waits for the store: \(error)")
        queue.asyncAfter(deadline: .now() + Self.retryInterval) { [weak self] in self?.work(body) }
      }
      sendWhatIsDue()
    }
  }

  private func sendWhatIsDue() {
    guard !isStopped.load(ordering: .acquiring) else { return }
    let now = MonotonicTime.milliseconds
    while let command = notifier.withLock({ $0.next(at: now) }) { signalling.perform(command) }
    guard let deadline = notifier.withLock({ $0.deadline }) else { return }
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
      sendWhatIsDue()
    }
  }
}
