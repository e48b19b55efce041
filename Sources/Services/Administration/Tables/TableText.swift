/// The text of a table, as spreadsheets write it: UTF-8, UTF-16 with its mark, or else Windows-1252.
public enum TableText {
  /// `nil` if it is none of these, as a sound or a spreadsheet's own file.
  public static func text(of bytes: [UInt8]) -> String? {
    // "Unicode text" of a spreadsheet.
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes, isLittleEndian: true) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes, isLittleEndian: false) }
    // What has a byte of nothing is no text of one byte a letter.
    if bytes.contains(0) { return nil }
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

  /// The text behind the mark.
  private static func utf16(_ bytes: [UInt8], isLittleEndian: Bool) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: 2, to: bytes.count, by: 2).map { place in
      let (low, high) = isLittleEndian ? (place, place + 1) : (place + 1, place)
      return UInt16(bytes[high]) << 8 | UInt16(bytes[low])
    }
    guard !units.contains(0) else { return nil }
    return String(validating: units, as: UTF16.self)
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
