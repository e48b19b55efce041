/// The packet that a media thread has in hand.
struct PacketReader {
  /// The first `count` bytes are the packet. Longer than any datagram that a call may have, with
  /// room for a tag behind it.
  var bytes = [UInt8](repeating: 0, count: 2_048)
  var count = 0
}
