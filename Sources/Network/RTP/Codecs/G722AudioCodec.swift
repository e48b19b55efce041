import Audio

/// ITU-T G.722. Its RTP clock has 8 kHz though its sound has 16 (RFC 3551 section 4.5.2); of that the
/// lower band is sent and heard, since the line has 8 kHz.
struct G722AudioCodec: AudioCodec {
  static var name: String { "G722/8000" }
  static var staticPayloadType: UInt8? { 9 }
  static var clockRate: Int { 8_000 }

  private var encoder = G722Encoder()
  private var decoder = G722Decoder()

  mutating func encode(
    _ frame: Span<Int16>, into packet: inout MutableSpan<UInt8>, at offset: Int
  ) -> Int {
    for index in frame.indices { packet[offset + index] = encoder.encode(frame[index]) }
    return frame.count
  }

  mutating func decode(_ payload: Span<UInt8>, _ take: (Int16) -> Void) {
    for index in payload.indices { take(decoder.decode(payload[index])) }
  }
}
