/// An address as it stands in a header (RFC 3261 section 20.10), where it is to be sent back as it
/// came: its URI is kept to the byte, whatever its scheme.
package struct WrittenAddress {
  package var uri: String
  /// What belongs to the header and not to the URI.
  package var parameters: Parameters

  /// The first address in a header's value.
  package init?(_ value: String) {
    guard let first = value[...].parts(by: ",").first, let head = first.parts(by: ";").first
    else { return nil }
    if let open = head.lastIndex(of: "<"), let close = head.lastIndex(of: ">"), open < close {
      uri = String(head[head.after(open)..<close].trimmed)
    } else {
      uri = String(head.trimmed)
    }
    guard !uri.isEmpty else { return nil }
    parameters = Parameters(reading: first[head.endIndex...].dropFirst(), isEscaped: false)
  }

  /// Every address of a list such as `Record-Route`, each as it stands.
  package static func list(_ value: String) -> [String] {
    value[...].parts(by: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
  }
}
