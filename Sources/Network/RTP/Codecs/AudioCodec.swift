/// A codec that a peer may choose: what a session description says of it, and how sound of 8 kHz
/// becomes payloads and back. Each direction of a stream has one of its own, since some remember what
/// came before. A further codec is a file with such a type, and its line in ``AudioEncoding/all``.
///
/// It must not allocate in `encode` and `decode`, which run each 20 ms.
public protocol AudioCodec: Sendable {
  /// How `a=rtpmap` names it: the encoding name and the clock rate, as `G722/8000` (RFC 8866, 6.6).
  static var name: String { get }

  /// The payload type that needs no name (RFC 3551 table 4); `nil`: it always needs one.
  static var staticPayloadType: UInt8? { get }

  /// How often its RTP clock ticks a second.
  static var clockRate: Int { get }

  /// The form in which its sound is kept on its way to a recording; what is no G.711 is turned into it
  /// as it comes.
  static var stored: G711Codec { get }

  /// Whether payloads are in the stored form already.
  static var isStored: Bool { get }

  /// Nothing was sent, and nothing has come.
  init()

  /// Encodes a frame to where the payload of a packet is.
  /// - Returns: How many bytes it has.
  mutating func encode(
    _ frame: Span<Int16>, into packet: inout MutableSpan<UInt8>, at offset: Int
  ) -> Int

  /// Decodes a payload, a sample of 8 kHz after the other. A codec that remembers minds the order of
  /// packets, and is right again some packets after one that was late.
  mutating func decode(_ payload: Span<UInt8>, _ take: (Int16) -> Void)
}

extension AudioCodec {
  public static var stored: G711Codec { .pcmu }
  public static var isStored: Bool { false }
}
