import Mailbox
import Store
import Synchronization

/// A store in memory whose depot is watched: which takes were begun and not yet dropped.
final class WatchedStore: MailboxStore {
  let inner: Mailboxes
  let depot: WatchedDepot
  private let clock: FakeClock

  init(clock: FakeClock) {
    self.clock = clock
    inner = Mailboxes(now: { clock.now })
    depot = WatchedDepot(inner.takes)
  }

  var takes: any RecordingStore { depot }
  func changes(after sequence: Int64, limit: Int) throws(StoreError) -> [MailboxChange] {
    try inner.changes(after: sequence, limit: limit)
  }
  func lastChange() throws(StoreError) -> Int64 { try inner.lastChange() }
  func accounts(as actor: Actor, from origin: String?) -> any Accounts {
    inner.accounts(as: actor, from: origin)
  }

  func follow(_ changed: @escaping @Sendable ([Int64]?) -> Void) { inner.follow(changed) }

  func answer(_ request: MailboxRequest, of call: CallToken) -> MailboxReply {
    inner.answer(request, of: call)
  }

  func submit(
    _ request: MailboxRequest, of call: CallToken,
    then: @escaping @Sendable (MailboxReply) -> Void
  ) {
    inner.submit(request, of: call, then: then)
  }

  func audio(_ id: Int64) throws(StoreError) -> StoredAudio { try inner.audio(id) }
}

/// A depot that remembers what a call has dropped.
final class WatchedDepot: RecordingStore {
  private let inner: any RecordingStore
  private let state = Mutex((dropped: Set<UInt64>(), isFull: false))

  init(_ inner: any RecordingStore) { self.inner = inner }

  /// Takes that were dropped by a call; those that the store took itself do not count.
  var dropped: Set<UInt64> { state.withLock { $0.dropped } }

  /// Whether the disk takes no more.
  func setFull(_ isFull: Bool) { state.withLock { $0.isFull = isFull } }

  func plan(_ purpose: RecordingPurpose) -> RecordingDestination { inner.plan(purpose) }

  func prepare(_ destination: RecordingDestination) throws(StoreError) {
    if state.withLock({ $0.isFull }) {
      throw .broken(place: "depot", reason: "the disk is full")
    }
    try inner.prepare(destination)
  }

  func finish(_ id: UInt64, samples: [Int16]) { inner.finish(id, samples: samples) }

  func audio(of id: UInt64) throws(StoreError) -> StoredAudio { try inner.audio(of: id) }

  func discard(_ id: UInt64) {
    state.withLock { _ = $0.dropped.insert(id) }
    inner.discard(id)
  }

  func abandon(_ id: UInt64) { discard(id) }
}

/// The store's clock, which the walk moves.
final class FakeClock: Sendable {
  private let milliseconds = Atomic(Int64(1_750_000_000_000))

  var now: Int64 { milliseconds.load(ordering: .relaxed) }

  func advance(by milliseconds: Int64) { self.milliseconds.add(milliseconds, ordering: .relaxed) }
}
