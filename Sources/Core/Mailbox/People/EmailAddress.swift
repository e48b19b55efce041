/// The rule for e-mail addresses: a dot-atom before the `@` (RFC 5322 section 3.4.1), a domain of
/// labels behind it (RFC 1035 section 2.3.1, with digits in front as RFC 1123 allows). No quotes, no
/// comments, no addresses in brackets: none of them is a person's, and each has fooled a mail server.
public enum EmailAddress {
  /// RFC 5321 section 4.5.3.1.
  private static let longest = 254
  private static let longestName = 64
  private static let longestLabel = 63

  /// Why a text is no e-mail address, as a sentence; `nil` if it is one.
  public static func fault(in text: String) -> String? {
    if let fault = WrittenName.lineFault(in: text) { return fault }
    let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) ?? text.endIndex
    guard text.utf8.count <= longest, isName(text.utf8[..<at]),
      isDomain(text.utf8[at...].dropFirst())
    else {
      return "\"\(text.prefix(80))\" is no e-mail address."
    }
    return nil
  }

  /// Each dot stands between two other characters.
  private static func isName(_ name: Substring.UTF8View) -> Bool {
    var last = dot
    for byte in name {
      guard byte == dot ? last != dot : isOfAtom(byte) else { return false }
      last = byte
    }
    return last != dot && name.count <= longestName
  }

  /// No label is empty, or begins or ends with a hyphen.
  private static func isDomain(_ domain: Substring.UTF8View) -> Bool {
    var (last, length) = (dot, 0)
    for byte in domain {
      switch byte {
      case dot:
        guard length > 0, last != hyphen else { return false }
        length = 0
      case hyphen where length > 0, _ where isLetterOrDigit(byte):
        length += 1
        guard length <= longestLabel else { return false }
      case _: return false
      }
      last = byte
    }
    return length > 0 && last != hyphen
  }

  private static let dot = UInt8(ascii: ".")
  private static let hyphen = UInt8(ascii: "-")

  private static func isOfAtom(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
