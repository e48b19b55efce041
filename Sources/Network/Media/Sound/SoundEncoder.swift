import Audio
import RTP

/// Encodes the frames that a stream sends. One codec remembers what was sent before.
struct SoundEncoder {
  private var g722 = G722Encoder()
  /// The last sample, from which sound of 16 kHz goes on.
  private var last: Int16 = 0

  /// Encodes a frame of 8 kHz to where the payload of a packet is. Does not allocate.
  /// - Returns: How many bytes it has.
  mutating func encode(
    _ frame: Span<Int16>, _ codec: AudioCodec, into packet: inout MutableSpan<UInt8>, at offset: Int
  ) -> Int {
    switch codec {
    case .pcmu: FrameCoder.encode(frame, .muLaw, into: &packet, at: offset)
    case .pcma: FrameCoder.encode(frame, .aLaw, into: &packet, at: offset)
    case .g722:
      for index in frame.indices { packet[offset + index] = g722.encode(frame[index]) }
    case .linear8:
      for index in frame.indices { Self.put(frame[index], into: &packet, at: offset + 2 * index) }
      return 2 * frame.count
    case .linear16:
      for index in frame.indices {
        let between = Int16((Int(last) + Int(frame[index])) / 2)
        Self.put(between, into: &packet, at: offset + 4 * index)
        Self.put(frame[index], into: &packet, at: offset + 4 * index + 2)
        last = frame[index]
      }
      return 4 * frame.count
    }
    return frame.count
  }

  private static func put(_ sample: Int16, into packet: inout MutableSpan<UInt8>, at offset: Int) {
    packet[offset] = UInt8(truncatingIfNeeded: sample >> 8)
    packet[offset + 1] = UInt8(truncatingIfNeeded: sample)
  }
}

/// Turns the sound of a peer into G.711 of 8 kHz, packet by packet as they come: only a codec that
/// remembers minds the order, and it is right again some packets after one that was late.
struct SoundDecoder {
  private let target: G711
  private var g722 = G722Decoder()
  private var scale = TimestampScale()

  init(_ target: G711) { self.target = target }

  /// - Parameters:
  ///   - header: Gets the payload type and the timestamp of the result.
  ///   - codes: Takes the result; as long as a payload at least.
  /// - Returns: How many codes it has.
  mutating func decode(
    _ payload: Span<UInt8>, _ codec: AudioCodec, _ header: inout RTPHeader,
    into codes: inout MutableSpan<UInt8>
  ) -> Int {
    header.payloadType = target == .aLaw ? 8 : 0
    header.timestamp = scale.scale(header.timestamp, clockRate: codec.clockRate)
    switch codec {
    case .pcmu, .pcma: return 0
    case .g722:
      for index in payload.indices { codes[index] = target.encode(g722.decode(payload[index])) }
      return payload.count
    case .linear8: return linear(payload, step: 1, into: &codes)
    case .linear16: return linear(payload, step: 2, into: &codes)
    }
  }

  /// The mean of so many samples each.
  private func linear(
    _ payload: Span<UInt8>, step: Int, into codes: inout MutableSpan<UInt8>
  ) -> Int {
    let count = payload.count / 2 / step
    for index in 0..<count {
      var sum = 0
      for place in 0..<step {
        let at = 2 * (index * step + place)
        sum += Int(Int16(bitPattern: UInt16(payload[at]) << 8 | UInt16(payload[at + 1])))
      }
      codes[index] = target.encode(Int16(sum / step))
    }
    return count
  }
}
