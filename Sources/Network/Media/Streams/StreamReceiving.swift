import RTP

/// What comes in.
extension StreamState {
  /// A datagram waits at the RTP port.
  mutating func take(_ desk: inout PacketReader, _ events: inout [MediaEvent]) {
    var source = MediaAddress.none
    desk.count =
      hearing.isConnected
      ? sockets.media.receive(into: &desk.bytes)
      : sockets.media.receive(into: &desk.bytes, from: &source)
    guard desk.count > 0, !isClosed, let terms else { return }
    secure()
    if let unprotection, !unprotection.open(&desk, isReport: false) {
      reports.dropped += 1
      return
    }
    let packet = desk.bytes.span.extracting(first: desk.count)
    guard let (header, payload) = RTPHeader.parse(packet),
      terms.allows(payloadType: header.payloadType)
        || terms.isEvent(header.payloadType, bytes: payload.count),
      hearing.isConnected || belongs(header, from: source)
    else {
      reports.dropped += 1
      return
    }
    let now = MonotonicTime.now
    reports.take(header, payload.count, terms, at: now)
    // What a peer sends before its ACK may be of anybody who has seen our port.
    guard proof.isConfirmed else { return hearing.takeUnconfirmed(at: now) }
    cutThrough.receive()
    hearing.take(header, packet.extracting(payload), terms, at: now, &events)
  }

  /// Whether a packet is of the peer. Once that is sure, ours go where it came from: the peer's own
  /// idea of its address may be one that is not seen from here (symmetric RTP, RFC 4961).
  private mutating func belongs(_ header: RTPHeader, from source: MediaAddress) -> Bool {
    guard let isSure = hearing.judge(header, from: source, ownSSRC: talk.ssrc) else { return false }
    proof.receive(from: source)
    if isSure, sockets.media.connect(to: source) { hearing.connected() }
    return true
  }
}
