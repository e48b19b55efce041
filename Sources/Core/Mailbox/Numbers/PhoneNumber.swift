/// A phone number in its one normal form, E.164 (A3).
///
/// Two numbers are equal exactly when they ring the same phone. Coded as a single string.
public struct PhoneNumber: Hashable, Codable, Sendable, CustomStringConvertible, Comparable {
  /// `+` and 7 to 15 digits, for example `+492115551111`.
  public let e164: String

  /// Reads a number as a person writes it (A2): digits and `-`, perhaps a `+` in front; spaces are
  /// dropped. A keypad has no `+`, so the company's own country code may also stand without it.
  public init(typed: String, in plan: NumberingPlan) throws(PhoneNumberError) {
    var digits = ""
    var isInternational = false
    for character in typed {
      if character.isDigit {
        digits.append(character)
      } else if character == "+" {
        guard digits.isEmpty && !isInternational else { throw .misplacedPlus(typed) }
        isInternational = true
      } else if character != "-" && !character.isBlank {
        throw .invalidCharacter(character, in: typed)
      }
    }
    guard !digits.isEmpty else { throw .empty }
    if isInternational {
      if digits.hasPrefix("0") { throw .zeroAfterPlus(typed) }
      if let wrong = plan.countryCodeAndTrunkZero, ("+" + digits).hasPrefix(wrong) {
        throw .zeroAfterCountryCode(typed, countryCode: plan.countryCode)
      }
      try self.init(normal: "+" + digits, typed: typed)
    } else {
      if digits.hasPrefix("00") { throw .twoZeros(typed) }
      guard let normal = plan.international(fromDialled: digits) else {
        throw .areaCodeMissing(typed, trunkPrefix: plan.trunkPrefix)
      }
      try self.init(normal: normal, typed: typed)
    }
  }

  /// Takes a number that is already in normal form; nil if it is not.
  public init?(e164: String) {
    // Bytes and not characters: every call asks this of several numbers.
    let digits = e164.utf8.dropFirst()
    guard e164.utf8.first == UInt8(ascii: "+"), digits.first != UInt8(ascii: "0"),
      Self.lengths.contains(digits.count),
      digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
    else { return nil }
    self.e164 = e164
  }

  /// Reads a number from a line's signalling, which may begin with `00` for `+`, hold parentheses
  /// and dots, and a trunk zero after the country code as in `+49 (0)211 5551111`.
  public init?(signalled: String, in plan: NumberingPlan) {
    let kept = signalled.filter { !$0.isBlank && $0 != "-" && $0 != "." }
    let isInternational = kept.hasPrefix("+") || kept.hasPrefix("00")
    var plain = Self.withoutParentheses(kept, droppingTrunkZero: isInternational)
    if plain.hasPrefix("00") { plain = "+" + plain.dropFirst(2) }
    if let wrong = plan.countryCodeAndTrunkZero, plain.hasPrefix(wrong) {
      plain = "+" + plan.countryCode + plain.dropFirst(wrong.count)
    }
    guard let number = try? PhoneNumber(typed: plain, in: plan) else { return nil }
    self = number
  }

  /// Decodes a single string in normal form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let number = PhoneNumber(e164: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text.debugDescription) is no E.164 number.")
    }
    self = number
  }

  /// Encodes the normal form as a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(e164)
  }

  /// The normal form.
  public var description: String { e164 }

  /// The normal form without its `+`.
  public var digits: Substring { e164.dropFirst() }

  /// The country code of the number, for example `49`.
  public var countryCode: Substring { digits.prefix(CountryCode.length(in: digits)) }

  /// The number without country code and trunk prefix, for example `2115551111`.
  public var nationalNumber: Substring { digits.dropFirst(CountryCode.length(in: digits)) }

  /// The order of the digits, as in a telephone directory.
  public static func < (a: PhoneNumber, b: PhoneNumber) -> Bool { a.e164 < b.e164 }

  /// E.164 allows 15 digits; the shortest numbers in use, with country code, have 7.
  static let lengths = 7...15

  private init(normal: String, typed: String) throws(PhoneNumberError) {
    let count = normal.count - 1
    if count < Self.lengths.lowerBound { throw .tooShort(typed, digits: count) }
    if count > Self.lengths.upperBound { throw .tooLong(typed, digits: count) }
    guard let number = PhoneNumber(e164: normal) else { throw .unusablePlan(typed) }
    self = number
  }

  private static func withoutParentheses(_ text: String, droppingTrunkZero: Bool) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.first {
      if droppingTrunkZero && rest.hasPrefix("(0)") {
        rest = rest.dropFirst(3)
        continue
      }
      if character != "(" && character != ")" { result.append(character) }
      rest = rest.dropFirst()
    }
    return result
  }
}

extension Character {
  /// One of `0` to `9`; digits of other scripts do not count, no keypad has them.
  var isDigit: Bool {
    guard let value = asciiValue else { return false }
    return UInt8(ascii: "0")...UInt8(ascii: "9") ~= value
  }

  /// A space of any width, but no line end.
  var isBlank: Bool { isWhitespace && !isNewline }
}
