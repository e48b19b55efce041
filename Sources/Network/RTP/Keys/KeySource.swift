/// How a peer's keys are taken. Without a setting of its own a peer is taken at its word, but not
/// more than that: some agree on telephone-events and send tones all the same.
public enum KeySource: String, Sendable, CaseIterable {
  /// By telephone-events and INFO; as tones too, until the first event has come.
  case auto
  /// By telephone-events alone (RFC 4733).
  case rfc4733
  /// As tones in the sound alone; telephone-events are not agreed on.
  case tones
  /// By SIP INFO alone; telephone-events are not agreed on.
  case info

  /// Whether telephone-events may be agreed on.
  public var agreesOnEvents: Bool {
    switch self {
    case .auto, .rfc4733: true
    case .tones, .info: false
    }
  }

  /// Whether keys by INFO count.
  public var takesInfo: Bool {
    switch self {
    case .auto, .info: true
    case .rfc4733, .tones: false
    }
  }

  /// Whether tones are listened for.
  /// - Parameters:
  ///   - eventsAgreed: Whether telephone-events are agreed on.
  ///   - eventsCame: Whether one has come in this call.
  public func listensForTones(eventsAgreed: Bool, eventsCame: Bool) -> Bool {
    switch self {
    case .auto: !eventsAgreed || !eventsCame
    case .rfc4733, .info: false
    case .tones: true
    }
  }
}
