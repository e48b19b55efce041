import HTTP

/// HTML that is safe to send. What stands in a literal is taken as it is; what is put into it is
/// escaped, unless it is markup itself. No text becomes markup in any other way:
///
///     let row: Markup = "<p title=\"\(title)\">\(name)</p>"
///
/// Escaped text may stand between tags and in quoted attributes, nowhere else. A link's address is
/// made by ``Link``, so that no text of a user is one.
///
/// It is kept as the bytes that are sent: a list of 50 messages has some two thousand pieces, and bytes
/// are put together at half the cost of texts.
public struct Markup: Sendable, ExpressibleByStringInterpolation {
  /// What is sent, in UTF-8.
  let bytes: [UInt8]

  /// The same as a text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Only a literal of the program is one: its type is `StaticString`.
  public init(stringLiteral literal: StaticString) {
    var bytes: [UInt8] = []
    bytes.append(literal)
    self.bytes = bytes
  }

  /// A literal with something put into it.
  public init(stringInterpolation parts: Parts) { bytes = parts.bytes }

  /// Pieces one after the other.
  init(_ pieces: [Markup]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.bytes.count })
    for piece in pieces { bytes += piece.bytes }
    self.bytes = bytes
  }

  /// Nothing.
  static let nothing: Markup = ""

  /// The pieces of a literal.
  public struct Parts: StringInterpolationProtocol {
    public typealias StringLiteralType = StaticString
    fileprivate var bytes: [UInt8] = []

    /// With room for a literal of this size.
    public init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 32 * interpolationCount)
    }

    /// A piece of the program's own text.
    public mutating func appendLiteral(_ literal: StaticString) { bytes.append(literal) }

    /// Text, escaped.
    public mutating func appendInterpolation(_ string: String) {
      let text = string.utf8
      if text.allSatisfy({ !isEscaped($0) }) {
        bytes += text
      } else {
        for byte in text { append(escaping: byte) }
      }
    }

    /// A number.
    public mutating func appendInterpolation(_ number: some BinaryInteger) {
      bytes += "\(number)".utf8
    }

    /// Markup as it is.
    public mutating func appendInterpolation(_ markup: Markup) { bytes += markup.bytes }

    /// Pieces one after the other.
    public mutating func appendInterpolation(_ pieces: [Markup]) {
      for piece in pieces { bytes += piece.bytes }
    }

    /// Markup if something holds, else nothing.
    public mutating func appendInterpolation(
      _ markup: @autoclosure () -> Markup, if isShown: Bool
    ) {
      if isShown { bytes += markup().bytes }
    }

    private mutating func append(escaping byte: UInt8) {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      case _ where isEscaped(byte): bytes += "\u{fffd}".utf8
      case _: bytes.append(byte)
      }
    }
  }
}

/// The five signs that mean something in HTML are written as references, and no page holds control
/// characters but tabs and ends of lines: browsers differ in what they make of them. All of them are
/// one byte in UTF-8.
private func isEscaped(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
    UInt8(ascii: "'"):
    true
  case 0...8, 0xb...0x1f, 0x7f: true
  case _: false
  }
}
