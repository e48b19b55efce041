import Audio

/// G.711, mu-law (RFC 3551 section 4.5.14).
struct PCMU: AudioCodec {
  static var name: String { "PCMU/8000" }
  static var staticPayloadType: UInt8? { 0 }
  static var clockRate: Int { 8_000 }
  static var isStored: Bool { true }

  func encode(
    _ frame: Span<Int16>, into packet: inout MutableSpan<UInt8>, at offset: Int
  ) -> Int {
    FrameCoder.encode(frame, .muLaw, into: &packet, at: offset)
    return frame.count
  }

  func decode(_ payload: Span<UInt8>, _ take: (Int16) -> Void) {
    for index in payload.indices { take(G711.muLaw.decode(payload[index])) }
  }
}

/// G.711, A-law (RFC 3551 section 4.5.14).
struct PCMA: AudioCodec {
  static var name: String { "PCMA/8000" }
  static var staticPayloadType: UInt8? { 8 }
  static var clockRate: Int { 8_000 }
  static var stored: G711Codec { .pcma }
  static var isStored: Bool { true }

  func encode(
    _ frame: Span<Int16>, into packet: inout MutableSpan<UInt8>, at offset: Int
  ) -> Int {
    FrameCoder.encode(frame, .aLaw, into: &packet, at: offset)
    return frame.count
  }

  func decode(_ payload: Span<UInt8>, _ take: (Int16) -> Void) {
    for index in payload.indices { take(G711.aLaw.decode(payload[index])) }
  }
}
