/// Everything the portal knows about one call. A plain value: copy it, compare it, write it down.
public struct Call<F: Flow>: Codable, Equatable, Sendable {
  /// What a call is doing. Each case tells its ways out, besides hang-up.
  public enum Phase: Codable, Equatable, Sendable {
    /// Not begun: `.began`.
    case ringing
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

  public internal(set) var place: F.Place
  public internal(set) var session: F.Session
  public internal(set) var phase = Phase.ringing
  /// When the call next wants `.clock`.
  public internal(set) var deadline: Moment?
  /// Whether the caller has gone; the call may still have work to do.
  public internal(set) var isHungUp = false
  public internal(set) var isAnswered = false
  var typed = ""
  var ahead: [Digit] = []
  /// Said before the next place speaks.
  var lead: [F.Phrase] = []
  var misses: UInt8 = 0
  var lastTicket = Ticket(0)
  /// The command that ended the recording.
  var stoppedBy: F.Command?

  /// A call that has not begun.
  public init(_ session: F.Session) {
    self.place = F.start
    self.session = session
  }

  /// How many keys wait until the call can read them.
  public var keysAhead: Int { ahead.count }

  /// Takes one event and moves the call.
  /// - Parameters:
  ///   - now: The driver's clock. It may stand still, but never goes back.
  ///   - effects: What the world must now do is appended, in order.
  /// - Returns: What became of the keys.
  @discardableResult
  public mutating func step(
    _ event: Event<F>, at now: Moment, following script: Script<F>,
    into effects: inout [Effect<F>]
  ) -> KeyTrace {
    var turn = Turn<F>(script: script, now: now)
    turn.take(event, in: &self, &effects)
    turn.pressAhead(in: &self, &effects)
    return turn.trace
  }

  /// Takes one event, moves the call, and returns what the world must now do.
  public mutating func step(
    _ event: Event<F>, at now: Moment, following script: Script<F>
  ) -> [Effect<F>] {
    var effects: [Effect<F>] = []
    step(event, at: now, following: script, into: &effects)
    return effects
  }
}
