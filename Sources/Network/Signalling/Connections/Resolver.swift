import CRe

/// libre's DNS client with the system's name servers.
@safe final class Resolver {
  private var reference: Reference?

  init() {
    var servers = [sa](repeating: sa(), count: 4)
    var count: UInt32 = 4
    var domain = [CChar](repeating: 0, count: 128)
    guard unsafe dns_srv_get(&domain, 128, &servers, &count) == 0 else { return }
    var made: OpaquePointer?
    guard unsafe dnsc_alloc(&made, nil, servers, count) == 0, let made = unsafe made else { return }
    unsafe reference = Reference(adopting: UnsafeMutableRawPointer(made))
  }

  /// `nil` if the system has no name server, so that only numeric addresses can be called.
  var client: OpaquePointer? { unsafe reference?.opaque }
}
