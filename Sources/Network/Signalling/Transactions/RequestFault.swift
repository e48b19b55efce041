/// What is wrong with a request before anybody asks what it wants (RFC 3261 section 8.2, RFC 4475).
struct RequestFault {
  let answer: Answer

  /// `nil` if nothing is wrong.
  init?(_ request: Message) {
    guard let answer = Self.schemeFault(request) ?? Self.sentenceFault(request) else { return nil }
    self.answer = answer
  }

  private static func schemeFault(_ request: Message) -> Answer? {
    let uri = request.requestURI.utf8
    let scheme = uri.prefix { $0 != UInt8(ascii: ":") }
    guard scheme.allSatisfy(isSchemeByte), !uri.contains(where: { $0 == 60 || $0 == 62 }) else {
      return Answer(400, "Malformed Request URI")
    }
    guard ["sip", "sips", "tel"].contains(Substring(scheme).lowercased()) else {
      return Answer(416, "Unsupported URI Scheme")
    }
    // A question mark may stand in the user part; after the host it begins headers.
    let place = uri.lastIndex(of: UInt8(ascii: "@")) ?? uri.startIndex
    let hasHeaders = uri[place...].contains(UInt8(ascii: "?"))
    return hasHeaders ? Answer(400, "Headers in Request URI") : nil
  }

  static func isSchemeByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte | 32) || (48...57).contains(byte) || [43, 45, 46].contains(byte)
  }

  private static func sentenceFault(_ request: Message) -> Answer? {
    fault(request).map { Answer(400, $0) }
  }

  private static func fault(_ request: Message) -> String? {
    for name in ["From", "To", "Call-ID", "CSeq"] {
      let count = request.count(name)
      if count == 0 { return "Missing \(name)" }
      if count > 1 { return "Repeated \(name)" }
    }
    for name in ["Content-Length", "Max-Forwards", "Expires", "Event", "Content-Type"] {
      if request.count(name) > 1 { return "Repeated \(name)" }
    }
    if request.sequenceMethod != request.method { return "CSeq Method Differs" }
    if let fault = replacesFault(request) { return fault }
    if let fault = numberFault(request) { return fault }
    for name in ["From", "To", "Contact"] {
      if let value = request.value(name), !isBalanced(value) { return "Malformed \(name)" }
    }
    return lengthFault(request)
  }

  /// Only an INVITE outside a dialog may take a call's place (RFC 3891 section 3).
  private static func replacesFault(_ request: Message) -> String? {
    switch request.count("Replaces") {
    case 0: nil
    case 1 where request.method != "INVITE": "Replaces Outside INVITE"
    case 1 where !request.toTag.isEmpty: "Replaces Within A Dialog"
    case 1 where request.count("Join") > 0: "Replaces And Join"
    case 1: nil
    default: "Repeated Replaces"
    }
  }

  /// Numbers that are no numbers or too great (RFC 4475 section 3.1.2.4).
  private static func numberFault(_ request: Message) -> String? {
    let number = request.value("CSeq")?.utf8.split { $0 == 32 || $0 == 9 }.first
    guard let number, let sequence = UInt64(Substring(number)), sequence < 1 << 31 else {
      return "Malformed CSeq"
    }
    if let text = request.value("Max-Forwards") {
      guard let hops = UInt64(trimmed(text)), hops <= 255 else { return "Malformed Max-Forwards" }
    }
    return nil
  }

  /// A datagram may hold more than the body, but not less (RFC 3261 section 18.3).
  private static func lengthFault(_ request: Message) -> String? {
    guard let text = request.value("Content-Length") else { return nil }
    guard let length = Int(trimmed(text)), length >= 0 else { return "Malformed Content-Length" }
    return length > request.bytesLeft ? "Content-Length Exceeds Body" : nil
  }

  private static func isBalanced(_ value: String) -> Bool {
    var isQuoted = false
    var isEscaped = false
    var depth = 0
    for byte in value.utf8 {
      if isEscaped {
        isEscaped = false
      } else if isQuoted, byte == 92 {
        isEscaped = true
      } else if byte == 34 {
        isQuoted.toggle()
      } else if !isQuoted, byte == 60 {
        depth += 1
      } else if !isQuoted, byte == 62 {
        depth -= 1
      }
    }
    return !isQuoted && depth == 0
  }
}
