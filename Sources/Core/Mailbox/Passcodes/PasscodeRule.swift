/// A rule that a new passcode can break (B1).
///
/// The order of the cases is the order in which rules are checked and named: first the form, then
/// what strangers know of the owner, then patterns, and last the passcodes of before, because these
/// are slow to compare.
public enum PasscodeRule: String, CaseIterable, Codable, Sendable {
  /// Something other than the digits 0 to 9.
  case digitsOnly = "digits-only"
  /// Fewer digits than the policy's minimum.
  case tooShort = "too-short"
  /// More digits than the policy's maximum.
  case tooLong = "too-long"
  /// Holds the owner's phone number.
  case ownNumber = "own-number"
  /// Holds the owner's extension.
  case ownExtension = "own-extension"
  /// Holds the owner's phone number or extension backwards.
  case ownNumberReversed = "own-number-reversed"
  /// Is the keypad spelling of the owner's first or last name.
  case ownName = "own-name"
  /// Is one sequence as a whole, upwards or downwards.
  case sequence = "sequence"
  /// Holds too long an ascending run.
  case ascendingRun = "ascending-run"
  /// Holds too long a descending run.
  case descendingRun = "descending-run"
  /// Holds one digit too often in a row.
  case repeatedDigit = "repeated-digit"
  /// Holds a group of digits twice in a row.
  case repeatedGroup = "repeated-group"
  /// Holds three keys in a straight line.
  case keypadLine = "keypad-line"
  /// Is the passcode of now backwards.
  case reverseOfOld = "reverse-of-old"
  /// Is one of the last passcodes.
  case usedBefore = "used-before"

  /// Why the passcode is refused, an English sentence. It holds no digit of any passcode (B5).
  public var reason: String {
    switch self {
    case .digitsOnly: "The passcode may hold only digits."
    case .tooShort: "The passcode is too short."
    case .tooLong: "The passcode is too long."
    case .ownNumber: "The passcode contains the user's own phone number."
    case .ownExtension: "The passcode contains the user's own extension."
    case .ownNumberReversed: "The passcode contains the user's own number or extension backwards."
    case .ownName: "The passcode spells the user's first or last name on the keypad."
    case .sequence: "The passcode is a sequence of digits."
    case .ascendingRun: "The passcode has too many ascending digits in a row."
    case .descendingRun: "The passcode has too many descending digits in a row."
    case .repeatedDigit: "The passcode has the same digit too often in a row."
    case .repeatedGroup: "The passcode repeats a group of digits."
    case .keypadLine: "The passcode has three keys in a straight line on the keypad."
    case .reverseOfOld: "The passcode is the old one backwards."
    case .usedBefore: "The passcode has been used before."
    }
  }
}
