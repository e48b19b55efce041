/// The codecs that a peer may choose. Sound of the line has 8 kHz, whatever the peer's has.
public enum AudioCodec: String, Sendable, CaseIterable {
  /// RFC 3551; every telephone knows these two.
  case pcmu = "PCMU/8000"
  case pcma = "PCMA/8000"
  /// ITU-T G.722; its RTP clock has 8 kHz though its sound has 16 (RFC 3551 section 4.5.2).
  case g722 = "G722/8000"
  /// Samples of 16 bits in network order (RFC 3551 section 4.5.11).
  case linear8 = "L16/8000"
  case linear16 = "L16/16000"

  /// The codec that `a=rtpmap` names, as ``SessionDescription/Media/encoding(of:)`` has it, or that a
  /// payload type without a name has (RFC 3551 table 4).
  init?(encoding: String?, payloadType: UInt8) {
    let name = encoding ?? Self.allCases.first { $0.staticPayloadType == payloadType }?.rawValue
    guard let codec = Self.allCases.first(where: { $0.rawValue.lowercased() == name?.lowercased() })
    else { return nil }
    self = codec
  }

  /// The payload type that needs no name; `nil` if the codec always needs one.
  public var staticPayloadType: UInt8? {
    switch self {
    case .pcmu: 0
    case .pcma: 8
    case .g722: 9
    case .linear8, .linear16: nil
    }
  }

  /// How often its RTP clock ticks a second.
  public var clockRate: Int {
    switch self {
    case .pcmu, .pcma, .g722, .linear8: 8_000
    case .linear16: 16_000
    }
  }

  /// The form in which its sound is kept on its way to a recording; what is no G.711 is turned into
  /// it as it comes.
  public var stored: G711Codec {
    switch self {
    case .pcma: .pcma
    case .pcmu, .g722, .linear8, .linear16: .pcmu
    }
  }
}
