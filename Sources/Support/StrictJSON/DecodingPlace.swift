extension DecodingError {
  /// Where the text is wrong, by names of fields and places in lists.
  public var place: [any CodingKey] {
    switch self {
    case .keyNotFound(let key, let context): context.codingPath + [key]
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      context.codingPath
    @unknown default: []
    }
  }

  /// What is wrong there, as a sentence for whoever wrote the file.
  public var reason: String {
    switch self {
    case .keyNotFound: "It is missing."
    case .typeMismatch(let type, _), .valueNotFound(let type, _):
      "It must be \(Self.name(of: type))."
    case .dataCorrupted(let context): context.debugDescription
    @unknown default: "\(self)"
    }
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "text in quotes"
    case is Bool.Type: "true or false"
    case is Int.Type: "a whole number"
    case is Double.Type: "a number"
    case is [String].Type: "a list of texts"
    case is [Int].Type: "a list of whole numbers"
    // An object comes as a dictionary, which is a sequence as well.
    case is any ExpressibleByDictionaryLiteral.Type: "an object in braces"
    case is any Sequence.Type: "a list"
    case _: "an object in braces"
    }
  }
}
