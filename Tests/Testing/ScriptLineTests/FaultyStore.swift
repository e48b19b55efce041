import CallFlow
import Mailbox
import Store
import Synchronization

/// A store in memory whose n-th answer to a call is `.failed`. It notes which recordings were asked
/// to be delivered in vain, and which were dropped.
final class FaultyStore: MailboxStore, RecordingStore {
  struct Notes {
    /// Answers to calls so far.
    var answers = 0
    var undelivered: Set<UInt64> = []
    var dropped: Set<UInt64> = []
    /// Recordings that were begun and not dropped, and the most of them at one time.
    var kept: Set<UInt64> = []
    var mostKept = 0
  }

  private let store: Mailboxes
  private let failing: Int
  private let noted = Mutex(Notes())

  init(failing: Int, now: @escaping @Sendable () -> Int64) {
    store = Mailboxes(now: now)
    store.sendsMail = true
    self.failing = failing
  }

  var notes: Notes { noted.withLock { $0 } }

  func answer(_ request: MailboxRequest, of call: CallToken) -> MailboxReply {
    let fails = noted.withLock { notes in
      // What is asked before the first call belongs to its preparation.
      if notes.answers == 0, !request.isArrival { return false }
      notes.answers += 1
      guard notes.answers - 1 == failing else { return false }
      if case .deposit(let deposit) = request { notes.undelivered.insert(deposit.take.id) }
      return true
    }
    return fails ? .failed : store.answer(request, of: call)
  }

  func submit(
    _ request: MailboxRequest, of call: CallToken,
    then: @escaping @Sendable (MailboxReply) -> Void
  ) { then(answer(request, of: call)) }

  func audio(_ id: Int64) throws(StoreError) -> StoredAudio { try store.audio(id) }

  func changes(after sequence: Int64, limit: Int) throws(StoreError) -> [MailboxChange] {
    try store.changes(after: sequence, limit: limit)
  }
  func lastChange() throws(StoreError) -> Int64 { try store.lastChange() }
  func accounts(as actor: Actor, from origin: String?) -> any Accounts {
    store.accounts(as: actor, from: origin)
  }

  func follow(_ changed: @escaping @Sendable ([Int64]?) -> Void) { store.follow(changed) }

  var takes: any RecordingStore { self }

  func plan(_ purpose: RecordingPurpose) -> RecordingDestination {
    let take = store.takes.plan(purpose)
    noted.withLock { notes in
      notes.kept.insert(take.id)
      notes.mostKept = max(notes.mostKept, notes.kept.count)
    }
    return take
  }

  func prepare(_ destination: RecordingDestination) throws(StoreError) {
    try store.takes.prepare(destination)
  }

  func finish(_ id: UInt64, samples: [Int16]) { store.takes.finish(id, samples: samples) }

  func audio(of id: UInt64) throws(StoreError) -> StoredAudio { try store.takes.audio(of: id) }

  func discard(_ id: UInt64) {
    noted.withLock { notes in
      notes.dropped.insert(id)
      notes.kept.remove(id)
    }
    store.takes.discard(id)
  }

  func abandon(_ id: UInt64) { discard(id) }
}

extension MailboxRequest {
  fileprivate var isArrival: Bool { if case .arrive = self { true } else { false } }
}
