/// Samples of 16 bits in network order at 8 kHz (RFC 3551 section 4.5.11).
struct Linear8: AudioCodec {
  static var name: String { "L16/8000" }
  static var staticPayloadType: UInt8? { nil }
  static var clockRate: Int { 8_000 }

  func encode(
    _ frame: Span<Int16>, into packet: inout MutableSpan<UInt8>, at offset: Int
  ) -> Int {
    for index in frame.indices { put(frame[index], into: &packet, at: offset + 2 * index) }
    return 2 * frame.count
  }

  func decode(_ payload: Span<UInt8>, _ take: (Int16) -> Void) {
    for index in 0..<payload.count / 2 { take(sample(of: payload, at: 2 * index)) }
  }
}

/// The same at 16 kHz: each second sample lies between its neighbours, and two become their mean.
struct Linear16: AudioCodec {
  static var name: String { "L16/16000" }
  static var staticPayloadType: UInt8? { nil }
  static var clockRate: Int { 16_000 }

  /// The last sample that was sent.
  private var last: Int16 = 0

  mutating func encode(
    _ frame: Span<Int16>, into packet: inout MutableSpan<UInt8>, at offset: Int
  ) -> Int {
    for index in frame.indices {
      let between = Int16((Int(last) + Int(frame[index])) / 2)
      put(between, into: &packet, at: offset + 4 * index)
      put(frame[index], into: &packet, at: offset + 4 * index + 2)
      last = frame[index]
    }
    return 4 * frame.count
  }

  func decode(_ payload: Span<UInt8>, _ take: (Int16) -> Void) {
    for index in 0..<payload.count / 4 {
      let sum =
        Int(sample(of: payload, at: 4 * index)) + Int(sample(of: payload, at: 4 * index + 2))
      take(Int16(sum / 2))
    }
  }
}

private func put(_ sample: Int16, into packet: inout MutableSpan<UInt8>, at offset: Int) {
  packet[offset] = UInt8(truncatingIfNeeded: sample >> 8)
  packet[offset + 1] = UInt8(truncatingIfNeeded: sample)
}

private func sample(of payload: Span<UInt8>, at offset: Int) -> Int16 {
  Int16(bitPattern: UInt16(payload[offset]) << 8 | UInt16(payload[offset + 1]))
}
