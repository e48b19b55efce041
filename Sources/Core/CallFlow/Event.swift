/// Names one effect that will be answered. An answer with any other ticket is stale.
public struct Ticket: Hashable, Sendable, CustomStringConvertible {
  /// Counts up from 1 in each call.
  public let number: UInt32

  /// The ticket of that number, as a journal wrote it.
  @inlinable public init(_ number: UInt32) { self.number = number }

  public var description: String { "\(number)" }
}

/// What the outside world tells a call. Nothing else changes a call.
public enum Event<F: Flow>: Equatable, Sendable {
  /// The call is there. Always the first event.
  case began
  case key(Digit)
  /// All phrases of this ticket were played out.
  case spoken(Ticket)
  /// The recording has ended: stopped by the call, or by itself (silence, limit, failure).
  case recorded(Ticket, F.FinishedRecording)
  case fetched(Ticket, F.Reply)
  /// The transfer was connected, or not.
  case transferred(Ticket, Bool)
  /// The deadline may have passed. Harmless at any time.
  case clock
  /// The caller has hung up. What the recorder has is still to be told.
  case hungUp
}

/// What a call asks of the outside world.
public enum Effect<F: Flow>: Equatable, Sendable {
  /// The call is not answered yet: let the caller hear it ring.
  case ring
  /// Take the call. Sent once, before the first sound; an unanswered call can still be refused.
  case answer
  /// Play these, one after the other, then tell `.spoken`.
  case say(Ticket, [F.Phrase])
  /// Stop playing at once. Nothing is told.
  case hush
  /// Move within the sound that is being played.
  case transport(Transport)
  /// Play the tone, then record until stopped, silent or full; then tell `.recorded`.
  case record(Ticket, F.Order)
  case stopRecording
  case fetch(Ticket, F.Request)
  /// Connect the caller to this number, then tell `.transferred`.
  case transfer(Ticket, String)
  /// End a call that was not answered, for this reason. A line without signalling says it.
  case refuse(F.Phrase)
  case hangUp
}

/// How a sound being played can be moved (requirement E1).
public enum Transport: String, CaseIterable, Sendable {
  /// Three seconds.
  case back, on
  case toStart = "to-start"
  case toEnd = "to-end"
  case pause, resume
}
