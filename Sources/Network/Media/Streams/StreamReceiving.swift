import RTP
import Threads

/// What comes in.
extension StreamState {
  /// A datagram waits at the RTP port.
  mutating func take(_ reader: inout PacketReader, _ events: inout [MediaEvent]) {
    var source: MediaAddress? = receiver.isConnected ? nil : MediaAddress.none
    sockets.media.receive(into: &reader, from: &source)
    guard reader.count > 0, !isClosed, let format else { return }
    secure()
    if let unprotection, !unprotection.open(&reader, isReport: false) {
      reports.dropped += 1
      return
    }
    let packet = reader.bytes.span.extracting(first: reader.count)
    guard let (header, payload) = RTPHeader.parse(packet),
      format.allows(payloadType: header.payloadType)
        || format.isEvent(header.payloadType, bytes: payload.count),
      source.map({ belongs(header, from: $0) }) ?? true
    else {
      reports.dropped += 1
      return
    }
    let arrival = reader.arrival
    reports.take(header, payload.count, format, at: arrival)
    // What a peer sends before its ACK may be of anybody who has seen our port.
    guard proof.isConfirmed else { return receiver.takeUnconfirmed(at: arrival) }
    cutThrough.receive()
    receiver.take(header, packet.extracting(payload), format, at: arrival, &events)
  }

  /// Whether a packet is of the peer. Once that is sure, ours go where it came from: the peer's own
  /// idea of its address may be one that is not seen from here (symmetric RTP, RFC 4961).
  private mutating func belongs(_ header: RTPHeader, from source: MediaAddress) -> Bool {
    guard let isSure = receiver.judge(header, from: source, ownSSRC: sender.ssrc) else {
      return false
    }
    proof.receive(from: source)
    if isSure, sockets.media.connect(to: source) { receiver.connected() }
    return true
  }
}
