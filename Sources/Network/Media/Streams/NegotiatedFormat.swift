import Audio
import RTP

/// What of an agreement is needed at each packet, in a form that is copied for nothing.
struct NegotiatedFormat {
  let codec: AudioEncoding
  let soundType: UInt8
  /// `nil`: keys are tones.
  let eventType: UInt8?
  /// Whether keys of ours go as telephone-events: only at the clock that our timestamps have.
  let pressesEvents: Bool
  let eventClockRate: Int
  let comfortNoise: Bool
  let sends: Bool
  let receives: Bool
  let remoteAddress: String
  let remotePort: UInt16
  /// 0: no RTCP.
  let remoteControlPort: UInt16
  /// The codec of each payload type, counted from 1; 0 for those that are none.
  private var codecs = InlineArray<128, UInt8>(repeating: 0)
  /// A bit for each payload type that may come.
  private let allowed: UInt128

  init(_ agreement: MediaAgreement) {
    codec = agreement.codec
    soundType = agreement.payloadType
    for (type, codec) in agreement.formats where type < 128 {
      guard let index = AudioEncoding.all.firstIndex(of: codec) else { continue }
      codecs[Int(type)] = UInt8(index + 1)
    }
    (eventType, eventClockRate) = (agreement.telephoneEvent, agreement.eventClockRate)
    pressesEvents = eventType != nil && codec.clockRate == 8_000 && eventClockRate == 8_000
    comfortNoise = agreement.comfortNoise
    (sends, receives) = (agreement.sends, agreement.receives)
    (remoteAddress, remotePort) = (agreement.remoteAddress, agreement.remotePort)
    remoteControlPort = agreement.remoteControlPort
    allowed = (UInt8(0)...127).reduce(0) { bits, type in
      agreement.allows(payloadType: type) ? bits | 1 << UInt128(type) : bits
    }
  }

  /// Whether a packet holds a telephone-event: of the agreed type, or four bytes of a type that each
  /// call chooses anew. Some gateways send these whatever was agreed on.
  func isEvent(_ type: UInt8, bytes: Int) -> Bool {
    if type == eventType { return true }
    return (96...127).contains(type) && !allows(payloadType: type) && bytes == TelephoneEvent.length
  }

  /// Whether sound goes to where it went by other terms.
  func isSamePlace(as other: NegotiatedFormat?) -> Bool {
    remoteAddress == other?.remoteAddress && remotePort == other?.remotePort
  }

  /// What a packet of sound is encoded with.
  func codec(of payloadType: UInt8) -> AudioEncoding? {
    let index = Int(codecs[Int(payloadType & 0x7F)])
    return index == 0 ? nil : AudioEncoding.all[index - 1]
  }

  func allows(payloadType: UInt8) -> Bool { allowed >> UInt128(payloadType) & 1 == 1 }
}
