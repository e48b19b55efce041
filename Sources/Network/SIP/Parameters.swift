/// What follows a URI or an address behind semicolons: names, most with a value.
public struct Parameters: Hashable, Sendable {
  /// One of them.
  public struct Parameter: Hashable, Sendable {
    /// As written; its case does not count.
    public var name: String
    /// Without quotes and escapes; `nil` if the name stands alone.
    public var value: String?

    /// A parameter of its parts.
    public init(_ name: String, _ value: String? = nil) { (self.name, self.value) = (name, value) }
  }

  /// In the order in which they stand.
  public var all: [Parameter]

  /// Parameters in this order.
  public init(_ all: [Parameter] = []) { self.all = all }

  /// The value of the first of this name, empty if it stands alone; `nil` if there is none.
  public subscript(name: String) -> String? {
    all.first { $0.name.equalsIgnoringCase(name) }.map { $0.value ?? "" }
  }

  /// Reads what follows the value of a header, or all of it: `1800;refresher=uas`.
  package init(ofHeader value: String) { self.init(reading: value[...], isEscaped: false) }

  /// Reads `a=1;b;c="x"`. What has no name is left out.
  /// - Parameter isEscaped: Whether `%2B` stands for `+`, as in a URI.
  init(reading text: Substring, separator: Unicode.Scalar = ";", isEscaped: Bool) {
    all = text.parts(by: separator).compactMap { part in
      let (name, value) = part.cut(at: "=")
      let key = name.trimmed
      guard !key.isEmpty else { return nil }
      let raw = value.map { $0.trimmed.unquoted }
      if !isEscaped { return Parameter(String(key), raw) }
      return Parameter(Escapes.decoded(key), raw.map { Escapes.decoded($0[...]) })
    }
  }
}

/// Percent escapes of URIs (RFC 3986 section 2.1).
enum Escapes {
  /// Escapes that are none stay as they are. Bytes that are no UTF-8 become replacement characters.
  static func decoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = value(of: rest.prefix(2)) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// - Parameter marks: What need not be escaped here, next to letters, digits and `-_.!~*'()`.
  static func encoded(_ text: String, keeping marks: String) -> String {
    var result: [UInt8] = []
    let plain = marks.utf8 + Array("-_.!~*'()".utf8)
    for byte in text.utf8 {
      if isLetterOrDigit(byte) || plain.contains(byte) {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let digits = Array("0123456789ABCDEF".utf8)

  private static func value(of pair: Substring.UTF8View) -> UInt8? {
    let digits = pair.compactMap(hexadecimal)
    return digits.count == 2 ? digits[0] << 4 | digits[1] : nil
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case _: nil
    }
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    case _: false
    }
  }
}

extension String {
  /// Names and hosts of SIP are compared so (RFC 3261 section 7.3.1).
  package func equalsIgnoringCase(_ other: String) -> Bool {
    utf8.count == other.utf8.count
      && zip(utf8, other.utf8).allSatisfy { Self.lowered($0) == Self.lowered($1) }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 32 : byte
  }
}
