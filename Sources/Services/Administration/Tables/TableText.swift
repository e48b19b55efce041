/// The text of a table, as spreadsheets write it: UTF-8, or else Windows-1252.
public enum TableText {
  /// `nil` if it is none of these, as a sound or a spreadsheet's own file.
  public static func text(of bytes: [UInt8]) -> String? {
    // What has these marks, or a byte of nothing, is no text of one byte a letter.
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.contains(0) {
      return nil
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    // Some letters in UTF-8: such a file is not of another kind, but damaged.
    let letters = String(decoding: bytes, as: UTF8.self).unicodeScalars
    if letters.contains(where: { $0.value > 0x7F && $0 != "\u{FFFD}" }) { return nil }
    var text = ""
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      guard let letter = windows1252(byte) else { return nil }
      text.unicodeScalars.append(letter)
    }
    return text
  }

  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar? {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    let letter = upper[upper.index(upper.startIndex, offsetBy: Int(byte) - 0x80)]
    return letter == "\u{FFFD}" ? nil : letter
  }

  /// What stands at 80 to 9F; five places are empty.
  private static let upper = Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)
}
