import CRe
import Glibc
import SIP

/// Reads datagrams as the portal does, without a network: libre takes them apart, this room judges
/// them. `voiceportal-bench fuzz` feeds it. Only the thread that has made it uses it.
@safe public final class MessageReader {
  /// What a datagram holds.
  public struct Reading: Sendable {
    public var requestURI: String
    public var headers: [SIPHeader]
    public var body: SIPBody?
    /// Why it would be refused at once; `nil`: it would be looked at.
    public var refusal: SIPStatus?
  }

  private let stack: Stack
  private let place: sa

  /// - Throws: ``SignallingError`` when libre has no memory.
  public init() throws(SignallingError) {
    dbg_init(Int32(DBG_EMERG), DBG_NONE)
    let code = re_thread_init()
    let address = TransportAddress(.udp, "127.0.0.1", 5060)
    // A thread has one reactor, however many readers.
    guard code == 0 || code == EALREADY, let place = address.socketAddress else {
      throw SignallingError("no reactor: \(reason(code))")
    }
    self.place = place
    let gate = ConnectionGate(
      SignallingOptions(addresses: []), SignallingLimits(), counting: SignallingRefusals())
    stack = try Stack(product: "reader", resolver: Resolver(), gate)
  }

  /// Takes a datagram apart.
  /// - Returns: `nil`: libre cannot read it; then what is left of it has been looked at.
  public func read(_ datagram: [UInt8]) -> Reading? {
    guard !PatternCost.isTooGreat(datagram) else { return nil }
    guard let buffer = unsafe mbuf_alloc(max(1, datagram.count)) else { return nil }
    let held = unsafe Reference(adopting: UnsafeMutableRawPointer(buffer))
    defer { withExtendedLifetime(held) {} }
    _ = unsafe mbuf_write_mem(buffer, datagram, datagram.count)
    unsafe buffer.pointee.pos = 0
    var raw: UnsafeMutablePointer<sip_msg>?
    let code = unsafe sip_msg_decode(&raw, buffer)
    guard code == 0, let raw = unsafe raw else {
      if let raw = unsafe raw { _ = unsafe mem_deref(UnsafeMutableRawPointer(raw)) }
      _ = UnreadableRequest(datagram)?.answer
      return nil
    }
    let decoded = unsafe Reference(adopting: UnsafeMutableRawPointer(raw))
    defer { withExtendedLifetime(decoded) {} }
    unsafe raw.pointee.src = place
    unsafe raw.pointee.dst = place
    guard let message = unsafe Message(UnsafePointer(raw), stack) else { return nil }
    return judge(message)
  }

  /// Everything that a message is asked for before anybody knows what it wants.
  private func judge(_ message: Message) -> Reading {
    let fault = message.isRequest ? RequestFault(message) : nil
    var timer = SessionTimer()
    timer.take(offered: message)
    timer.take(answered: message)
    _ = SessionTimer.fault(of: message, SignallingLimits())
    if let dialog = SIPDialog(accepting: message) {
      dialog.establish(by: message)
      dialog.refreshTarget(by: message)
    }
    for name in ["Authorization", "Proxy-Authenticate", "WWW-Authenticate"] {
      for value in message.values(name) { _ = DigestFields(value)?["nonce"] }
    }
    for value in message.headers.map(\.value) {
      for address in WrittenAddress.list(value) {
        guard let address = WrittenAddress(address) else { continue }
        _ = address.parameters["expires"]
        _ = SIPURI(address.uri)?.transport
      }
    }
    return Reading(
      requestURI: message.requestURI, headers: message.headers, body: message.body,
      refusal: fault?.answer.status)
  }
}
