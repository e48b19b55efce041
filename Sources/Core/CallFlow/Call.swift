/// Everything the portal knows about one call. A plain value: copy it, compare it. Digits that were typed are not shown when it is printed or reflected: they
/// may be a secret's.
public struct Call<F: Flow>: Equatable, Sendable {
  /// What a call is doing. Each case tells its ways out, besides hang-up.
  public enum Phase: Equatable, Sendable {
    /// Not begun: `.began`.
    case ringing
    /// The deadline.
    case waiting
    /// `.spoken`, or a key.
    case speaking(Ticket)
    /// A key, or the deadline.
    case listening
    /// The key for it, another key, or the deadline.
    case paused(Ticket)
    /// `.fetched`, or the deadline.
    case fetching(Ticket)
    /// A key of the table, or `.recorded` by itself.
    case recording(Ticket)
    /// `.recorded`, or the deadline.
    case stopping(Ticket)
    /// `.transferred`, or the deadline.
    case transferring(Ticket)
    /// None.
    case ended
  }

  @inlinable public var place: F.Place { state.place }
  @inlinable public var session: F.Session { state.session }
  @inlinable public var phase: Phase { state.phase }
  /// When the call next wants `.clock`.
  @inlinable public var deadline: Moment? { state.deadline }
  /// Whether the caller has gone; the call may still have work to do.
  @inlinable public var isHungUp: Bool { state.isHungUp }
  @inlinable public var isAnswered: Bool { state.isAnswered }
  @usableFromInline var state: CallState<F>

  /// A call that has not begun.
  public init(_ session: F.Session) { state = CallState(place: F.start, session: session) }

  /// How many keys wait until the call can read them.
  @inlinable public var keysAhead: Int { state.ahead.count }

  /// Takes one event and moves the call.
  /// - Parameters:
  ///   - now: The driver's clock. It may stand still, but never goes back.
  ///   - effects: What the world must now do is appended, in order.
  /// - Returns: What became of the keys.
  @discardableResult @inlinable
  public mutating func step(
    _ event: Event<F>, at now: Moment, following script: Script<F>,
    into effects: inout [Effect<F>]
  ) -> KeyTrace {
    var turn = CallStep<F>(script: script, now: now)
    turn.take(event, in: &state, &effects)
    turn.pressAhead(in: &state, &effects)
    return turn.trace
  }

  /// Takes one event, moves the call, and returns what the world must now do.
  @inlinable public mutating func step(
    _ event: Event<F>, at now: Moment, following script: Script<F>
  ) -> [Effect<F>] {
    var effects: [Effect<F>] = []
    step(event, at: now, following: script, into: &effects)
    return effects
  }
}

/// What a call remembers. Only a step changes it.
@usableFromInline
struct CallState<F: Flow>: Equatable, Sendable {
  @usableFromInline var place: F.Place
  @usableFromInline var session: F.Session
  @usableFromInline var phase = Call<F>.Phase.ringing
  @usableFromInline var deadline: Moment?
  @usableFromInline var isHungUp = false
  @usableFromInline var isAnswered = false
  @usableFromInline var typed = ""
  @usableFromInline var ahead: [Digit] = []
  /// Said before the next place speaks.
  @usableFromInline var lead: [F.Phrase] = []
  @usableFromInline var misses: UInt8 = 0
  @usableFromInline var lastTicket = Ticket(0)
  /// The command that ended the recording.
  @usableFromInline var stoppedBy: F.Command?

  init(place: F.Place, session: F.Session) { (self.place, self.session) = (place, session) }
}

extension CallState: CustomReflectable {
  @usableFromInline var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "place": place, "session": session, "phase": phase, "deadline": deadline as Any,
        "isHungUp": isHungUp, "isAnswered": isAnswered, "typed": typed.count, "ahead": ahead.count,
        "lead": lead, "misses": misses, "lastTicket": lastTicket, "stoppedBy": stoppedBy as Any,
      ], displayStyle: .struct)
  }
}
