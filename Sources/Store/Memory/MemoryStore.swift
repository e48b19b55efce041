public import Mailbox
import Synchronization

/// The mailboxes in memory, for simulations, tests and measurements. All is gone with it.
public final class MemoryStore: MailboxStore {
  private let state: Mutex<MemoryState>
  private let depot = MemoryTakes()
  private let board = ChangeBoard()
  private let now: @Sendable () -> Int64
  /// Whether this is the copy on which a transaction works.
  private let isTrial: Bool

  /// Nobody and nothing yet.
  /// - Parameter now: Milliseconds since 1970 UTC.
  public convenience init(now: @escaping @Sendable () -> Int64) {
    self.init(MemoryState(), now: now)
  }

  private init(
    _ state: MemoryState, now: @escaping @Sendable () -> Int64, isTrial: Bool = false
  ) {
    self.state = Mutex(state)
    self.now = now
    self.isTrial = isTrial
  }

  /// Tries everything on a copy, which takes the place of what was before if nothing failed.
  func transaction<Result>(_ body: (any Accounts) throws -> Result) throws -> Result {
    if isTrial { return try step(body) }
    var result: Result?
    try state.withLock { state in
      let trial = MemoryStore(state.copied(), now: now, isTrial: true)
      result = try body(trial.accounts)
      state = trial.state.withLock { $0 }
    }
    board.tell(nil)
    guard let result else { preconditionFailure("the body returns or throws") }
    return result
  }

  /// A transaction inside a transaction: only one thread knows this copy.
  private func step<Result>(_ body: (any Accounts) throws -> Result) throws -> Result {
    let before = state.withLock { $0.copied() }
    do {
      return try body(accounts)
    } catch {
      state.withLock { $0 = before }
      throw error
    }
  }

  public var takes: any TakeDepot { depot }

  public var accounts: any Accounts { MemoryAccounts(self) }

  /// Tells on the thread of whoever changes something.
  public func follow(_ changed: @escaping @Sendable ([Int64]?) -> Void) { board.add(changed) }

  /// The samples of a message or greeting.
  public func audio(_ id: Int64) throws(StoreError) -> StoredAudio {
    guard let samples = state.withLock({ $0.samples(of: id) }) else {
      throw .missing(kind: "sound", name: "\(id)")
    }
    return .samples(samples)
  }

  /// Answers before it returns, on the caller's thread.
  public func submit(
    _ request: MailboxRequest, of call: CallToken,
    then: @escaping @Sendable (MailboxReply) -> Void
  ) {
    then(answer(request, of: call))
  }

  /// Answers at once; one request at a time.
  public func answer(_ request: MailboxRequest, of call: CallToken) -> MailboxReply {
    withState { (state) throws(Never) in state.answer(request, of: call, depot: depot) }
  }

  /// Does something with everything that is kept, at the moment of now.
  func withState<Result, Failure: Error>(
    _ body: (inout MemoryState) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    let moment = now()
    var changed: Set<Int64> = []
    defer { board.tell(changed) }
    return try state.withLock { (state) throws(Failure) in
      state.now = moment
      defer { swap(&changed, &state.changed) }
      return try body(&state)
    }
  }
}

extension MemoryState {
  mutating func answer(
    _ request: MailboxRequest, of call: CallToken, depot: MemoryTakes
  ) -> MailboxReply {
    switch request {
    case .arrive(let incoming): return .arrival(arrive(incoming))
    case .logIn(let attempt): return logIn(attempt)
    case .message(let mailbox, let move): return message(move, in: mailbox, call: call)
    case .deletedMessage(let mailbox, let move):
      return deletedMessage(move, in: mailbox, call: call)
    case .restore(let mailbox, let message):
      return restore(message, in: mailbox, call: call)
    case .dispose(let mailbox, let message, let disposition):
      return dispose(message, in: mailbox, disposition, call: call)
    case .deleteAll(let mailbox): return deleteAll(in: mailbox, call: call)
    case .finish(let mailbox): return finish(mailbox, call: call)
    case .settings(let user): return settings(of: user)
    case .change(let user, let change): return self.change(user, change)
    case .greeting(let user, let slot): return greeting(slot, of: user)
    case .keepGreeting(let user, let slot, let take):
      return keepGreeting(take, as: slot, of: user, depot: depot)
    case .checkPasscode(let user, let passcode):
      return checkPasscode(passcode, of: user)
    case .changePasscode(let user, let passcode, let repeated):
      return changePasscode(passcode, repeated: repeated, of: user)
    case .deposit(let deposit): return self.deposit(deposit, depot: depot)
    case .callOut(let user, let number): return callOut(number, for: user)
    case .recipient(let sender, let digits): return recipient(digits, of: sender)
    case .list(let sender, let number, let owner):
      return list(number, of: owner, for: sender)
    case .listMember(let owner, let number, let index):
      return listMember(index, ofList: number, of: owner)
    case .send(let order): return send(order, depot: depot)
    }
  }
}
