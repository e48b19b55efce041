/// Sends one key as telephone-events (RFC 4733 section 2.5.1): a packet every 20 ms while it is
/// down, then three end packets. While it lasts no sound is sent.
public struct TelephoneEventSender: Sendable {
  /// What goes into one packet.
  public struct Packet: Equatable, Sendable {
    public var event: TelephoneEvent
    /// Of the packet's header: that of the key's beginning.
    public var timestamp: UInt32
    /// Of the packet's header.
    public var marker: Bool
  }

  /// Samples in 20 ms.
  private static let step = 160
  /// The longest segment of whole steps that the duration of a report can tell.
  private static let longestSegment = 65_535 / step * step

  private let code: UInt8
  private let volume: UInt8
  private let length: Int
  private var segmentStart: UInt32
  /// Samples before the segment.
  private var before = 0
  private var sent = 0
  private var endsSent = 0

  /// - Parameters:
  ///   - milliseconds: how long the key is held; rounded up to 20 ms, at least 40 (ITU-T Q.24).
  ///   - dBm0: its level, 0 to -63.
  ///   - timestamp: that of the sound which would have been sent now.
  /// - Returns: `nil` when there is no such key.
  public init?(key: Character, milliseconds: Int, dBm0: Int = -10, timestamp: UInt32) {
    guard let code = TelephoneEvent.code(key) else { return nil }
    self.code = code
    volume = UInt8(min(max(-dBm0, 0), 63))
    length = (max(milliseconds, 40) + 19) / 20 * Self.step
    segmentStart = timestamp
  }

  /// The packet of the next 20 ms; `nil` if the key is over.
  public mutating func next() -> Packet? {
    guard endsSent < 3 else { return nil }
    if sent < length {
      if sent - before == Self.longestSegment {
        segmentStart &+= UInt32(Self.longestSegment)
        before = sent
      }
      sent += Self.step
      return packet(marker: sent == Self.step, isEnd: false)
    }
    endsSent += 1
    return packet(marker: false, isEnd: true)
  }

  private func packet(marker: Bool, isEnd: Bool) -> Packet {
    Packet(
      event: TelephoneEvent(
        code: code, isEnd: isEnd, volume: volume, duration: UInt16(sent - before)),
      timestamp: segmentStart, marker: marker)
  }
}
