/// How phone numbers are written in a company's country (A3).
public struct NumberingPlan: Codable, Hashable, Sendable {
  /// The country code of E.164 without `+`, for example `49`.
  public var countryCode: String
  /// The digits before a national number, for example `0`; empty where the country has none.
  public var trunkPrefix: String

  /// A plan from its two prefixes, both digits only.
  public init(countryCode: String, trunkPrefix: String) {
    self.countryCode = countryCode
    self.trunkPrefix = trunkPrefix
  }
}

extension NumberingPlan {
  /// The normal form (`+` and digits) of a number without `+`; nil if it can only be a local one.
  func international(fromDialled digits: String) -> String? {
    if !trunkPrefix.isEmpty && digits.hasPrefix(trunkPrefix) {
      return "+" + countryCode + digits.dropFirst(trunkPrefix.count)
    }
    if trunkPrefix.hasPrefix("0") {
      // A keypad has no +, so a full number may stand without it. Eight more digits are asked for
      // because a local number may begin with the country code by chance.
      let isFull = digits.hasPrefix(countryCode) && digits.count >= countryCode.count + 8
      return isFull ? "+" + digits : nil
    }
    // In countries without a 0 before the area code, national numbers are written bare.
    if !trunkPrefix.isEmpty && digits.hasPrefix("0") { return nil }
    return "+" + countryCode + digits
  }

  /// What stands before the second, wrong zero in `+49 0211 …`; nil where a 0 may follow the code.
  var countryCodeAndTrunkZero: String? {
    trunkPrefix.hasPrefix("0") ? "+" + countryCode + trunkPrefix : nil
  }
}
