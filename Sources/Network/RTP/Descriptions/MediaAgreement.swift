import Secrecy

/// What offer and answer have agreed on for the sound of a call (RFC 3264).
///
/// The peer may send frames of any length, whatever its `a=ptime` says; ours last 20 ms. RTP and RTCP
/// have a port each.
public struct MediaAgreement: Equatable, Sendable {
  public var codec: AudioEncoding
  /// The payload type that the peer has given to the codec.
  public var payloadType: UInt8
  /// What the peer may send: what it has offered beside what was answered too.
  public var formats: [UInt8: AudioEncoding]
  /// The payload type of RFC 4733; `nil`: keys come in-band, or by INFO.
  public var telephoneEvent: UInt8?
  /// How often the clock of telephone-events ticks a second.
  public var eventClockRate: Int
  /// Whether the peer may send comfort noise (RFC 3389), payload type 13.
  public var comfortNoise: Bool
  /// Where the peer wants sound: a literal address, which need not be reachable from here. See
  /// ``SymmetricRTPLatch``.
  public var remoteAddress: String
  public var remotePort: UInt16
  /// Where the peer wants RTCP; 0: nowhere.
  public var remoteControlPort: UInt16
  /// Whether we send; not while the peer holds the call.
  public var sends: Bool
  /// Whether the peer sends.
  public var receives: Bool
  /// The keys of SRTP; `nil`: plain RTP. While a key stays the same, its SRTP context goes on.
  public var security: SecureMedia?

  /// An agreement of its parts.
  public init(
    codec: AudioEncoding, payloadType: UInt8? = nil, formats: [UInt8: AudioEncoding] = [:],
    telephoneEvent: UInt8?, eventClockRate: Int = 8_000, comfortNoise: Bool = false,
    remoteAddress: String, remotePort: UInt16, remoteControlPort: UInt16,
    sends: Bool = true, receives: Bool = true, security: SecureMedia? = nil
  ) {
    (self.codec, self.telephoneEvent) = (codec, telephoneEvent)
    let payloadType = payloadType ?? codec.staticPayloadType ?? 0
    (self.payloadType, self.eventClockRate) = (payloadType, eventClockRate)
    let usual: [UInt8: AudioEncoding] = [0: .pcmu, 8: .pcma]
    self.formats = usual.merging(formats) { $1 }.merging([payloadType: codec]) { $1 }
    self.comfortNoise = comfortNoise
    (self.remoteAddress, self.remotePort) = (remoteAddress, remotePort)
    self.remoteControlPort = remoteControlPort
    (self.sends, self.receives, self.security) = (sends, receives, security)
  }

  /// Whether a packet with this payload type belongs to the agreement.
  public func allows(payloadType: UInt8) -> Bool {
    formats[payloadType] != nil || payloadType == telephoneEvent
      || payloadType == ComfortNoise.payloadType && comfortNoise
  }
}

/// SRTP by keys in the SDP (RFC 4568).
public struct SecureMedia: Equatable, Sendable {
  public var suite: SRTPSuite
  /// For what we send.
  public var localKey: SRTPKey
  /// For what the peer sends.
  public var remoteKey: SRTPKey

  /// Keys for both directions.
  public init(suite: SRTPSuite, localKey: SRTPKey, remoteKey: SRTPKey) {
    (self.suite, self.localKey, self.remoteKey) = (suite, localKey, remoteKey)
  }
}

/// The suites of RFC 4568 section 6.2 that we know; they differ in the length of the tag of
/// RTP packets. RTCP always has 10 bytes.
public enum SRTPSuite: String, Sendable, CaseIterable {
  case aes128SHA80 = "AES_CM_128_HMAC_SHA1_80"
  case aes128SHA32 = "AES_CM_128_HMAC_SHA1_32"
}

/// A master key of 16 bytes and its salt of 14 behind it.
public struct SRTPKey: Equatable, Sendable {
  private let secret: Secret<[UInt8]>

  /// Bytes of key and salt.
  public static let length = 30
  /// All of them.
  public var bytes: [UInt8] { secret.revealed }

  /// - Returns: `nil` when there are not 30 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    secret = Secret(bytes)
  }

  /// A fresh key. The generator must be a secure one outside of tests.
  init(from random: inout any RandomNumberGenerator & Sendable) {
    secret = Secret(
      (0..<Self.length).map { _ in UInt8(truncatingIfNeeded: random.next() >> 24) })
  }
}

/// Whether sound is encrypted.
public enum SecureMediaPolicy: Sendable, CaseIterable {
  /// Never.
  case plainOnly
  /// Where the peer can do it.
  case allowed
  /// Else there is no call.
  case required
}
