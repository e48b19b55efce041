/// The fields of `Digest name="value", …` (RFC 7616).
package struct DigestFields {
  private let fields: Parameters

  /// - Returns: `nil` if it is of another scheme.
  package init?(_ value: String) {
    let text = value[...].trimmed
    guard String(text.prefix(6)).equalsIgnoringCase("digest") else { return nil }
    fields = Parameters(reading: text.dropFirst(6), separator: ",", isEscaped: false)
  }

  /// A field by its name, whose case does not count.
  package subscript(name: String) -> String? { fields[name] }
}
