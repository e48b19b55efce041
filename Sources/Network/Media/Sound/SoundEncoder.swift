import RTP

/// Encodes the frames that a stream sends, by the codec that stands in its agreement.
struct SoundEncoder {
  private var encoding = AudioEncoding.pcmu
  private var codec: any AudioCodec = AudioEncoding.pcmu.codec.init()

  /// From now on by this codec; one that goes on remembers what it has sent.
  mutating func use(_ encoding: AudioEncoding) {
    guard encoding != self.encoding else { return }
    (self.encoding, codec) = (encoding, encoding.codec.init())
  }

  /// Encodes a frame of 8 kHz to where the payload of a packet is. Does not allocate.
  /// - Returns: How many bytes it has.
  mutating func encode(
    _ frame: Span<Int16>, into packet: inout MutableSpan<UInt8>, at offset: Int
  ) -> Int {
    codec.encode(frame, into: &packet, at: offset)
  }
}
