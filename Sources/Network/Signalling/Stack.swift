import CRe

/// One SIP stack of libre with at most one address of each transport and family: libre sends
/// everything from the first address of a transport, so that every local address has its own stack.
@safe final class Stack {
  /// What is bound, with the ports that were chosen.
  private(set) var addresses: [TransportAddress] = []
  /// Is given every request that no transaction has taken.
  var receive: (Message) -> Void = { _ in }
  /// Is given every response that no transaction has taken.
  var receiveStray: (Message) -> Void = { _ in }
  /// Names the probe that finds the socket of this stack; see `Datagrams`.
  private(set) var datagrams: Datagrams?
  /// The sockets that connections come to.
  private(set) var listeners: [Reference] = []

  private var reference: Reference?
  private let resolver: Resolver
  private let product: String
  private let gate: ConnectionGate

  init(
    product: String, resolver: Resolver, _ gate: ConnectionGate
  ) throws(SignallingError) {
    (self.product, self.resolver, self.gate) = (product, resolver, gate)
    var made: OpaquePointer?
    let size: UInt32 = 4_096
    let code = unsafe sip_alloc(&made, resolver.client, size, size, size, product, nil, nil)
    guard code == 0, let made = unsafe made else {
      throw SignallingError("no SIP stack: \(reason(code))")
    }
    unsafe reference = Reference(adopting: UnsafeMutableRawPointer(made))
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe _ = sip_listen(nil, made, true, Self.take, context)
    unsafe _ = sip_listen(nil, made, false, Self.takeStray, context)
  }

  var libre: OpaquePointer? { unsafe reference?.opaque }

  /// Whether another address of this kind can go here.
  func hasRoom(for address: TransportAddress) -> Bool {
    guard let first = addresses.first else { return true }
    return first.address == address.address
      && !addresses.contains { $0.transport == address.transport }
  }

  /// Binds one more address.
  func add(_ address: TransportAddress, tls: Reference?) throws(SignallingError) {
    guard var socket = address.socketAddress else {
      throw SignallingError("\(address): not a numeric address")
    }
    ListeningSockets.forgetMade()
    let code = unsafe cre_transport_add(libre, address.transport.libre, &socket, tls?.opaque)
    guard code == 0 else { throw SignallingError("\(address): \(reason(code))") }
    guard let bound = boundAddress(address) else {
      throw SignallingError("\(address): no address was bound")
    }
    addresses.append(bound)
    if bound.transport == .udp { datagrams = Datagrams(self, bound) }
    if let listener = ListeningSockets.takeMade() {
      listeners.append(listener)
      ListeningSockets.open(bound, gate)
    }
  }

  /// Ends every transaction and lets go of the addresses.
  func close() {
    datagrams = nil
    for address in addresses where address.transport.isReliable { ListeningSockets.close(address) }
    listeners = []
    unsafe sip_close(libre, true)
    reference = nil
  }

  /// libre tells the address of a transport only together with a destination of its family.
  private func boundAddress(
    _ address: TransportAddress
  ) -> TransportAddress? {
    guard var destination = address.socketAddress else { return nil }
    var bound = sa()
    let code = unsafe sip_transp_laddr(libre, &bound, address.transport.libre, &destination)
    return code == 0 ? TransportAddress(address.transport, bound) : nil
  }

  private static let take:
    @convention(c) (UnsafePointer<sip_msg>?, UnsafeMutableRawPointer?) -> Bool = {
      raw, context in
      guard let raw = unsafe raw, let context = unsafe context else { return false }
      let stack = unsafe Unmanaged<Stack>.fromOpaque(context).takeUnretainedValue()
      guard let message = unsafe Message(raw, stack) else { return false }
      if stack.datagrams?.claim(message) == true { return true }
      stack.receive(message)
      return true
    }

  private static let takeStray:
    @convention(c) (UnsafePointer<sip_msg>?, UnsafeMutableRawPointer?) -> Bool = { raw, context in
      guard let raw = unsafe raw, let context = unsafe context else { return false }
      let stack = unsafe Unmanaged<Stack>.fromOpaque(context).takeUnretainedValue()
      if let message = unsafe Message(raw, stack) { stack.receiveStray(message) }
      return true
    }
}

extension TransportAddress: CustomStringConvertible {
  /// Such as `udp:127.0.0.1:5060`.
  public var description: String { "\(transport.rawValue):\(hostPort)" }

  /// Address and port as they stand in a URI.
  var hostPort: String { (address.contains(":") ? "[\(address)]" : address) + ":\(port)" }
}
