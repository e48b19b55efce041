/// A request that libre could not read. What is left of it decides how it is answered.
struct UnreadableRequest {
  private let lines: [String]
  private let start: [Substring]

  /// `nil` if it is no request at all.
  init?(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var lines: [String] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.isEmpty { break }
      if line.first == " " || line.first == "\t", !lines.isEmpty {
        lines[lines.count - 1] += " " + trimmed(line)
      } else {
        lines.append(String(line))
      }
    }
    guard let first = lines.first else { return nil }
    start = first.split(separator: " ")
    self.lines = Array(lines.dropFirst())
    guard start.count >= 3, !first.hasPrefix("SIP/"), let last = start.last,
      last.hasPrefix("SIP/"), start[0] != "ACK"
    else { return nil }
  }

  /// The response, sent where the request came from; `nil`: it cannot be answered, because it does
  /// not hold what a response must repeat.
  var answer: [UInt8]? {
    let repeated = ["Via", "v", "From", "f", "To", "t", "Call-ID", "i", "CSeq"]
    let kept = lines.filter { line in
      let name = trimmed(line.prefix { $0 != ":" })
      return line.contains(":") && repeated.contains { sameText($0, name) }
    }
    guard kept.contains(where: { $0.lowercased().hasPrefix("v") }) else { return nil }
    let status = status
    let text = (["SIP/2.0 \(status.code) \(status.reason)"] + kept + ["Content-Length: 0", "", ""])
      .joined(separator: "\r\n")
    return Array(text.utf8)
  }

  private var status: SIPStatus {
    if start.last != "SIP/2.0" { return SIPStatus(505, "Version Not Supported") }
    let scheme = start[1].prefix { $0 != ":" }.lowercased()
    if start.count == 3, start[1].contains(":"), !["sip", "sips", "tel"].contains(scheme),
      scheme.utf8.allSatisfy(RequestFault.isSchemeByte)
    {
      return SIPStatus(416, "Unsupported URI Scheme")
    }
    return SIPStatus(400, "Bad Request")
  }
}
