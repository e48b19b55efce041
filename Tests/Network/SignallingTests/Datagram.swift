// The header of libre holds the socket addresses too, if it is read before that of the C library.
import CRe
import Foundation
import Glibc

/// A UDP socket on loopback, to send what no user agent would send.
final class Datagram {
  struct NoSocket: Error {}

  let port: UInt16
  private let descriptor: Int32

  /// Port 0: any.
  init(_ wanted: UInt16 = 0) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    self.descriptor = descriptor
    var address = Self.loopback(wanted)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, size)
      }
    }
    var length = size
    let isNamed = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(descriptor, $0, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    guard isBound == 0, isNamed == 0 else { throw NoSocket() }
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8], to port: UInt16) {
    var address = Self.loopback(port)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe sendto(descriptor, bytes, bytes.count, 0, $0, size)
      }
    }
  }

  /// The next datagram that is wanted; `nil` if none has come in time.
  func receive(
    within milliseconds: Int, where isWanted: (String) -> Bool = { _ in true }
  ) async throws -> String? {
    let end = Date(timeIntervalSinceNow: Double(milliseconds) / 1_000)
    while true {
      let isLast = Date() >= end
      if let message = next(), isWanted(message) { return message }
      if isLast { return nil }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  /// The next datagram that has come already.
  func next() -> String? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }
}
