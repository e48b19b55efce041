import Glibc
import RTP

/// A UDP socket that never waits. A value: whoever has opened it must close it.
struct DatagramSocket: Sendable {
  let descriptor: Int32
  private let family: Int32

  /// Binds a socket.
  /// - Throws: the number of the system's error, `EADDRINUSE` if the port is taken.
  init(bindingTo address: MediaAddress, serviceClass: Int) throws(SystemError) {
    family = address.ipv4 != nil ? AF_INET : AF_INET6
    let type = Int32(SOCK_DGRAM.rawValue) | O_NONBLOCK | O_CLOEXEC
    descriptor = socket(family, type, 0)
    guard descriptor >= 0 else { throw SystemError(number: errno) }
    let (level, name) =
      family == AF_INET
      ? (Int32(IPPROTO_IP), IP_TOS) : (Int32(IPPROTO_IPV6), IPV6_TCLASS)
    var service = Int32(serviceClass << 2)
    unsafe setsockopt(descriptor, level, name, &service, socklen_t(MemoryLayout<Int32>.size))
    let descriptor = self.descriptor
    let result = unsafe address.withKernelAddress(for: family) {
      unsafe bind(descriptor, $0, $1)
    }
    if result != 0 {
      let error = SystemError(number: errno)
      Glibc.close(descriptor)
      throw error
    }
  }

  /// The port that the system has chosen for port 0.
  var port: UInt16 {
    var address = MediaAddress.none
    _ = unsafe address.fill { unsafe getsockname(descriptor, $0, &$1) }
    return address.port
  }

  /// From now on the kernel drops what others send, and finds the way to the peer once only.
  func connect(to address: MediaAddress) -> Bool {
    unsafe address.withKernelAddress(for: family) {
      unsafe Glibc.connect(descriptor, $0, $1)
    } == 0
  }

  /// Takes datagrams from anyone again.
  func disconnect() {
    var nobody = sockaddr()
    nobody.sa_family = sa_family_t(AF_UNSPEC)
    unsafe Glibc.connect(descriptor, &nobody, socklen_t(MemoryLayout<sockaddr>.size))
  }

  /// Takes a datagram from a connected socket.
  /// - Returns: its length; less than 0 when there is none. The kernel tells there as well that
  ///   an earlier packet of ours was not taken (ECONNREFUSED), which means nothing for a call.
  func receive(into buffer: inout [UInt8]) -> Int {
    unsafe recv(descriptor, &buffer, buffer.count, 0)
  }

  /// The same, with the sender.
  func receive(into buffer: inout [UInt8], from sender: inout MediaAddress) -> Int {
    unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe sender.fill {
        unsafe recvfrom(descriptor, bytes.baseAddress, bytes.count, 0, $0, &$1)
      }
    }
  }

  /// A packet that the kernel does not take is a lost one.
  /// - Parameter address: `nil` on a connected socket.
  func send(_ packet: Span<UInt8>, to address: MediaAddress?) {
    unsafe packet.withUnsafeBytes { bytes in
      if let address {
        _ = unsafe address.withKernelAddress(for: family) {
          unsafe sendto(descriptor, bytes.baseAddress, bytes.count, 0, $0, $1)
        }
      } else {
        _ = unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, 0)
      }
    }
  }

  func close() { Glibc.close(descriptor) }
}

/// An error number of the system.
struct SystemError: Error, Equatable {
  let number: Int32

  var text: String { unsafe String(cString: strerror(number)) }
}
