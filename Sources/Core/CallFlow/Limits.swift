/// The limits of the conversation, with their sources. Times are in milliseconds.
public enum Limits {
  /// Silence before a prompt is said again (call flow, "Conventions").
  public static let noInput: Moment = 6_000
  /// Silence after which an entry counts as ended (call flow, "Conventions").
  public static let betweenDigits: Moment = 3_000
  /// The miss of this count ends the call (call flow, "Conventions").
  public static let misses: UInt8 = 3
  /// Keys that are kept while the call cannot read them. A number, a passcode and some menus fit.
  public static let dialAhead = 48
  /// No more digits of an entry are kept than this, whatever a caller types.
  public static let entry = 32
  /// A store that is silent for so long has lost the request.
  public static let reply: Moment = 20_000
  /// A recorder that is silent for so long after being stopped has lost the recording.
  public static let take: Moment = 10_000
  /// A paused message goes on after this, so that a forgotten handset does not hold the line.
  public static let pause: Moment = 60_000
  /// A transfer that is neither connected nor refused by then has failed.
  public static let transfer: Moment = 90_000
  /// Places passed in one step. More means that the flow runs in a circle.
  public static let placesInAStep = 64
}

extension FixedWidthInteger {
  /// Counts one more; at the greatest number it stays. A caller decides how often something happens.
  @inlinable public mutating func countUp() { if self < .max { self += 1 } }
}

/// Milliseconds on the driver's clock. The engine never reads a clock of its own.
public typealias Moment = Int64
