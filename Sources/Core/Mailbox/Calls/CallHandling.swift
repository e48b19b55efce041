/// One kind of call forwarding.
public struct CallForwarding: Codable, Equatable, Sendable {
  /// Whether the user has switched it on. Without a destination it still does nothing.
  public var isOn: Bool
  /// Where calls go; kept while it is off.
  public var destination: PhoneNumber?

  /// A forwarding, off if nothing is said.
  public init(isOn: Bool = false, destination: PhoneNumber? = nil) {
    self.isOn = isOn
    self.destination = destination
  }

  /// The destination, if calls go there now.
  public var target: PhoneNumber? { isOn ? destination : nil }
}

/// What a user wants done with her calls (D1).
public struct CallHandling: Codable, Equatable, Sendable {
  /// Forwarding of every call.
  public var forwardAlways = CallForwarding()
  /// Forwarding while the user is busy or does not want to be disturbed.
  public var forwardBusy = CallForwarding()
  /// Forwarding of calls that are not answered after `rings`, or cannot ring.
  public var forwardNoAnswer = CallForwarding()
  /// Whether all calls go to the mailbox at once.
  public var sendAll = false
  /// Whether calls go to the mailbox while the user is busy or does not want to be disturbed.
  public var sendBusy = true
  /// Whether calls go to the mailbox that are not answered after `rings`, or cannot ring.
  public var sendUnanswered = true
  /// After how many rings a call counts as not answered: 0, or 2 to 20.
  public private(set) var rings = 3
  /// Whether the mailbox takes messages (A4).
  public var mailboxIsOn = true

  /// The settings of a new user: no forwarding, busy and unanswered calls to the mailbox.
  public init() {}

  /// Decodes settings, with the same rule for `rings`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    forwardAlways = try container.decode(CallForwarding.self, forKey: .forwardAlways)
    forwardBusy = try container.decode(CallForwarding.self, forKey: .forwardBusy)
    forwardNoAnswer = try container.decode(CallForwarding.self, forKey: .forwardNoAnswer)
    sendAll = try container.decode(Bool.self, forKey: .sendAll)
    sendBusy = try container.decode(Bool.self, forKey: .sendBusy)
    sendUnanswered = try container.decode(Bool.self, forKey: .sendUnanswered)
    mailboxIsOn = try container.decode(Bool.self, forKey: .mailboxIsOn)
    try setRings(container.decode(Int.self, forKey: .rings))
  }

  /// Sets after how many rings a call counts as not answered.
  public mutating func setRings(_ count: Int) throws(CallHandlingError) {
    guard count == 0 || Self.ringCounts.contains(count) else { throw .wrongRings(count) }
    rings = count
  }

  static let ringCounts = 2...20
}

/// Why a setting of call handling is refused.
public enum CallHandlingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A number of rings that is neither 0 nor 2 to 20.
  case wrongRings(Int)

  /// The reason as a whole sentence.
  public var description: String {
    let counts = CallHandling.ringCounts
    switch self {
    case .wrongRings(let count):
      return "\(count) is no number of rings:"
        + " it must be 0, or \(counts.lowerBound) to \(counts.upperBound)."
    }
  }
}
