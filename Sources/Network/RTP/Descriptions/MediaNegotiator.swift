/// Our side of offer and answer for one call (RFC 3264): one stream of G.711 sound with
/// telephone-events; every other stream is refused.
///
/// An error leaves what was agreed on before as it is, as section 8 asks for.
public struct MediaNegotiator: Sendable {
  /// What holds now; `nil` before the first answer.
  public private(set) var agreement: MediaAgreement?

  private var address: String
  private let addressToward: @Sendable (_ peer: String) -> String?
  private let port: UInt16
  private let sessionID: UInt64
  private let codecs: [AudioEncoding]
  private let policy: SecureMediaPolicy
  private let agreesOnEvents: Bool
  private var random: any RandomNumberGenerator & Sendable
  /// Our keys, by suite. They are kept for the whole call, so that a new offer does not break SRTP.
  private var keys: [SRTPSuite: SRTPKey] = [:]
  /// What we have said last, and which version it was.
  private var said: SessionDescription?
  private var version: UInt64 = 0
  /// Which `m=` line is the sound.
  private var audioIndex = 0
  private var isOffering = false

  /// - Parameters:
  ///   - address: where we want media, an IPv4 or IPv6 address without brackets.
  ///   - addressToward: where we want media of a peer whose address is of the other family; without it,
  ///     or where it has none, such an offer is refused.
  ///   - port: of RTP; RTCP has the next one.
  ///   - sessionID: of `o=`, for example the time; it should differ from call to call.
  ///   - codecs: for offers of ours, the best first. In answers the peer's order counts.
  ///   - agreesOnEvents: whether telephone-events are agreed on; else keys are tones or come by INFO.
  ///   - random: where keys come from. Outside of tests it must be a secure one.
  public init(
    address: String, addressToward: @escaping @Sendable (_ peer: String) -> String? = { _ in nil },
    port: UInt16,
    sessionID: UInt64, codecs: [AudioEncoding] = [.pcma, .pcmu],
    policy: SecureMediaPolicy = .allowed, agreesOnEvents: Bool = true,
    random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
  ) {
    (self.address, self.port, self.sessionID) = (address, port, sessionID)
    (self.codecs, self.policy, self.random) = (codecs, policy, random)
    (self.addressToward, self.agreesOnEvents) = (addressToward, agreesOnEvents)
  }

  /// Answers an offer, the first of a call or a later one.
  /// - Throws: ``SDPError`` when the offer cannot be read or has nothing that we can take.
  public mutating func answer(
    to offer: String
  ) throws(SDPError) -> (answer: String, agreement: MediaAgreement) {
    let session = try SessionDescription.parse(offer)
    let audio = try choose(from: session)
    let crypto = try self.crypto(for: audio)
    address = try ownAddress(for: audio)
    let agreed = agreement(with: audio, audio.codecs[0], crypto)
    var answer = description(timing: session.timing)
    answer.media = session.media.enumerated().map { index, media in
      index == audio.index
        ? stream(agreed, audio, crypto)
        : .init(kind: media.kind, port: 0, transport: media.transport, formats: media.formats)
    }
    (audioIndex, isOffering, agreement) = (audio.index, false, agreed)
    return (say(answer), agreed)
  }

  /// Offers sound to the peer: in a call of ours, in the answer to an INVITE without an offer, or
  /// anew in a call. What the peer answers goes to ``accept(answer:)``.
  public mutating func offer() -> String {
    let agreed = agreement.map { [($0.codec, $0.payloadType)] } ?? []
    let others = codecs.filter { $0 != agreement?.codec }.compactMap { codec in
      codec.staticPayloadType.map { (codec, $0) }
    }
    let event = agreement?.telephoneEvent ?? 101
    var stream = SessionDescription.Media(
      kind: "audio", port: port, transport: offeredTransport, formats: [])
    for (codec, type) in agreed + others.filter({ $0.1 != agreed.first?.1 }) {
      Self.add(codec, type, to: &stream)
    }
    if agreesOnEvents {
      let rate = agreement?.telephoneEvent == nil ? 8_000 : agreement?.eventClockRate ?? 8_000
      Self.addTelephoneEvent(event, rate, hasFlash: true, to: &stream)
    }
    stream.attributes.append(.init(name: "ptime", value: "20"))
    stream.attributes.append(.init(name: "sendrecv"))
    if policy != .plainOnly {
      for crypto in offeredCryptos() {
        stream.attributes.append(.init(name: "crypto", value: crypto.text))
      }
    }
    var offer = description(timing: said?.timing ?? "0 0")
    // A stream never vanishes from a call; a refused one stays so (RFC 3264 section 8).
    offer.media = said?.media ?? [stream]
    offer.media[audioIndex] = stream
    isOffering = true
    return say(offer)
  }

  /// Takes the answer to our offer.
  /// - Throws: ``SDPError`` when it cannot be read or does not fit the offer.
  public mutating func accept(answer: String) throws(SDPError) -> MediaAgreement {
    guard isOffering else {
      throw SDPError(.notAcceptable, line: 0, "an answer without an offer")
    }
    let session = try SessionDescription.parse(answer)
    guard audioIndex < session.media.count, session.media[audioIndex].kind == "audio" else {
      throw SDPError(.notAcceptable, line: 0, "the answer has no stream of sound where we have one")
    }
    let audio = try PeerAudio(session, at: audioIndex)
    let format = audio.codecs.first { codecs.contains($0.codec) || $0.codec == agreement?.codec }
    guard let format else {
      throw SDPError(.notAcceptable, line: audio.line, "the answer has none of the offered codecs")
    }
    let crypto = try crypto(for: audio)
    let offered = offeredCryptos()
    if let crypto, !offered.contains(where: { $0.tag == crypto.tag && $0.suite == crypto.suite }) {
      throw SDPError(.notAcceptable, line: audio.line, "the answer's a=crypto was not offered")
    }
    if crypto == nil, said?.media[audioIndex].transport == "RTP/SAVP" {
      throw SDPError(.notAcceptable, line: audio.line, "the answer is not encrypted")
    }
    let agreed = agreement(with: audio, format, crypto)
    (isOffering, agreement) = (false, agreed)
    return agreed
  }

  // MARK: - Choosing

  /// Ours, of the family of the peer's. An address of nothing, as of a call on hold, says none.
  private func ownAddress(for audio: PeerAudio) throws(SDPError) -> String {
    let isIPv6 = audio.address.ipv4 == nil
    if audio.address.isUnspecified || address.contains(":") == isIPv6 { return address }
    guard let other = addressToward(audio.addressText), other.contains(":") == isIPv6 else {
      throw SDPError(
        .notAcceptable, line: audio.line, "no media is taken by IPv\(isIPv6 ? 6 : 4) here")
    }
    return other
  }

  /// The stream that we take: an encrypted one if there is one and policy lets us, else the first.
  private func choose(from session: SessionDescription) throws(SDPError) -> PeerAudio {
    var problem: SDPError?
    var chosen: PeerAudio?
    for index in session.media.indices where session.media[index].kind == "audio" {
      do throws(SDPError) {
        let audio = try PeerAudio(session, at: index)
        _ = try crypto(for: audio)
        let isBetter = !audio.cryptos.isEmpty && policy != .plainOnly
        if chosen == nil || isBetter && chosen?.cryptos.isEmpty == true { chosen = audio }
      } catch {
        problem = problem ?? error
      }
    }
    guard let chosen else {
      throw problem
        ?? SDPError(.notAcceptable, line: 0, "there is no m=audio line", .mediaType)
    }
    return chosen
  }

  /// The peer's key that is used; `nil`: sound is not encrypted. `RTP/AVP` with `a=crypto` lines is
  /// what many telephones send when they can do both.
  private func crypto(for audio: PeerAudio) throws(SDPError) -> CryptoAttribute? {
    switch policy {
    case .plainOnly:
      guard !audio.isSecured else {
        throw SDPError(
          .notAcceptable, line: audio.line, "encrypted sound is switched off here", .transport)
      }
      return nil
    case .allowed:
      return audio.cryptos.first
    case .required:
      guard let crypto = audio.cryptos.first else {
        throw SDPError(.notAcceptable, line: audio.line, "sound must be encrypted here", .transport)
      }
      return crypto
    }
  }

  private mutating func agreement(
    with audio: PeerAudio, _ format: (codec: AudioEncoding, type: UInt8), _ crypto: CryptoAttribute?
  ) -> MediaAgreement {
    let event = agreesOnEvents ? audio.telephoneEvent(for: format.codec) : nil
    return MediaAgreement(
      codec: format.codec, payloadType: format.type,
      formats: Dictionary(audio.codecs.map { ($0.type, $0.codec) }) { first, _ in first },
      telephoneEvent: event?.type, eventClockRate: event?.clockRate ?? 8_000,
      comfortNoise: audio.comfortNoise && format.codec.clockRate == 8_000,
      remoteAddress: audio.addressText, remotePort: audio.address.port,
      remoteControlPort: audio.controlPort, sends: audio.receives, receives: audio.sends,
      security: crypto.map { crypto in
        SecureMedia(suite: crypto.suite, localKey: key(for: crypto.suite), remoteKey: crypto.key)
      })
  }

  // MARK: - Our keys

  private mutating func key(for suite: SRTPSuite) -> SRTPKey {
    if let key = keys[suite] { return key }
    let key = SRTPKey(from: &random)
    keys[suite] = key
    return key
  }

  private mutating func offeredCryptos() -> [CryptoAttribute] {
    var cryptos: [CryptoAttribute] = []
    for (index, suite) in SRTPSuite.allCases.enumerated() {
      cryptos.append(CryptoAttribute(tag: "\(index + 1)", suite: suite, key: key(for: suite)))
    }
    return cryptos
  }

  /// As it was in the last exchange. Where encryption is allowed, the first offer is plain with
  /// keys beside it: who does not know them leaves them out.
  private var offeredTransport: String {
    if policy == .required || agreement?.security != nil { return "RTP/SAVP" }
    return "RTP/AVP"
  }

  // MARK: - What we say

  private func description(timing: String) -> SessionDescription {
    SessionDescription(
      origin: .init(user: "-", session: "\(sessionID)", version: "\(version)", address: address),
      address: address, timing: timing)
  }

  /// The version rises when, and only when, anything else does change.
  private mutating func say(_ description: SessionDescription) -> String {
    var next = description
    if let said {
      next.origin.version = said.origin.version
      if next.text != said.text {
        version += 1
        next.origin.version = "\(version)"
      }
    }
    said = next
    return next.text
  }

  private func stream(
    _ agreed: MediaAgreement, _ audio: PeerAudio, _ crypto: CryptoAttribute?
  ) -> SessionDescription.Media {
    var stream = SessionDescription.Media(
      kind: "audio", port: port, transport: audio.transport, formats: [])
    Self.add(agreed.codec, agreed.payloadType, to: &stream)
    if agreed.comfortNoise {
      stream.formats.append("13")
      stream.attributes.append(.init(name: "rtpmap", value: "13 CN/8000"))
    }
    if let event = agreed.telephoneEvent {
      Self.addTelephoneEvent(event, agreed.eventClockRate, hasFlash: audio.hasFlash, to: &stream)
    }
    stream.attributes.append(.init(name: "ptime", value: "20"))
    stream.attributes.append(.init(name: Self.direction(agreed)))
    if let crypto, let security = agreed.security {
      let ours = CryptoAttribute(tag: crypto.tag, suite: crypto.suite, key: security.localKey)
      stream.attributes.append(.init(name: "crypto", value: ours.text))
    }
    return stream
  }

  private static func direction(_ agreed: MediaAgreement) -> String {
    switch (agreed.sends, agreed.receives) {
    case (true, true): "sendrecv"
    case (true, false): "sendonly"
    case (false, true): "recvonly"
    case (false, false): "inactive"
    }
  }

  private static func add(
    _ codec: AudioEncoding, _ type: UInt8, to stream: inout SessionDescription.Media
  ) {
    stream.formats.append("\(type)")
    stream.attributes.append(.init(name: "rtpmap", value: "\(type) \(codec.name)"))
  }

  private static func addTelephoneEvent(
    _ type: UInt8, _ clockRate: Int, hasFlash: Bool, to stream: inout SessionDescription.Media
  ) {
    stream.formats.append("\(type)")
    stream.attributes.append(.init(name: "rtpmap", value: "\(type) telephone-event/\(clockRate)"))
    stream.attributes.append(.init(name: "fmtp", value: "\(type) \(hasFlash ? "0-16" : "0-15")"))
  }
}
