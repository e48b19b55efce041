public import Mailbox
public import Store
import Synchronization

/// A store whose n-th answer is `.failed` without anything being done, to see what a call makes
/// of it. All else is what the store behind it answers.
public final class FailingStore: MailboxStore {
  private let store: any MailboxStore
  private let failing: Int
  private let count = Atomic(0)

  /// - Parameter failing: Which answer fails, counted from 0.
  public init(_ store: any MailboxStore, failing: Int) {
    self.store = store
    self.failing = failing
  }

  /// How many requests came so far. Not above `failing`: the failure has not happened yet.
  public var requests: Int { count.load(ordering: .sequentiallyConsistent) }

  public func answer(_ request: MailboxRequest, of call: CallToken) -> MailboxReply {
    isFailure() ? .failed : store.answer(request, of: call)
  }

  public func submit(
    _ request: MailboxRequest, of call: CallToken,
    then: @escaping @Sendable (MailboxReply) -> Void
  ) {
    if isFailure() { then(.failed) } else { store.submit(request, of: call, then: then) }
  }

  public func audio(_ id: Int64) throws(StoreError) -> StoredAudio { try store.audio(id) }

  public var takes: any TakeDepot { store.takes }

  public var accounts: any Accounts { store.accounts }

  private func isFailure() -> Bool {
    count.add(1, ordering: .sequentiallyConsistent).oldValue == failing
  }
}
