import Audio
import RTP

/// What of an agreement is needed at each packet, in a form that is copied for nothing.
struct Terms {
  let law: G711
  let soundType: UInt8
  /// `nil`: keys are tones.
  let eventType: UInt8?
  let comfortNoise: Bool
  let sends: Bool
  let receives: Bool
  let remotePort: UInt16
  /// 0: no RTCP.
  let remoteControlPort: UInt16
  /// A bit for each payload type that may come.
  private let allowed: UInt128

  init(_ agreement: MediaAgreement) {
    law = agreement.codec.law
    soundType = agreement.codec.payloadType
    eventType = agreement.telephoneEvent
    comfortNoise = agreement.comfortNoise
    (sends, receives) = (agreement.sends, agreement.receives)
    remotePort = agreement.remotePort
    remoteControlPort = agreement.remoteControlPort
    allowed = (UInt8(0)...127).reduce(0) { bits, type in
      agreement.allows(payloadType: type) ? bits | 1 << UInt128(type) : bits
    }
  }

  /// Whether a packet holds a telephone-event: of the agreed type, or, where none was agreed, four bytes
  /// of a type that each call chooses anew. Some gateways send these whatever was agreed on.
  func isEvent(_ type: UInt8, bytes: Int) -> Bool {
    if let eventType { return type == eventType }
    return (96...127).contains(type) && !allows(payloadType: type) && bytes == TelephoneEvent.length
  }

  func allows(payloadType: UInt8) -> Bool { allowed >> UInt128(payloadType) & 1 == 1 }
}
