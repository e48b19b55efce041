/// The rules for new passcodes, each of which can be set (B1).
public struct PasscodePolicy: Codable, Equatable, Sendable {
  /// The fewest digits allowed.
  public var minimumLength: Int
  /// The most digits allowed.
  public var maximumLength: Int
  /// The most digits that may rise by one in a row; nil for any. 0 stands before 1 (B4).
  public var longestAscendingRun: Int?
  /// The most digits that may fall by one in a row; nil for any.
  public var longestDescendingRun: Int?
  /// How often one digit may stand in a row; nil for any.
  public var longestRepeat: Int?
  /// Refuses a group of two or more digits that stands twice in a row.
  public var refusesRepeatedGroups: Bool
  /// Refuses a passcode that rises or falls by one from its first digit to its last.
  public var refusesSequence: Bool
  /// Refuses three keys in a straight line in either direction, 5-8-0 included.
  public var refusesKeypadLines: Bool
  /// Refuses a passcode that contains the owner's phone number or extension.
  public var refusesOwnNumber: Bool
  /// Refuses a passcode that contains the owner's phone number or extension backwards.
  public var refusesOwnNumberReversed: Bool
  /// Refuses exactly the keypad spelling of the owner's first or last name.
  public var refusesName: Bool
  /// How many of the last passcodes, the one of now included, cannot be taken again.
  public var historyLength: Int
  /// Refuses the passcode of now backwards.
  public var refusesReverseOfOld: Bool

  /// What can be set as a length or a run, and as the length of the history.
  public static let lengths = 1...30
  public static let historyLengths = 0...100

  /// A policy; rules that are not named are off.
  public init(
    minimumLength: Int = 6, maximumLength: Int = 30,
    longestAscendingRun: Int? = nil, longestDescendingRun: Int? = nil, longestRepeat: Int? = nil,
    refusesRepeatedGroups: Bool = false, refusesSequence: Bool = false,
    refusesKeypadLines: Bool = false, refusesOwnNumber: Bool = false,
    refusesOwnNumberReversed: Bool = false, refusesName: Bool = false,
    historyLength: Int = 0, refusesReverseOfOld: Bool = false
  ) {
    self.minimumLength = minimumLength
    self.maximumLength = maximumLength
    self.longestAscendingRun = longestAscendingRun
    self.longestDescendingRun = longestDescendingRun
    self.longestRepeat = longestRepeat
    self.refusesRepeatedGroups = refusesRepeatedGroups
    self.refusesSequence = refusesSequence
    self.refusesKeypadLines = refusesKeypadLines
    self.refusesOwnNumber = refusesOwnNumber
    self.refusesOwnNumberReversed = refusesOwnNumberReversed
    self.refusesName = refusesName
    self.historyLength = historyLength
    self.refusesReverseOfOld = refusesReverseOfOld
  }
}
