public import RTP

/// SRTP and SRTCP of one direction over single packets, without a socket: what a stream does with
/// each, for `voiceportal-bench fuzz`. One thread uses it.
public final class SecurePackets {
  private let direction: SecureDirection

  /// A direction that has seen no packet.
  public init(_ suite: SRTPSuite, _ key: SRTPKey) { direction = SecureDirection(suite, key) }

  /// A packet of RTP or RTCP with its tag; `nil` if it is none, or too long.
  public func protect(_ packet: [UInt8], isReport: Bool) -> [UInt8]? {
    work(packet) { direction.protect(&$0, isReport: isReport) }
  }

  /// The packet behind a right tag; `nil` if it is to be dropped.
  public func open(_ packet: [UInt8], isReport: Bool) -> [UInt8]? {
    work(packet) { direction.open(&$0, isReport: isReport) }
  }

  private func work(_ packet: [UInt8], _ step: (inout PacketReader) -> Bool) -> [UInt8]? {
    var reader = PacketReader()
    guard packet.count <= reader.bytes.count else { return nil }
    for index in packet.indices { reader.bytes[index] = packet[index] }
    reader.count = packet.count
    return step(&reader) ? Array(reader.bytes.prefix(reader.count)) : nil
  }
}
