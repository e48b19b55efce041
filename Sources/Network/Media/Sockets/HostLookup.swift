import Glibc
import RTP

/// Finds the address of a host. It waits for name servers, so threads of calls must not ask.
public enum HostLookup {
  /// - Returns: The first address, in digits; `nil` if the name has none.
  public static func address(of name: String) -> String? {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(name, nil, &hints, &found) == 0, let found = unsafe found else {
      return nil
    }
    defer { unsafe freeaddrinfo(found) }
    var text = [CChar](repeating: 0, count: 64)
    let flags = NI_NUMERICHOST
    guard
      unsafe getnameinfo(
        found.pointee.ai_addr, found.pointee.ai_addrlen, &text, 64, nil, 0, flags) == 0
    else { return nil }
    let bytes = text.prefix { $0 != 0 && $0 != 0x25 }.map { UInt8(bitPattern: $0) }
    let address = String(decoding: bytes, as: UTF8.self)
    return MediaAddress(address, port: 0) == nil ? nil : address
  }
}
