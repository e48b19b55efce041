/// A place for one recorded greeting, or the recorded name (requirement G3).
public enum GreetingSlot: String, CaseIterable, Codable, Sendable {
  case busy, personal, away, name
  case alternate1 = "alternate-1"
  case alternate2 = "alternate-2"
  case alternate3 = "alternate-3"

  /// The longest sound of it, in seconds.
  public var longestSeconds: Int {
    self == .name ? OwnSoundLimit.nameSeconds : OwnSoundLimit.seconds
  }
}

/// Which greetings a user has chosen. The sounds themselves are in the store, by slot.
public struct GreetingSettings: Codable, Equatable, Sendable {
  /// The chosen no-answer greeting; `nil`: the system's (requirement D2).
  public var noAnswer: GreetingSlot?
  /// Whether the recorded busy greeting is played, and not the system's.
  public var playsBusy = false
  /// Extended away is played over both others.
  public var isAway = false
  /// Whether callers may leave messages while the user is away.
  public var awayTakesMessages = true
  /// Whether callers are asked for a message after an own greeting, as after the system's; `nil`: as
  /// the company has it (requirement D2a).
  public var saysInstructions: Bool?

  /// The system's greetings.
  public init() {}

  /// Which slot a call of this reason plays; `nil`: the system greeting (requirement D2).
  public func slot(for reason: GreetingReason) -> GreetingSlot? {
    if isAway { return .away }
    switch reason {
    case .busy: return playsBusy ? .busy : nil
    case .noAnswer: return noAnswer
    }
  }
}
