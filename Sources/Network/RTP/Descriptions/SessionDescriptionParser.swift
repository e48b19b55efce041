extension SessionDescription {
  /// More than this is no description of a telephone call.
  static let longestText = 65_536

  /// Reads a description. What it does not know is left out, as RFC 8866 asks for attributes.
  ///
  /// Lines may end with CRLF or LF. The order of the lines of a section does not matter.
  /// - Throws: ``SDPError`` with the line and the reason.
  public static func parse(_ text: String) throws(SDPError) -> SessionDescription {
    guard text.utf8.count <= longestText else {
      throw SDPError(.malformed, line: 0, "it is longer than \(longestText) bytes")
    }
    var parser = SessionDescriptionParser()
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    while let last = lines.last, last.isEmpty || last.elementsEqual([0x0D]) { lines.removeLast() }
    for bytes in lines {
      let line = bytes.last == 0x0D ? bytes.dropLast() : bytes
      try parser.take(Substring(line))
    }
    return try parser.finish()
  }
}

/// Reads a description line by line.
private struct SessionDescriptionParser {
  private var number = 0
  private var origin: SessionDescription.Origin?
  private var session = SessionDescription(
    origin: .init(user: "-", session: "0", version: "0", address: "0.0.0.0"))

  mutating func take(_ line: Substring) throws(SDPError) {
    number += 1
    if line.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
      throw error("it holds a control character")
    }
    guard line.utf8.count >= 2, line.utf8.dropFirst().first == 0x3D,
      let type = line.utf8.first, (0x61...0x7A).contains(type)
    else { throw error("a line begins with a small letter and '='") }
    let value = line.dropFirst(2)
    if number == 1 {
      guard type == UInt8(ascii: "v") else { throw error("the first line is v=0") }
      guard value == "0" else { throw error("the version is 0") }
      return
    }
    switch type {
    case UInt8(ascii: "v"): throw error("there is one v= line only")
    case UInt8(ascii: "o"): origin = try readOrigin(value)
    case UInt8(ascii: "s"): session.name = String(value)
    case UInt8(ascii: "t"): if session.media.isEmpty { session.timing = try timing(value) }
    case UInt8(ascii: "c"): try connect(value)
    case UInt8(ascii: "a"): try attribute(value)
    case UInt8(ascii: "m"): session.media.append(try media(value))
    default: break
    }
  }

  func finish() throws(SDPError) -> SessionDescription {
    guard number > 0 else { throw SDPError(.malformed, line: 0, "it is empty") }
    guard let origin else { throw SDPError(.malformed, line: 0, "there is no o= line") }
    var done = session
    done.origin = origin
    return done
  }

  private func readOrigin(_ value: Substring) throws(SDPError) -> SessionDescription.Origin {
    let fields = Self.fields(value)
    guard fields.count >= 6 else { throw error("o= has six fields") }
    guard isNumber(fields[1]), isNumber(fields[2]) else {
      throw error("session and version in o= are numbers")
    }
    return .init(
      user: String(fields[0]), session: String(fields[1]), version: String(fields[2]),
      address: String(fields[5]))
  }

  private func timing(_ value: Substring) throws(SDPError) -> String {
    let fields = Self.fields(value)
    guard fields.count == 2, fields.allSatisfy(isNumber) else { throw error("t= has two numbers") }
    return String(value)
  }

  private mutating func connect(_ value: Substring) throws(SDPError) {
    let fields = Self.fields(value)
    guard fields.count == 3, fields[0].uppercased() == "IN",
      ["IP4", "IP6"].contains(fields[1].uppercased())
    else { throw error("c= is IN, IP4 or IP6, and an address") }
    // What follows a '/' is for multicast.
    let address = fields[2].split(separator: "/").first.map(String.init)
    guard let address else { throw error("c= has no address") }
    if session.media.isEmpty {
      session.address = address
    } else if session.media[session.media.count - 1].address == nil {
      session.media[session.media.count - 1].address = address
    }
  }

  private mutating func attribute(_ value: Substring) throws(SDPError) {
    let parts = value.utf8.split(
      separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false
    ).map(Substring.init)
    guard let name = parts.first, !name.isEmpty else { throw error("an attribute has a name") }
    let attribute = SessionDescription.Attribute(
      name: String(name), value: parts.count == 2 ? String(parts[1]) : nil, line: number)
    if session.media.isEmpty {
      session.attributes.append(attribute)
    } else {
      session.media[session.media.count - 1].attributes.append(attribute)
    }
  }

  private func media(_ value: Substring) throws(SDPError) -> SessionDescription.Media {
    let fields = Self.fields(value).map(String.init)
    guard fields.count >= 4 else { throw error("m= has a kind, a port, a transport and formats") }
    let port = fields[1].split(separator: "/", omittingEmptySubsequences: false)
    guard port.count <= 2, isNumber(port[0]), let number16 = UInt16(port[0]) else {
      throw error("the port is a number up to 65535")
    }
    return .init(
      kind: fields[0], port: number16, transport: fields[2], formats: Array(fields[3...]),
      line: number)
  }

  /// By bytes, which is quicker than by characters.
  private static func fields(_ value: Substring) -> [Substring] {
    value.utf8.split(separator: UInt8(ascii: " ")).map(Substring.init)
  }

  /// Swift's own reading takes a sign too.
  private func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private func error(_ reason: String) -> SDPError {
    SDPError(.malformed, line: number, reason)
  }
}
