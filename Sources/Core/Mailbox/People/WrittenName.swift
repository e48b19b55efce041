/// The rule for everything that people name: people, companies, announcements, lists. Such a text
/// stands in one line of a table, a log or an e-mail, and reads in the order in which it is written.
public enum WrittenName {
  /// How many characters a name has.
  public static let lengths = 1...80
  /// A character may carry marks, but not without end.
  static let mostBytes = 640

  /// Why a text cannot be such a name, as a sentence; `nil` if it can.
  public static func fault(in text: String) -> String? {
    if let fault = lineFault(in: text) { return fault }
    guard text.contains(where: { !$0.isWhitespace }) else { return "It is empty." }
    guard text.utf8.count <= mostBytes, text.count <= lengths.upperBound else {
      return "It has more than \(lengths.upperBound) characters."
    }
    return nil
  }

  /// Why a text does not stand in one line, as a sentence; `nil` if it does. Line ends, control
  /// characters (C0, DEL, C1) and what turns the direction of writing round are refused.
  public static func lineFault(in text: String) -> String? {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return nil }
    guard let scalar = text.unicodeScalars.first(where: isUnwanted) else { return nil }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "It holds a line end or a control character (\(code))."
  }

  private static func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F: true
    // Line and paragraph separator, embeddings and overrides, isolates, and marks that no eye sees.
    case 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
    case _: false
    }
  }
}
