/// The fixed header of an RTP packet (RFC 3550 section 5.1).
public struct RTPHeader: Equatable, Sendable {
  /// Bytes of a header without sources and extension, as we send it.
  public static let length = 12

  /// In sound, the first packet after silence; in telephone-events, the first one of a key.
  public var marker: Bool
  /// 0 to 127.
  public var payloadType: UInt8
  public var sequence: UInt16
  /// In samples.
  public var timestamp: UInt32
  public var ssrc: UInt32

  /// A header of its parts.
  public init(
    marker: Bool = false, payloadType: UInt8, sequence: UInt16, timestamp: UInt32, ssrc: UInt32
  ) {
    (self.marker, self.payloadType) = (marker, payloadType)
    (self.sequence, self.timestamp, self.ssrc) = (sequence, timestamp, ssrc)
  }

  /// Reads a packet that may hold anything. Sources (CSRC), extension and padding are stepped over.
  /// Does not allocate.
  /// - Returns: The header, and where in the packet the payload is; `nil` if it is not RTP.
  public static func parse(_ packet: Span<UInt8>) -> (header: RTPHeader, payload: Range<Int>)? {
    guard packet.count >= length, packet[0] >> 6 == 2 else { return nil }
    // What RTCP's packet types would be in RTP (RFC 5761 section 4).
    guard !(200...207).contains(packet[1]) else { return nil }
    var start = length + 4 * Int(packet[0] & 0x0F)
    var end = packet.count
    if packet[0] & 0x10 != 0 {
      guard start + 4 <= end else { return nil }
      start += 4 + 4 * Int(packet.number16(at: start + 2))
    }
    guard start <= end else { return nil }
    if packet[0] & 0x20 != 0 {
      let padding = Int(packet[end - 1])
      guard padding > 0, padding <= end - start else { return nil }
      end -= padding
    }
    let header = RTPHeader(
      marker: packet[1] & 0x80 != 0, payloadType: packet[1] & 0x7F,
      sequence: packet.number16(at: 2), timestamp: packet.number32(at: 4),
      ssrc: packet.number32(at: 8))
    return (header, start..<end)
  }

  /// Writes the header to the first 12 bytes. Does not allocate.
  /// - Parameter packet: at least that long.
  public func write(to packet: inout MutableSpan<UInt8>) {
    packet[0] = 0x80
    packet[1] = (marker ? 0x80 : 0) | payloadType & 0x7F
    packet.put(sequence, at: 2)
    packet.put(timestamp, at: 4)
    packet.put(ssrc, at: 8)
  }
}

/// Numbers in network order.
extension Span<UInt8> {
  func number16(at index: Int) -> UInt16 {
    UInt16(self[index]) << 8 | UInt16(self[index + 1])
  }

  func number32(at index: Int) -> UInt32 {
    UInt32(number16(at: index)) << 16 | UInt32(number16(at: index + 2))
  }
}

extension MutableSpan<UInt8> {
  mutating func put(_ number: UInt16, at index: Int) {
    self[index] = UInt8(truncatingIfNeeded: number >> 8)
    self[index + 1] = UInt8(truncatingIfNeeded: number)
  }

  mutating func put(_ number: UInt32, at index: Int) {
    put(UInt16(truncatingIfNeeded: number >> 16), at: index)
    put(UInt16(truncatingIfNeeded: number), at: index + 2)
  }
}
