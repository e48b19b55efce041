/// What the peer says about one stream of sound, in the terms of an agreement.
struct PeerAudio: Sendable {
  /// The how-many-th `m=` line it is, from 0.
  var index: Int
  var line: Int
  var transport: String
  /// With the payload types of the peer, in its order.
  var codecs: [(codec: AudioEncoding, type: UInt8)]
  var telephoneEvents: [(type: UInt8, clockRate: Int)]
  /// Whether the peer's events include 16, the flash of the hook.
  var hasFlash: Bool
  var comfortNoise: Bool
  var address: MediaAddress
  /// As it was written.
  var addressText: String
  var controlPort: UInt16
  /// Whether the peer wants to send, and to receive.
  var sends: Bool
  var receives: Bool
  /// The `a=crypto` lines that can be used.
  var cryptos: [CryptoAttribute]

  /// Reads the stream at `index`, an audio one.
  /// - Throws: ``SDPError`` when it is of a kind that we cannot take.
  init(_ session: SessionDescription, at index: Int) throws(SDPError) {
    let media = session.media[index]
    (self.index, line, transport) = (index, media.line, media.transport)
    func refusal(
      _ reason: String, line: Int? = nil, _ warning: SDPError.Warning = .other
    ) -> SDPError {
      SDPError(.notAcceptable, line: line ?? media.line, reason, warning)
    }
    guard Self.transports.contains(media.transport.uppercased()) else {
      throw refusal("this transport is not known", .transport)
    }
    guard media.port != 0 else { throw refusal("the stream is switched off") }
    guard let text = media.address ?? session.address else {
      throw SDPError(.malformed, line: media.line, "there is no c= line for it")
    }
    // The name of a host: until it is known, or a packet has come, nothing is sent.
    let literal = MediaAddress(text, port: media.port)
    let address = literal ?? MediaAddress(high: 0, low: 0, port: media.port)
    guard literal != nil || Self.isHostName(text) else {
      throw refusal(
        "its address is neither an address nor the name of a host", .networkAddress)
    }
    guard !address.isShared else {
      throw refusal("its address is one of many receivers", .networkAddress)
    }
    (self.address, addressText) = (address, text)
    codecs = media.formats.compactMap { Self.codec($0, in: media) }
    guard !codecs.isEmpty else {
      throw refusal(
        "none of PCMU, PCMA, G722 and L16 is among the formats", .mediaFormat)
    }
    (telephoneEvents, hasFlash) = Self.telephoneEvents(in: media)
    comfortNoise =
      media.formats.contains("13") && media.encoding(of: "13") ?? "cn/8000" == "cn/8000"
    controlPort = Self.controlPort(of: media)
    let direction = Self.direction(media.attributes) ?? Self.direction(session.attributes)
    sends = direction != "recvonly" && direction != "inactive"
    // An address of nothing is the hold of RFC 2543 (RFC 3264 section 8.4).
    receives = direction != "sendonly" && direction != "inactive" && literal?.isUnspecified != true
    (cryptos, problem) = Self.cryptos(in: media)
    if isSecured, cryptos.isEmpty {
      throw refusal(
        problem?.reason ?? "there is no a=crypto line for it", line: problem?.line, .attribute)
    }
  }

  /// Why the first `a=crypto` line cannot be used.
  private let problem: SDPError?

  private static let transports: Set = ["RTP/AVP", "RTP/AVPF", "RTP/SAVP", "RTP/SAVPF"]

  /// Whether its transport demands SRTP.
  var isSecured: Bool { transport.uppercased().hasPrefix("RTP/SAVP") }

  /// A label or more of letters, digits and hyphens (RFC 1123 section 2.1).
  private static func isHostName(_ text: String) -> Bool {
    text.utf8.count <= 253
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        (1...63).contains(label.utf8.count)
          && label.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D
          }
      } && text.utf8.contains { (0x61...0x7A).contains($0 | 0x20) }
  }

  /// By its name; only a payload type without one is known by its number.
  private static func codec(
    _ format: String, in media: SessionDescription.Media
  ) -> (codec: AudioEncoding, type: UInt8)? {
    guard let type = usableType(format),
      let codec = AudioEncoding(name: media.encoding(of: format), payloadType: type)
    else { return nil }
    return (codec, type)
  }

  /// 72 to 76 would look like RTCP (RFC 5761 section 4).
  private static func usableType(_ format: String) -> UInt8? {
    guard let type = UInt8(format), type <= 127, !(72...76).contains(type) else { return nil }
    return type
  }

  private static func telephoneEvents(
    in media: SessionDescription.Media
  ) -> (events: [(type: UInt8, clockRate: Int)], hasFlash: Bool) {
    var events: [(type: UInt8, clockRate: Int)] = []
    var hasFlash = false
    for format in media.formats {
      let parts = (media.encoding(of: format) ?? "").split(separator: "/")
      guard parts.count == 2, parts[0] == "telephone-event", let rate = Int(parts[1]),
        (8_000...48_000).contains(rate), rate % 8_000 == 0, let type = usableType(format)
      else { continue }
      if events.isEmpty { hasFlash = self.hasFlash(media.parameters(of: format) ?? "0-15") }
      events.append((type, rate))
    }
    return (events, hasFlash)
  }

  private static func hasFlash(_ events: Substring) -> Bool {
    events.split(separator: ",").contains { range in
      let ends = range.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last else { return false }
      return first <= 16 && 16 <= last
    }
  }

  /// The telephone-events for a codec: of the same clock as RFC 4733 section 2.1 asks for, else any.
  func telephoneEvent(for codec: AudioEncoding) -> (type: UInt8, clockRate: Int)? {
    telephoneEvents.first { $0.clockRate == codec.clockRate } ?? telephoneEvents.first
  }

  /// RFC 3605; else the port after the one of RTP. That the peer could do with one port for both
  /// (`a=rtcp-mux`) is nothing to us: we do not say it too.
  private static func controlPort(of media: SessionDescription.Media) -> UInt16 {
    for (value, _) in media.values("rtcp") {
      if let port = value.split(separator: " ").first.flatMap({ UInt16($0) }) { return port }
    }
    return media.port == .max ? 0 : media.port + 1
  }

  private static func direction(_ attributes: [SessionDescription.Attribute]) -> String? {
    let directions: Set = ["sendrecv", "sendonly", "recvonly", "inactive"]
    return attributes.last { $0.value == nil && directions.contains($0.name) }?.name
  }

  private static func cryptos(
    in media: SessionDescription.Media
  ) -> (usable: [CryptoAttribute], problem: SDPError?) {
    var usable: [CryptoAttribute] = []
    var problem: SDPError?
    for (value, line) in media.values("crypto") {
      do throws(CryptoAttribute.Problem) {
        usable.append(try CryptoAttribute(value))
      } catch {
        problem = problem ?? SDPError(.notAcceptable, line: line, error.reason)
      }
    }
    return (usable, problem)
  }
}
