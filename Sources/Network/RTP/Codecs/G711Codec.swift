public import Audio

/// The two codecs of RFC 3551 that every telephone knows.
public enum G711Codec: String, Sendable, CaseIterable {
  case pcmu = "PCMU"
  case pcma = "PCMA"

  /// The codec of a static payload type, if it is one of these.
  public init?(payloadType: UInt8) {
    switch payloadType {
    case 0: self = .pcmu
    case 8: self = .pcma
    default: return nil
    }
  }

  /// The static payload type (RFC 3551 table 4).
  public var payloadType: UInt8 {
    switch self {
    case .pcmu: 0
    case .pcma: 8
    }
  }

  /// Its law.
  public var law: G711 {
    switch self {
    case .pcmu: .muLaw
    case .pcma: .aLaw
    }
  }
}
