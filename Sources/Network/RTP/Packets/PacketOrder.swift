/// Where the packets of one source belong, by their timestamps, and which have come, by their
/// sequence numbers. Both wrap around.
struct PacketOrder: Sendable {
  /// Older than this is no reordering, but another count.
  private static let oldest = 200

  private let ssrc: UInt32
  private var sequence: UInt16
  /// Bit n: the packet n before the newest one has come.
  private var come: UInt64 = 0
  private var timestamp: UInt32
  private var position: Int

  /// The first packet of a source belongs at `position`.
  init(_ header: RTPHeader, at position: Int) {
    (ssrc, sequence, timestamp) = (header.ssrc, header.sequence, header.timestamp)
    self.position = position
  }

  /// Whether a packet is of this source.
  func isSame(_ header: RTPHeader) -> Bool { header.ssrc == ssrc }

  /// The position of a packet's first sample.
  func position(of header: RTPHeader) -> Int {
    position + Int(Int32(bitPattern: header.timestamp &- timestamp))
  }

  /// Whether a packet was sent before the newest one, or is that.
  func isOld(_ header: RTPHeader) -> Bool {
    let behind = Int(Int16(bitPattern: sequence &- header.sequence))
    return (0...Self.oldest).contains(behind)
  }

  /// Takes note of a packet.
  /// - Returns: Whether it has not come before.
  mutating func note(_ header: RTPHeader, at position: Int) -> Bool {
    let ahead = Int(Int16(bitPattern: header.sequence &- sequence))
    if ahead > 0 || ahead < -Self.oldest {
      come = (0..<64).contains(ahead) ? come << UInt64(ahead) : 0
      come |= 1
      (sequence, timestamp, self.position) = (header.sequence, header.timestamp, position)
      return true
    }
    guard ahead > -64 else { return true }
    let bit = UInt64(1) << UInt64(-ahead)
    defer { come |= bit }
    return come & bit == 0
  }
}
