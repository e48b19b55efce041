/// A session description (RFC 8866), as far as it matters to a telephone call.
public struct SessionDescription: Sendable {
  /// Who made it, and which version it is: `o=`.
  public struct Origin: Sendable {
    public var user: String
    public var session: String
    public var version: String
    public var address: String
  }

  /// `a=name` or `a=name:value`.
  public struct Attribute: Sendable {
    public var name: String
    public var value: String?
    /// Where it stands, counted from 1; 0 in what was not parsed.
    public var line = 0
  }

  /// An `m=` line and what belongs to it.
  public struct Media: Sendable {
    /// Such as `audio`.
    public var kind: String
    /// 0: refused, or no longer wanted.
    public var port: UInt16
    /// Such as `RTP/AVP`.
    public var transport: String
    /// Payload types, the best first.
    public var formats: [String]
    /// Its own `c=`.
    public var address: String?
    public var attributes: [Attribute] = []
    /// Where it stands, counted from 1; 0 in what was not parsed.
    public var line = 0
  }

  public var origin: Origin
  /// `s=`
  public var name = "-"
  /// The `c=` of the session.
  public var address: String?
  /// `t=`
  public var timing = "0 0"
  public var attributes: [Attribute] = []
  public var media: [Media] = []

  /// The description as it is sent, with CRLF behind every line.
  public var text: String {
    var lines = ["v=0"]
    lines.append(
      "o=\(origin.user) \(origin.session) \(origin.version) \(Self.connection(origin.address))")
    lines.append("s=\(name)")
    if let address { lines.append("c=\(Self.connection(address))") }
    lines.append("t=\(timing)")
    lines += attributes.map(Self.line)
    for stream in media {
      let formats = stream.formats.joined(separator: " ")
      lines.append("m=\(stream.kind) \(stream.port) \(stream.transport) \(formats)")
      if let address = stream.address { lines.append("c=\(Self.connection(address))") }
      lines += stream.attributes.map(Self.line)
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  private static func connection(_ address: String) -> String {
    "IN \(address.utf8.contains(0x3A) ? "IP6" : "IP4") \(address)"
  }

  private static func line(_ attribute: Attribute) -> String {
    "a=\(attribute.name)" + (attribute.value.map { ":" + $0 } ?? "")
  }
}

extension SessionDescription.Media {
  /// The values of all attributes with this name, with their lines.
  func values(_ name: String) -> [(value: Substring, line: Int)] {
    attributes.compactMap { attribute in
      guard attribute.name == name, let value = attribute.value else { return nil }
      return (value[...], attribute.line)
    }
  }

  /// What `a=rtpmap` says of a payload type, in lower case, such as `pcmu/8000`.
  func encoding(of format: String) -> String? {
    for (value, _) in values("rtpmap") {
      let parts = value.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0] == format else { continue }
      let encoding = parts[1].lowercased().split(separator: " ").first ?? ""
      // One channel is what it is without a number.
      let fields = encoding.split(separator: "/")
      return fields.count == 3 && fields[2] == "1" ? "\(fields[0])/\(fields[1])" : String(encoding)
    }
    return nil
  }

  /// What `a=fmtp` says of a payload type.
  func parameters(of format: String) -> Substring? {
    for (value, _) in values("fmtp") {
      let parts = value.split(separator: " ", maxSplits: 1)
      if parts.count == 2, parts[0] == format { return parts[1] }
    }
    return nil
  }
}
