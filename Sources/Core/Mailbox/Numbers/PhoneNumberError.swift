/// Why a typed phone number is refused (A2). Each case carries the number as it was typed.
public enum PhoneNumberError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no digit in it.
  case empty
  /// A character other than digits, `-`, spaces and a leading `+`.
  case invalidCharacter(Character, in: String)
  /// A `+` that is not the first sign.
  case misplacedPlus(String)
  /// It begins with `00`.
  case twoZeros(String)
  /// It begins with `+0`; no country code begins with 0.
  case zeroAfterPlus(String)
  /// The trunk zero stands after the country code, as in `+49 0211 …`.
  case zeroAfterCountryCode(String, countryCode: String)
  /// It begins neither with `+` nor with the trunk prefix.
  case areaCodeMissing(String, trunkPrefix: String)
  /// Fewer digits, with the country code, than any number in use.
  case tooShort(String, digits: Int)
  /// More digits, with the country code, than E.164 allows.
  case tooLong(String, digits: Int)
  /// The company's country code or trunk prefix is not made of digits.
  case unusablePlan(String)

  /// The reason as a whole sentence.
  public var description: String {
    let limits = PhoneNumber.lengths
    switch self {
    case .empty:
      return "The phone number is empty."
    case .invalidCharacter(let character, let typed):
      return "\(quoted(typed)) holds \(quoted(String(character))):"
        + " only digits and - are allowed, and + at the start."
    case .misplacedPlus(let typed):
      return "\(quoted(typed)) has a + that is not at the start."
    case .twoZeros(let typed):
      return "\(quoted(typed)) begins with two zeros:"
        + " only one 0 is allowed at the start; write + before a country code."
    case .zeroAfterPlus(let typed):
      return "\(quoted(typed)) has a 0 after the +: no country code begins with 0."
    case .zeroAfterCountryCode(let typed, let code):
      return "\(quoted(typed)) has a 0 after the country code \(code): leave this 0 out."
    case .areaCodeMissing(let typed, let trunkPrefix):
      return "\(quoted(typed)) begins neither with + nor with \(trunkPrefix):"
        + " the area code is missing."
    case .tooShort(let typed, let digits):
      return "\(quoted(typed)) is too short: with its country code it has \(digits) digits,"
        + " at least \(limits.lowerBound) are needed."
    case .tooLong(let typed, let digits):
      return "\(quoted(typed)) is too long: with its country code it has \(digits) digits,"
        + " at most \(limits.upperBound) are allowed."
    case .unusablePlan(let typed):
      return "\(quoted(typed)) cannot be read:"
        + " the company's country code and trunk prefix are not right."
    }
  }
}

/// The text in quotation marks, line ends and control characters made visible.
func quoted(_ text: String) -> String { text.debugDescription }
