import Secrecy

/// The digits of a passcode and the patterns in them. They are not shown.
struct PasscodeDigits: Equatable {
  private let secret: Secret<[Int8]>

  private var digits: [Int8] { secret.revealed }

  /// Nil if there is anything but the digits 0 to 9.
  init?(_ text: String) {
    var digits: [Int8] = []
    for byte in text.utf8 {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      digits.append(Int8(byte - UInt8(ascii: "0")))
    }
    secret = Secret(digits)
  }

  private init(_ digits: [Int8]) { secret = Secret(digits) }

  var count: Int { digits.count }

  func reversed() -> PasscodeDigits {
    PasscodeDigits(digits.reversed())
  }

  func contains(_ part: PasscodeDigits) -> Bool {
    guard part.count > 0 && part.count <= count else { return false }
    return (0...(count - part.count)).contains { digits[$0...].starts(with: part.digits) }
  }

  /// The most digits in a row of which each differs from the one before by `step`. Plain
  /// subtraction: 9 and 0 are not neighbours, 0 stands before 1 (B4).
  func longestRun(step: Int8) -> Int {
    guard count > 0 else { return 0 }
    var longest = 1
    var current = 1
    for (previous, next) in zip(digits, digits.dropFirst()) {
      current = next - previous == step ? current + 1 : 1
      longest = max(longest, current)
    }
    return longest
  }

  /// Whether it rises or falls by one from the first digit to the last.
  var isSequence: Bool {
    count > 1 && (longestRun(step: 1) == count || longestRun(step: -1) == count)
  }

  /// Whether a group of two or more digits stands twice in a row, anywhere.
  var repeatsGroup: Bool {
    guard count >= 4 else { return false }
    return (2...(count / 2)).contains { size in
      (0...(count - 2 * size)).contains { start in
        digits[(start + size)...].starts(with: digits[start..<(start + size)])
      }
    }
  }

  /// Whether three keys in a row lie in a straight line on the keypad, in either direction.
  var hasKeypadLine: Bool {
    guard count >= 3 else { return false }
    return (0...(count - 3)).contains { start in
      let keys = Array(digits[start..<(start + 3)])
      return Self.keypadLines.contains(keys) || Self.keypadLines.contains(keys.reversed())
    }
  }

  private static let keypadLines: [[Int8]] = [
    [1, 2, 3], [4, 5, 6], [7, 8, 9],
    [1, 4, 7], [2, 5, 8], [3, 6, 9], [5, 8, 0],
    [1, 5, 9], [3, 5, 7],
  ]
}
