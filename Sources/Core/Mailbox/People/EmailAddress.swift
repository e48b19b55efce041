/// The rule for e-mail addresses: a dot-atom before the `@` (RFC 5322 section 3.4.1), a domain of
/// labels behind it (RFC 1035 section 2.3.1, with digits in front as RFC 1123 allows). No quotes, no
/// comments, no addresses in brackets: none of them is a person's, and each has fooled a mail server.
public enum EmailAddress {
  /// RFC 5321 section 4.5.3.1.
  private static let longest = 254
  private static let longestName = 64
  private static let longestLabel = 63

  /// Why a text is no e-mail address, as a sentence; `nil`: it is one.
  public static func fault(in text: String) -> String? {
    if let fault = WrittenName.lineFault(in: text) { return fault }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= longest, isName(parts[0]), isDomain(parts[1]) else {
      return "\"\(text.prefix(80))\" is no e-mail address."
    }
    return nil
  }

  private static func isName(_ name: Substring) -> Bool {
    name.utf8.count <= longestName
      && name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0.allSatisfy(isOfAtom) }
  }

  private static func isDomain(_ domain: Substring) -> Bool {
    domain.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { label in
        (1...longestLabel).contains(label.count)
          && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
          && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
      }
  }

  private static func isOfAtom(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
