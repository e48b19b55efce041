import RTP
import Threads

/// RTCP, and the sums at the end.
extension StreamState {
  var statistics: MediaStatistics { reports.sum(sender) }

  /// A datagram waits at the RTCP port.
  mutating func takeReport(_ reader: inout PacketReader) {
    var sender: MediaAddress? = MediaAddress.none
    sockets.control.receive(into: &reader, from: &sender)
    // Only from where the sound comes from or should come from.
    guard reader.count > 0, !isClosed, format != nil, let host = receiver.destination,
      let source = sender, source.isSameHost(as: host)
    else { return }
    secure()
    if let unprotection, !unprotection.open(&reader, isReport: true) { return }
    let packet = reader.bytes.span.extracting(first: reader.count)
    guard reports.take(packet, ownSSRC: self.sender.ssrc, at: reader.arrival) else { return }
    reports.source = source
    proof.receiveReport(from: source)
    receiver.takeReport(at: reader.arrival)
  }

  mutating func sendReport(at now: Int64, isBye: Bool = false) {
    guard let target = reportTarget, proof.permitsReport(target) else { return }
    let packet = reports.packet(sender, at: now, name: options.canonicalName, isBye: isBye)
    guard let protection else {
      sockets.control.send(packet.span, to: target)
      return
    }
    var reader = PacketReader()
    for index in packet.indices { reader.bytes[index] = packet[index] }
    reader.count = packet.count
    guard protection.protect(&reader, isReport: true) else { return }
    sockets.control.send(reader.bytes.span.extracting(first: reader.count), to: target)
  }

  /// Where RTCP goes: to where it comes from. Before that to where the peer wants it; behind
  /// address translation, to the port next to the one of its sound.
  private var reportTarget: MediaAddress? {
    guard let format, format.remoteControlPort != 0 else { return nil }
    if let source = reports.source { return source }
    guard var target = receiver.destination else { return nil }
    target.port =
      target.port == format.remotePort ? format.remoteControlPort : target.port &+ 1
    return target.port == 0 ? nil : target
  }
}
