/// Where the country code of an E.164 number ends.
///
/// ITU-T E.164 gives out the codes so that none begins another: 1 and 7 have one digit, the ones
/// listed here two, all others three.
enum CountryCode {
  static func length(in digits: Substring) -> Int {
    if digits.hasPrefix("1") || digits.hasPrefix("7") { return 1 }
    return twoDigits.contains(String(digits.prefix(2))) ? 2 : 3
  }

  private static let twoDigits: Set<String> = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
    "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
    "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
  ]
}
