/// Bytes as text of 64 characters (RFC 4648 section 4).
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// With `=` up to a multiple of four characters.
  public static func text(of bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    append(bytes[...], to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// Writes bytes in lines of 76 characters, each with CRLF.
  public static func appendLines(of bytes: [UInt8], to result: inout [UInt8]) {
    for start in stride(from: 0, to: bytes.count, by: 57) {
      append(bytes[start..<min(start + 57, bytes.count)], to: &result)
      result.append(0x0D)
      result.append(0x0A)
    }
  }

  /// The bytes of a text.
  /// - Returns: `nil` if it is no base64.
  public static func bytes(of text: some StringProtocol) -> [UInt8]? {
    let codes = Array(text.utf8)
    let digits = codes.prefix { $0 != UInt8(ascii: "=") }
    let padding = codes.count - digits.count
    guard codes.count % 4 == 0, padding <= 2, codes.suffix(padding).allSatisfy({ $0 == 0x3D })
    else { return nil }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    for (index, code) in digits.enumerated() {
      guard let digit = alphabet.firstIndex(of: code) else { return nil }
      bits = bits << 6 | UInt32(digit)
      if index % 4 != 0 {
        bytes.append(UInt8(truncatingIfNeeded: bits >> (6 - 2 * UInt32(index % 4))))
      }
    }
    return bytes
  }

  private static func append(_ bytes: ArraySlice<UInt8>, to result: inout [UInt8]) {
    let alphabet = alphabet
    let whole = bytes.startIndex + bytes.count / 3 * 3
    for start in stride(from: bytes.startIndex, to: whole, by: 3) {
      let group = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
      result.append(alphabet[group >> 18])
      result.append(alphabet[group >> 12 & 0x3F])
      result.append(alphabet[group >> 6 & 0x3F])
      result.append(alphabet[group & 0x3F])
    }
    let rest = bytes[whole...]
    guard let first = rest.first else { return }
    let second = rest.count == 2 ? bytes[whole + 1] : 0
    let group = Int(first) << 16 | Int(second) << 8
    result.append(alphabet[group >> 18])
    result.append(alphabet[group >> 12 & 0x3F])
    result.append(rest.count == 2 ? alphabet[group >> 6 & 0x3F] : UInt8(ascii: "="))
    result.append(UInt8(ascii: "="))
  }
}
