import Foundation
import Mailbox
import Store
import Synchronization

/// Mailboxes in memory whose recordings are made on a disk that a test stops, and goes on with.
final class SlowDiskStore: MailboxStore {
  private let inner: Mailboxes
  let disk: SlowDisk

  init(_ inner: Mailboxes) {
    self.inner = inner
    disk = SlowDisk(inner.takes)
  }

  var takes: any RecordingStore { disk }

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

/// A disk that does not answer until it goes on.
final class SlowDisk: RecordingStore {
  private let inner: any RecordingStore
  private let state = Mutex((begun: 0, error: StoreError?.none))
  private let gate = NSCondition()
  private let isStopped = Atomic(true)

  init(_ inner: any RecordingStore) { self.inner = inner }

  /// How many recordings it was asked to begin.
  var begun: Int { state.withLock { $0.begun } }

  /// From now on it answers: it is full, if there is an error.
  func goOn(_ error: StoreError? = nil) {
    state.withLock { $0.error = error }
    gate.withLock {
      isStopped.store(false, ordering: .releasing)
      gate.broadcast()
    }
  }

  func plan(_ purpose: RecordingPurpose) -> RecordingDestination { inner.plan(purpose) }

  func prepare(_ destination: RecordingDestination) throws(StoreError) {
    state.withLock { $0.begun += 1 }
    gate.lock()
    while isStopped.load(ordering: .acquiring) { gate.wait() }
    gate.unlock()
    if let error = state.withLock({ $0.error }) { throw error }
    try inner.prepare(destination)
  }

  func finish(_ id: UInt64, samples: [Int16]) { inner.finish(id, samples: samples) }
  func audio(of id: UInt64) throws(StoreError) -> StoredAudio { try inner.audio(of: id) }
  func discard(_ id: UInt64) { inner.discard(id) }
  func abandon(_ id: UInt64) { inner.abandon(id) }
}
