/// What a request asks for, taken apart from the bytes that the client sent (RFC 3986).
public struct HTTPTarget: Equatable, Sendable {
  /// The decoded parts of the path: `/messages/7` has two, `/` has none.
  public let path: [String]
  /// The decoded fields behind `?`, in order.
  public let query: [(name: String, value: String)]
  /// As it was sent, for redirects and logs of requests.
  public let raw: String

  /// - Parameter raw: `/path?query`, as it was sent.
  /// - Returns: `nil` where it is no path of ours: not from `/` on, with an empty part, `.` or `..`,
  ///   encoded or not, with a slash, NUL or another control character that was encoded, with a
  ///   percent sign that encodes nothing, or not UTF-8.
  public init?(_ raw: String) {
    guard raw.utf8.first == UInt8(ascii: "/"), raw.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f })
    else { return nil }
    let parts = raw.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var path: [String] = []
    var rest = parts[0].dropFirst()
    if rest.last == "/" { rest = rest.dropLast() }
    if !rest.isEmpty {
      for part in rest.split(separator: "/", omittingEmptySubsequences: false) {
        guard let text = Self.decode(part, plusIsSpace: false), !text.isEmpty,
          text != ".", text != "..", !text.contains("/"), !text.contains("\\"),
          text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f })
        else { return nil }
        path.append(text)
      }
    }
    var query: [(name: String, value: String)] = []
    if parts.count == 2 {
      guard let fields = Self.fields(of: parts[1]) else { return nil }
      query = fields
    }
    (self.path, self.query, self.raw) = (path, query, raw)
  }

  /// The first field of the query with this name.
  public subscript(_ name: String) -> String? { query.first { $0.name == name }?.value }

  /// The same bytes were sent.
  public static func == (one: HTTPTarget, other: HTTPTarget) -> Bool { one.raw == other.raw }

  /// The fields of `application/x-www-form-urlencoded`; `nil`: one is not UTF-8, holds NUL, or has a
  /// percent sign that encodes nothing.
  static func fields(of text: Substring) -> [(name: String, value: String)]? {
    var fields: [(name: String, value: String)] = []
    for pair in text.split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decode(sides[0], plusIsSpace: true),
        let value = sides.count == 2 ? decode(sides[1], plusIsSpace: true) : "",
        !name.contains("\0"), !value.contains("\0")
      else { return nil }
      fields.append((name, value))
    }
    return fields
  }

  private static func decode(_ text: Substring, plusIsSpace: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexadecimal),
          let low = rest.popFirst().flatMap(hexadecimal)
        else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      case _: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    case _: nil
    }
  }
}
