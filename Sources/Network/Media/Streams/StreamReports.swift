import RTP

/// RTCP, and the sums at the end.
extension StreamState {
  var statistics: MediaStatistics { reports.sum(talk) }

  /// A datagram waits at the RTCP port.
  mutating func takeReport(_ desk: inout PacketReader) {
    var source = MediaAddress.none
    desk.count = sockets.control.receive(into: &desk.bytes, from: &source)
    // Only from where the sound comes from or should come from.
    guard desk.count > 0, !isClosed, terms != nil, let host = hearing.destination,
      source.isSameHost(as: host)
    else { return }
    secure()
    if let unprotection, !unprotection.open(&desk, isReport: true) { return }
    let packet = desk.bytes.span.extracting(first: desk.count)
    guard reports.take(packet, ownSSRC: talk.ssrc) else { return }
    reports.source = source
    proof.receiveReport(from: source)
    hearing.takeReport(at: MonotonicTime.now)
  }

  mutating func sendReport(at now: Int64, isBye: Bool = false) {
    guard let target = reportTarget, proof.permitsReport(target) else { return }
    let packet = reports.packet(talk, at: now, name: options.canonicalName, isBye: isBye)
    guard let protection else {
      sockets.control.send(packet.span, to: target)
      return
    }
    var desk = PacketReader()
    for index in packet.indices { desk.bytes[index] = packet[index] }
    desk.count = packet.count
    guard protection.protect(&desk, isReport: true) else { return }
    sockets.control.send(desk.bytes.span.extracting(first: desk.count), to: target)
  }

  /// Where RTCP goes: to where it comes from. Before that to where the peer wants it; behind
  /// address translation, to the port next to the one of its sound.
  private var reportTarget: MediaAddress? {
    guard let terms, terms.remoteControlPort != 0 else { return nil }
    if let source = reports.source { return source }
    guard var target = hearing.destination else { return nil }
    target.port =
      target.port == terms.remotePort ? terms.remoteControlPort : target.port &+ 1
    return target.port == 0 ? nil : target
  }
}
