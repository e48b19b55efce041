import Audio
import RTP

/// Turns the sound of a peer into G.711 of 8 kHz, packet by packet as they come.
struct SoundDecoder {
  private let target: G711
  private var encoding: AudioEncoding?
  private var codec: any AudioCodec = AudioEncoding.pcmu.codec.init()
  private var scale = TimestampScale()

  init(_ target: G711) { self.target = target }

  /// - Parameters:
  ///   - header: Gets the payload type and the timestamp of the result.
  ///   - codes: Takes the result; as long as a payload at least.
  /// - Returns: How many codes it has.
  mutating func decode(
    _ payload: Span<UInt8>, _ sent: AudioEncoding, _ header: inout RTPHeader,
    into codes: inout [UInt8]
  ) -> Int {
    if sent != encoding { (encoding, codec) = (sent, sent.codec.init()) }
    header.payloadType = target == .aLaw ? 8 : 0
    header.timestamp = scale.scale(header.timestamp, clockRate: sent.clockRate)
    var count = 0
    let target = target
    codec.decode(payload) { sample in
      codes[count] = target.encode(sample)
      count += 1
    }
    return count
  }
}
