/// What the peer says about one stream of sound, in the terms of an agreement.
struct PeerAudio: Sendable {
  /// The how-many-th `m=` line it is, from 0.
  var index: Int
  var line: Int
  var transport: String
  /// In the order of the peer.
  var codecs: [G711Codec]
  var telephoneEvent: UInt8?
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
    func refusal(_ reason: String, line: Int? = nil) -> SDPError {
      SDPError(.notAcceptable, line: line ?? media.line, reason)
    }
    guard Self.transports.contains(media.transport.uppercased()) else {
      throw refusal("this transport is not known")
    }
    guard media.port != 0 else { throw refusal("the stream is switched off") }
    guard let text = media.address ?? session.address else {
      throw SDPError(.malformed, line: media.line, "there is no c= line for it")
    }
    guard let address = MediaAddress(text, port: media.port) else {
      throw refusal("its address is not a literal one")
    }
    guard !address.isShared else { throw refusal("its address is one of many receivers") }
    (self.address, addressText) = (address, text)
    codecs = media.formats.compactMap { Self.codec($0, in: media) }
    guard !codecs.isEmpty else { throw refusal("neither PCMU nor PCMA is among the formats") }
    (telephoneEvent, hasFlash) = Self.telephoneEvent(in: media)
    comfortNoise =
      media.formats.contains("13") && media.encoding(of: "13") ?? "cn/8000" == "cn/8000"
    controlPort = Self.controlPort(of: media)
    let direction = Self.direction(media.attributes) ?? Self.direction(session.attributes)
    sends = direction != "recvonly" && direction != "inactive"
    // An address of nothing is the hold of RFC 2543 (RFC 3264 section 8.4).
    receives = direction != "sendonly" && direction != "inactive" && !address.isUnspecified
    (cryptos, problem) = Self.cryptos(in: media)
    if isSecured, cryptos.isEmpty {
      throw refusal(problem?.reason ?? "there is no a=crypto line for it", line: problem?.line)
    }
  }

  /// Why the first `a=crypto` line cannot be used.
  private let problem: SDPError?

  private static let transports: Set = ["RTP/AVP", "RTP/AVPF", "RTP/SAVP", "RTP/SAVPF"]

  /// Whether its transport demands SRTP.
  var isSecured: Bool { transport.uppercased().hasPrefix("RTP/SAVP") }

  private static func codec(
    _ format: String, in media: SessionDescription.Media
  ) -> G711Codec? {
    guard let type = UInt8(format), let codec = G711Codec(payloadType: type) else { return nil }
    let name = codec.rawValue.lowercased() + "/8000"
    return media.encoding(of: format) ?? name == name ? codec : nil
  }

  private static func telephoneEvent(
    in media: SessionDescription.Media
  ) -> (type: UInt8?, hasFlash: Bool) {
    for format in media.formats where media.encoding(of: format) == "telephone-event/8000" {
      // 72 to 76 would look like RTCP.
      guard let type = UInt8(format), type <= 127, G711Codec(payloadType: type) == nil,
        type != ComfortNoise.payloadType, !(72...76).contains(type)
      else { continue }
      let events = media.parameters(of: format) ?? "0-15"
      let hasFlash = events.split(separator: ",").contains { range in
        let ends = range.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last else { return false }
        return first <= 16 && 16 <= last
      }
      return (type, hasFlash)
    }
    return (nil, false)
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
