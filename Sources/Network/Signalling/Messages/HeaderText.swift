import SIP

/// Whether two names are the same, whatever their case (ASCII).
func sameText(_ one: String, _ other: String) -> Bool { one.equalsIgnoringCase(other) }

/// A text without blanks and line ends around it.
func trimmed(_ text: some StringProtocol) -> String { String(Substring(text).trimmed) }

/// What routing asks for.
extension SIPURI {
  /// The port, or the one that the scheme means without one.
  var usualPort: UInt16 { port ?? (scheme == .sips ? 5_061 : 5_060) }

  /// `transport=` as far as it is one of ours; `sips` means TLS.
  var transport: SignallingTransport? {
    if scheme == .sips { return .tls }
    return parameters["transport"].flatMap { SignallingTransport(rawValue: $0.lowercased()) }
  }
}
