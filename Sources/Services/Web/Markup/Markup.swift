/// HTML that is safe to send. What stands in a literal is taken as it is; what is put into it is
/// escaped, unless it is markup itself. No text becomes markup in any other way:
///
///     let row: Markup = "<p title=\"\(title)\">\(name)</p>"
///
/// Escaped text may stand between tags and in quoted attributes, nowhere else. A link's address is
/// made by ``Link``, so that no text of a user is one.
public struct Markup: Sendable, ExpressibleByStringInterpolation {
  /// What is sent.
  public let text: String

  /// Only a literal of the program is one: its type is `StaticString`.
  public init(stringLiteral literal: StaticString) { text = literal.description }

  /// A literal with something put into it.
  public init(stringInterpolation parts: Parts) { text = parts.text }

  /// Pieces one after the other.
  init(_ pieces: [Markup]) { text = pieces.map(\.text).joined() }

  /// Nothing.
  static let nothing: Markup = ""

  /// The pieces of a literal.
  public struct Parts: StringInterpolationProtocol {
    public typealias StringLiteralType = StaticString
    fileprivate var text = ""

    /// With room for a literal of this size.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    /// A piece of the program's own text.
    public mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

    /// Text, escaped.
    public mutating func appendInterpolation(_ string: String) { text += escaped(string) }

    /// A number.
    public mutating func appendInterpolation(_ number: some BinaryInteger) { text += "\(number)" }

    /// Markup as it is.
    public mutating func appendInterpolation(_ markup: Markup) { text += markup.text }

    /// Pieces one after the other.
    public mutating func appendInterpolation(_ pieces: [Markup]) {
      for piece in pieces { text += piece.text }
    }

    /// Markup if something holds, else nothing.
    public mutating func appendInterpolation(_ markup: Markup, if isShown: Bool) {
      if isShown { text += markup.text }
    }
  }
}

/// The five signs that mean something in HTML are written as references.
private func escaped(_ text: String) -> String {
  var result = ""
  result.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    // No page holds control characters; browsers differ in what they make of them.
    case "\0"..."\u{8}", "\u{b}"..."\u{1f}", "\u{7f}": result += "\u{fffd}"
    case _: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
