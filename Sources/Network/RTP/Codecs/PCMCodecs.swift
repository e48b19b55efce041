import Audio

/// G.711, mu-law (RFC 3551 section 4.5.14).
struct PCMU: G711AudioCodec {
  static var name: String { "PCMU/8000" }
  static var stored: G711Codec { .pcmu }
}

/// G.711, A-law (RFC 3551 section 4.5.14).
struct PCMA: G711AudioCodec {
  static var name: String { "PCMA/8000" }
  static var stored: G711Codec { .pcma }
}

/// What the two laws have in common: all but the law.
protocol G711AudioCodec: AudioCodec {}

extension G711AudioCodec {
  static var staticPayloadType: UInt8? { stored.payloadType }
  static var clockRate: Int { 8_000 }
  static var isStored: Bool { true }

  func encode(
    _ frame: Span<Int16>, into packet: inout MutableSpan<UInt8>, at offset: Int
  ) -> Int {
    FrameCoder.encode(frame, Self.stored.law, into: &packet, at: offset)
    return frame.count
  }

  func decode(_ payload: Span<UInt8>, _ take: (Int16) -> Void) {
    for index in payload.indices { take(Self.stored.law.decode(payload[index])) }
  }
}
