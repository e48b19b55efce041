/// What a word is as a number.
enum JSON5Number {
  /// A computer counts so far.
  case fits
  /// It is one that no field takes: too great, or none in truth.
  case useless
  case isNone

  init(_ word: String) {
    let unsigned = word.hasPrefix("+") || word.hasPrefix("-") ? word.dropFirst() : word[...]
    if unsigned == "Infinity" || unsigned == "NaN" {
      self = .useless
    } else if unsigned.hasPrefix("0x") || unsigned.hasPrefix("0X") {
      self.init(hexadecimal: unsigned.dropFirst(2))
    } else {
      self.init(decimal: unsigned)
    }
  }

  private init(hexadecimal digits: Substring) {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit })
    else {
      self = .isNone
      return
    }
    self = Int64(digits, radix: 16) == nil ? .useless : .fits
  }

  private init(decimal word: Substring) {
    // .5 and 5. are numbers in JSON5.
    guard let first = word.utf8.first, first == UInt8(ascii: ".") || (48...57).contains(first),
      let number = Double("0\(word)") ?? (word.hasSuffix(".") ? Double("0\(word)0") : nil)
    else {
      self = .isNone
      return
    }
    self = number.isFinite ? .fits : .useless
  }
}
