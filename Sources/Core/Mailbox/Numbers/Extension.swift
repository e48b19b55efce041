/// A user's short number inside her company: 2 to 6 digits (A1). Coded as a single string.
public struct Extension: Hashable, Codable, Sendable, CustomStringConvertible, Comparable {
  /// 2 to 6 digits, for example `111`.
  public let digits: String

  /// Reads an extension as typed; spaces are dropped.
  public init(_ typed: String) throws(ExtensionError) {
    let digits = typed.filter { !$0.isBlank }
    if let wrong = digits.first(where: { !$0.isDigit }) {
      throw .invalidCharacter(wrong, in: typed)
    }
    guard Self.lengths.contains(digits.count) else {
      throw .wrongLength(typed, digits: digits.count)
    }
    self.digits = digits
  }

  /// Decodes a single string of 2 to 6 digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  /// Encodes the digits as a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(digits)
  }

  /// The digits.
  public var description: String { digits }

  /// The order of a company's list of extensions: `11` before `100`.
  public static func < (a: Extension, b: Extension) -> Bool {
    (a.digits.count, a.digits) < (b.digits.count, b.digits)
  }

  static let lengths = 2...6
}

/// Why a typed extension is refused (A1). Each case carries the text as it was typed.
public enum ExtensionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A character that is no digit.
  case invalidCharacter(Character, in: String)
  /// Fewer than 2 or more than 6 digits.
  case wrongLength(String, digits: Int)

  /// The reason as a whole sentence.
  public var description: String {
    switch self {
    case .invalidCharacter(let character, let typed):
      "The extension \(quoted(typed)) holds \(quoted(String(character))): only digits are allowed."
    case .wrongLength(let typed, let digits):
      "The extension \(quoted(typed)) has \(digits) digits:"
        + " it must have \(Extension.lengths.lowerBound) to \(Extension.lengths.upperBound)."
    }
  }
}
