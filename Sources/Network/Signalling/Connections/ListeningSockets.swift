import CRe
import Glibc
import Synchronization

/// libre's listening sockets, which it does not show.
///
/// libre 1.1.0 listens with a backlog of 5, accepts every connection, and asks the system without
/// a pause when no file is left; its options change none of that. But it reaches its own `tcp_listen`
/// and the C library's `accept` through the dynamic linker, which prefers the functions of this
/// program. So the two functions below take their place: `tcp_listen` does what libre's does, with
/// our backlog, and `accept` asks the ``ConnectionGate`` of the agent whose socket it is.
enum ListeningSockets {
  /// The gates of all agents, by the address that is listened on.
  private static let gates = Mutex<[ConnectionPeer: ConnectionGate]>([:])
  /// What the last call of `tcp_listen` made on each thread, until it is taken.
  private static let made = Mutex<[UInt: UInt]>([:])
  /// The backlog of sockets that are made from now on.
  fileprivate static let backlog = SignallingLimits().backlog

  /// The connections that come to an address are those of a gate from now on.
  static func open(_ address: TransportAddress, _ gate: ConnectionGate) {
    gates.withLock { $0[ConnectionPeer(address)] = gate }
  }

  static func close(_ address: TransportAddress) {
    gates.withLock { _ = $0.removeValue(forKey: ConnectionPeer(address)) }
  }

  /// The socket that libre has just made on this thread, as libre knows it.
  static func takeMade() -> Reference? {
    guard let number = made.withLock({ $0.removeValue(forKey: thread) }),
      let pointer = unsafe UnsafeMutableRawPointer(bitPattern: number)
    else { return nil }
    return unsafe Reference(retaining: pointer)
  }

  /// Nothing has been made on this thread.
  static func forgetMade() { made.withLock { _ = $0.removeValue(forKey: thread) } }

  fileprivate static func note(_ socket: OpaquePointer) {
    made.withLock { $0[thread] = UInt(bitPattern: socket) }
  }

  /// The gate of a listening socket; `nil` if the socket is not one of ours.
  fileprivate static func gate(of listener: Int32) -> ConnectionGate? {
    var own = sa()
    unsafe sa_init(&own, AF_UNSPEC)
    let isNamed = unsafe own.withSocketAddress { unsafe getsockname(listener, $0, $1) }
    guard isNamed == 0 else { return nil }
    let address = ConnectionPeer(TransportAddress(.tcp, own))
    return gates.withLock { $0[address] }
  }

  private static var thread: UInt { UInt(pthread_self()) }

  /// Listens again after a pause.
  static func resume(_ socket: Reference) {
    _ = unsafe tcp_sock_listen(socket.opaque, backlog)
  }
}

/// In place of libre's function: binds a socket and listens.
@c(tcp_listen) public func listenForConnections(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ local: UnsafeRawPointer?,
  _ handler: (@convention(c) (UnsafeRawPointer?, UnsafeMutableRawPointer?) -> Void)?,
  _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let result = unsafe result else { return EINVAL }
  let local = unsafe local?.assumingMemoryBound(to: sa.self)
  // The same function, by the type that libre gives it.
  let handler = unsafe unsafeBitCast(handler, to: cre_connection_handler?.self)
  var socket: OpaquePointer?
  var code = unsafe tcp_sock_alloc(&socket, local, handler, context)
  if code == 0 { code = unsafe tcp_sock_bind(socket, local) }
  if code == 0 { code = unsafe tcp_sock_listen(socket, ListeningSockets.backlog) }
  guard code == 0, let socket = unsafe socket else {
    if let socket = unsafe socket { _ = unsafe mem_deref(UnsafeMutableRawPointer(socket)) }
    return code
  }
  unsafe result.pointee = socket
  unsafe ListeningSockets.note(socket)
  return 0
}

/// In place of the C library's function, for all of this program; only libre's sockets of SIP are
/// treated differently.
@c(accept) public func acceptConnection(
  _ listener: Int32, _ address: UnsafeMutableRawPointer?, _ length: UnsafeMutableRawPointer?
) -> Int32 {
  let address = unsafe address?.assumingMemoryBound(to: sockaddr.self)
  let length = unsafe length?.assumingMemoryBound(to: socklen_t.self)
  guard let gate = ListeningSockets.gate(of: listener) else {
    return unsafe accept4(listener, address, length, 0)
  }
  let descriptor = gate.accept(on: listener)
  if descriptor >= 0, let address = unsafe address, let length = unsafe length {
    _ = unsafe getpeername(descriptor, address, length)
  }
  return descriptor
}
