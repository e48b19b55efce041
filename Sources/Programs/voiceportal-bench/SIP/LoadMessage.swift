import Configuration

/// What a caller needs to know of a SIP message.
struct LoadMessage {
  /// `nil` if it is a request.
  let status: Int?
  /// Of the request, or of the one that is answered.
  let method: String
  let callID: String
  let to: String
  private let lines: [Substring]

  init?(_ bytes: some Collection<UInt8>) {
    // A line's end is one character to Swift, CR and LF together.
    lines = String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0.isNewline }
    guard let first = lines.first, let callID = Self.value("Call-ID:", lines),
      let to = Self.value("To:", lines), let sequence = Self.value("CSeq:", lines)
    else { return nil }
    status = first.hasPrefix("SIP/2.0 ") ? Int(first.dropFirst(8).prefix(3)) : nil
    method = sequence.split(separator: " ").last.map(String.init) ?? ""
    (self.callID, self.to) = (callID, to)
  }

  /// Where the portal wants sound.
  var mediaPort: UInt16? {
    lines.first { $0.hasPrefix("m=audio ") }?.split(separator: " ").dropFirst().first.flatMap {
      UInt16($0)
    }
  }

  /// The answer 200 to a request.
  var okay: String {
    let copied = lines.prefix { !$0.isEmpty }.filter { line in
      ["Via:", "From:", "To:", "Call-ID:", "CSeq:"].contains { line.hasPrefix($0) }
    }
    return (["SIP/2.0 200 OK"] + copied + ["Content-Length: 0", "", ""])
      .joined(separator: "\r\n")
  }

  /// Of a header as the portal writes it.
  private static func value(_ name: String, _ lines: [Substring]) -> String? {
    lines.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count).drop { $0 == " " }) }
  }
}
