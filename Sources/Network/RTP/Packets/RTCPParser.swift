extension RTCP {
  /// Reads a datagram that may hold anything, with the checks of RFC 3550 appendix A.2.
  /// - Returns: `nil` if it is not RTCP.
  public static func parse(_ datagram: Span<UInt8>) -> [RTCPPacket]? {
    var packets: [RTCPPacket] = []
    var start = 0
    while start < datagram.count {
      guard datagram.count - start >= 4, datagram[start] >> 6 == 2 else { return nil }
      let type = datagram[start + 1]
      let isFirst = start == 0
      guard !isFirst || type == 200 || type == 201 else { return nil }
      var end = start + 4 + 4 * Int(datagram.number16(at: start + 2))
      guard end <= datagram.count else { return nil }
      let next = end
      if datagram[start] & 0x20 != 0 {
        // Only the last one may be padded.
        let padding = Int(datagram[end - 1])
        guard next == datagram.count, padding > 0, padding % 4 == 0, padding <= end - start - 4
        else { return nil }
        end -= padding
      }
      let count = Int(datagram[start] & 0x1F)
      guard let packet = packet(type, count, datagram.extracting(start + 4..<end)) else {
        return nil
      }
      packets.append(packet)
      start = next
    }
    return packets.isEmpty ? nil : packets
  }

  /// - Parameter body: behind the first word.
  private static func packet(_ type: UInt8, _ count: Int, _ body: Span<UInt8>) -> RTCPPacket? {
    switch type {
    case 200:
      guard body.count >= 24, let reports = reports(count, body, from: 24) else { return nil }
      let ntp = UInt64(body.number32(at: 4)) << 32 | UInt64(body.number32(at: 8))
      let sender = SenderReport(
        ntp: ntp, timestamp: body.number32(at: 12), packets: body.number32(at: 16),
        octets: body.number32(at: 20))
      return .senderReport(ssrc: body.number32(at: 0), sender, reports)
    case 201:
      guard body.count >= 4, let reports = reports(count, body, from: 4) else { return nil }
      return .receiverReport(ssrc: body.number32(at: 0), reports)
    case 202:
      return description(count, body)
    case 203:
      guard body.count >= 4 * count else { return nil }
      return .bye((0..<count).map { body.number32(at: 4 * $0) })
    default:
      return .other(type)
    }
  }

  private static func reports(
    _ count: Int, _ body: Span<UInt8>, from start: Int
  ) -> [ReceptionReport]? {
    guard body.count >= start + 24 * count else { return nil }
    return (0..<count).map { index in
      let at = start + 24 * index
      let lost = body.number32(at: at + 4)
      return ReceptionReport(
        ssrc: body.number32(at: at), fractionLost: UInt8(lost >> 24),
        // The sign of 24 bits becomes that of 32.
        lost: Int32(bitPattern: lost << 8) >> 8, highest: body.number32(at: at + 8),
        jitter: body.number32(at: at + 12), lastSenderReport: body.number32(at: at + 16),
        delay: body.number32(at: at + 20))
    }
  }

  /// A chunk a source: items of a type, a length and text, and zeros up to a whole word.
  private static func description(_ count: Int, _ body: Span<UInt8>) -> RTCPPacket? {
    var names: [UInt32: String] = [:]
    var at = 0
    for _ in 0..<count {
      guard at + 4 <= body.count else { return nil }
      let ssrc = body.number32(at: at)
      at += 4
      while true {
        guard at < body.count else { return nil }
        if body[at] == 0 { break }
        guard at + 2 <= body.count else { return nil }
        let end = at + 2 + Int(body[at + 1])
        guard end <= body.count else { return nil }
        if body[at] == 1 {
          let name = (at + 2..<end).map { body[$0] }
          names[ssrc] = String(decoding: name, as: UTF8.self)
        }
        at = end
      }
      at = (at + 4) & ~3
    }
    return .description(names)
  }
}
