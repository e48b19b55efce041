/// An address with a name for people and parameters, as in From, Diversion and many others
/// (RFC 3261 section 20.10).
public struct NameAddress: Hashable, Sendable, CustomStringConvertible {
  /// Without quotes; empty: there is none.
  public var displayName: String
  public var uri: SIPURI
  /// What belongs to the header and not to the address, such as `tag`.
  public var parameters: Parameters

  /// An address of its parts.
  public init(_ uri: SIPURI, displayName: String = "", parameters: Parameters = Parameters()) {
    (self.displayName, self.uri, self.parameters) = (displayName, uri, parameters)
  }

  /// Reads one address; `nil` if there is none.
  ///
  /// Without `<` and `>`, parameters belong to the header (RFC 3261 section 20). What other
  /// programs get wrong is taken as it was meant: quotes that do not match, a missing `>`.
  public init?(_ text: String) { self.init(text[...]) }

  init?(_ text: Substring) {
    let text = text.trimmed
    guard let open = Self.bracket(in: text) else {
      let (address, rest) = Self.bare(text).cut(at: ";")
      guard let uri = SIPURI(address) else { return nil }
      self.init(uri, parameters: Parameters(reading: rest ?? "", isEscaped: false))
      return
    }
    let inner = text[text.after(open)...]
    let (address, rest) = inner.cut(at: ">")
    guard let uri = SIPURI(address) else { return nil }
    let fields = rest.map { $0.trimmed } ?? ""
    self.init(
      uri, displayName: text[..<open].trimmed.unquoted,
      parameters: Parameters(reading: fields, isEscaped: false))
  }

  /// All addresses of a header's value, which commas separate. What is none is left out.
  public static func list(_ text: String) -> [NameAddress] {
    text[...].parts(by: ",").compactMap { NameAddress($0) }
  }

  /// The address as it stands in a header.
  public var description: String {
    var text = displayName.isEmpty ? "<\(uri)>" : "\(displayName.quoted) <\(uri)>"
    for parameter in parameters.all {
      text += ";" + parameter.name
      if let value = parameter.value { text += "=" + (Self.isToken(value) ? value : value.quoted) }
    }
    return text
  }

  /// The first `<` that is not part of a quoted name.
  private static func bracket(in text: Substring) -> Substring.Index? {
    var rest = text
    if text.utf8.first == UInt8(ascii: "\""), let end = endOfQuotes(text) { rest = text[end...] }
    return rest.firstIndex(of: "<") ?? text.firstIndex(of: "<")
  }

  /// Without a quoted name before an address that has no brackets.
  private static func bare(_ text: Substring) -> Substring {
    guard text.utf8.first == UInt8(ascii: "\""), let end = endOfQuotes(text) else { return text }
    return text[end...].trimmed
  }

  private static func endOfQuotes(_ text: Substring) -> Substring.Index? {
    var index = text.after(text.startIndex)
    while index < text.endIndex {
      let byte = text.utf8[index]
      index = text.after(index)
      if byte == UInt8(ascii: "\"") { return index }
      if byte == UInt8(ascii: "\\"), index < text.endIndex { index = text.after(index) }
    }
    return nil
  }

  private static func isToken(_ value: String) -> Bool {
    !value.isEmpty
      && value.utf8.allSatisfy {
        Escapes.isLetterOrDigit($0) || "-.!%*_+`'~:[]".utf8.contains($0)
      }
  }
}

/// The headers of a message, as a line hands them over: unfolded, names written out.
public struct HeaderFields: Sendable {
  private let fields: [(name: String, value: String)]

  /// Headers in the order of the message.
  public init(_ fields: [(name: String, value: String)]) { self.fields = fields }

  /// The values of all headers of a name, in order. The case of a name does not count.
  public func values(_ name: String) -> [String] {
    fields.filter { $0.name.equalsIgnoringCase(name) }.map(\.value)
  }

  /// The addresses of all headers of a name: several headers mean the same as one with commas
  /// (RFC 3261 section 7.3.1).
  public func addresses(_ name: String) -> [NameAddress] {
    values(name).flatMap(NameAddress.list)
  }
}
