import CallFlow
public import Mailbox
import Operations
public import Portal
public import Store
import Synchronization

/// The calls of all lines that are on, and where records and figures of calls begin:
///
///     line ── begin, note, end ──► CallRegistry ──► CallRecordKeeper (a worker writes)
///                                       │
///                                       └──► status: live calls, ending one
///
/// Any thread may ask; each takes one short lock.
public final class CallRegistry: Sendable {
  /// A call that is on.
  public struct LiveEntry: Equatable, Sendable {
    public var beginning: CallBeginning
    /// Milliseconds since 1970; `nil` if not answered.
    public var answered: Int64?
    /// Where the caller is.
    public var place: Place
    /// The company that the call came to; `nil`: not known yet.
    public var company: Int64?
    /// The user whose mailbox it is about; `nil`: nobody's so far.
    public var mailbox: Int64?
  }

  private struct Live {
    var entry: LiveEntry
    let hangUp: @Sendable () -> Void
  }

  /// What is counted of calls.
  public let figures = CallFigures()
  private let calls = Mutex<[CallToken: Live]>([:])
  private let keeper: (any CallRecordKeeper)?
  private let now: @Sendable () -> Int64

  /// No call is on.
  /// - Parameters:
  ///   - keeper: Keeps the records; `nil`: nobody does.
  ///   - now: Milliseconds since 1970.
  public init(keeper: (any CallRecordKeeper)? = nil, now: @escaping @Sendable () -> Int64) {
    (self.keeper, self.now) = (keeper, now)
  }

  /// A call begins.
  /// - Parameter hangUp: Ends it for the operator, soon; called on any thread.
  /// - Returns: What its record begins with.
  public func begin(
    _ id: CallToken, line: String, peer: String? = nil, incoming: IncomingCall,
    language: Language, hangUp: @escaping @Sendable () -> Void
  ) -> CallBeginning {
    let beginning = CallBeginning(
      id: id, line: line, peer: peer, incoming: incoming, language: language, began: now())
    let entry = LiveEntry(beginning: beginning, answered: nil, place: VoicePortal.start)
    calls.withLock { $0[id] = Live(entry: entry, hangUp: hangUp) }
    keeper?.began(beginning)
    return beginning
  }

  /// Where a call now is.
  /// - Parameter answeredAfter: Milliseconds after its begin; `nil` if not answered.
  func note(
    _ id: CallToken, at place: Place, company: Int64?, mailbox: Int64?, answeredAfter: Moment?
  ) {
    calls.withLock { calls in
      guard let entry = calls[id]?.entry else { return }
      calls[id]?.entry.place = place
      calls[id]?.entry.company = company
      calls[id]?.entry.mailbox = mailbox
      calls[id]?.entry.answered = answeredAfter.map { entry.beginning.began + Int64($0) }
    }
  }

  /// A call is over.
  public func end(_ record: CallRecord) {
    _ = calls.withLock { $0.removeValue(forKey: record.beginning.id) }
    figures.count(record)
    keeper?.ended(record)
  }

  /// The calls that are on, the oldest first.
  public var live: [LiveEntry] {
    calls.withLock { $0.values.map(\.entry) }
      .sorted {
        ($0.beginning.began, $0.beginning.id.value) < ($1.beginning.began, $1.beginning.id.value)
      }
  }

  /// How many calls are on.
  public var count: Int { calls.withLock { $0.count } }

  /// Ends the calls whose ``CallToken/text`` ends so, as an operator wants it.
  /// - Returns: Which those are. With more than one, none is ended.
  public func hangUp(_ suffix: String) -> [CallToken] {
    let found = calls.withLock { calls in
      calls.filter { $0.key.isNamed(by: suffix) }.map { ($0.key, $0.value.hangUp) }
    }
    if found.count == 1 { found[0].1() }
    return found.map(\.0)
  }
}

extension CallToken {
  /// All of it: 16 hexadecimal digits. ``name``, which the log has, is their end.
  public var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Whether a person may mean it: the last four digits or more.
  public func isNamed(by suffix: String) -> Bool {
    suffix.count >= 4 && text.hasSuffix(suffix.lowercased())
  }
}
