import CRe

/// Sees every datagram before libre does, so that what libre cannot read is answered as RFC 3261
/// wants and not complained of on standard error, and what would hold it up is dropped. libre does not tell the socket of a transport;
/// an OPTIONS to ourselves shows it.
@safe final class Datagrams {
  private unowned let stack: Stack
  private let address: TransportAddress
  private let branch: String
  private var socket: Reference?
  private var helper: Reference?

  init(_ stack: Stack, _ address: TransportAddress) {
    (self.stack, self.address) = (stack, address)
    branch = "z9hG4bK-self-\(UInt64.random(in: 0 ... .max))"
  }

  /// Sends the OPTIONS.
  func probe() {
    guard var destination = address.socketAddress else { return }
    let uri = "sip:\(address.hostPort)"
    let text = """
      OPTIONS \(uri) SIP/2.0\r
      Via: SIP/2.0/UDP \(address.hostPort);branch=\(branch)\r
      Max-Forwards: 0\r
      From: <\(uri)>;tag=self\r
      To: <\(uri)>\r
      Call-ID: \(branch)\r
      CSeq: 1 OPTIONS\r
      Content-Length: 0\r
      \r

      """
    guard let buffer = unsafe mbuf_alloc(text.utf8.count) else { return }
    let held = unsafe Reference(adopting: UnsafeMutableRawPointer(buffer))
    _ = unsafe mbuf_write_str(buffer, text)
    unsafe buffer.pointee.pos = 0
    _ = unsafe sip_send(stack.libre, nil, SIP_TRANSP_UDP, &destination, buffer)
    withExtendedLifetime(held) {}
  }

  /// Whether a request is our OPTIONS; then its socket is watched from now on.
  func claim(_ message: Message) -> Bool {
    guard message.callID == branch else { return false }
    guard helper == nil, let pointer = unsafe message.raw.pointee.sock else { return true }
    socket = unsafe Reference(retaining: pointer)
    let libre = OpaquePointer(pointer)
    unsafe udp_rxsz_set(libre, longestDatagram)
    _ = unsafe udp_sockbuf_set(libre, socketBufferBytes)
    var made: OpaquePointer?
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let code = unsafe udp_register_helper(&made, libre, 0, nil, Self.see, context)
    guard code == 0, let made = unsafe made else { return true }
    unsafe helper = Reference(adopting: UnsafeMutableRawPointer(made))
    return true
  }

  private static let see:
    @convention(c) (
      UnsafeMutablePointer<sa>?, UnsafeMutablePointer<mbuf>?, UnsafeMutableRawPointer?
    ) -> Bool = { source, buffer, context in
      guard let source = unsafe source, let buffer = unsafe buffer, let context = unsafe context
      else { return true }
      let seen = unsafe Unmanaged<Datagrams>.fromOpaque(context).takeUnretainedValue()
      return unsafe seen.takesOver(buffer, from: source)
    }

  /// Whether libre need not see it.
  private func takesOver(
    _ buffer: UnsafeMutablePointer<mbuf>, from source: UnsafeMutablePointer<sa>
  ) -> Bool {
    guard let bytes = unsafe buffer.pointee.buf else { return true }
    let end = unsafe buffer.pointee.end
    var start = unsafe buffer.pointee.pos
    // Empty lines before a message are to be ignored (RFC 3261 section 7.5).
    while unsafe start < end && (bytes[start] == 13 || bytes[start] == 10) { start += 1 }
    unsafe buffer.pointee.pos = start
    let count = end - start
    guard count > 4 else { return true }
    // STUN and other things that are not SIP.
    if unsafe bytes[start] < 32 { return true }
    let text = unsafe UnsafeBufferPointer(start: bytes + start, count: count)
    if unsafe PatternCost.isTooGreat(text) { return true }
    var message: UnsafeMutablePointer<sip_msg>?
    let code = unsafe sip_msg_decode(&message, buffer)
    unsafe buffer.pointee.pos = start
    if let message = unsafe message {
      _ = unsafe mem_deref(message)
      if code == 0 { return false }
    }
    if let answer = UnreadableRequest(unsafe Array(text))?.answer {
      unsafe send(answer, to: source)
    }
    return true
  }

  private func send(_ text: [UInt8], to destination: UnsafeMutablePointer<sa>) {
    guard let socket, let buffer = unsafe mbuf_alloc(text.count) else { return }
    let held = unsafe Reference(adopting: UnsafeMutableRawPointer(buffer))
    _ = unsafe mbuf_write_mem(buffer, text, text.count)
    unsafe buffer.pointee.pos = 0
    _ = unsafe udp_send(socket.opaque, destination, buffer)
    withExtendedLifetime(held) {}
  }
}

/// The longest UDP datagram; libre's own limit cuts at 8 KiB.
private let longestDatagram = 65_535
/// Bursts of INVITEs wait here while a call is being set up.
private let socketBufferBytes: Int32 = 4 << 20
