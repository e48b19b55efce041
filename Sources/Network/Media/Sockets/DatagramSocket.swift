import Glibc
import RTP
import Threads

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
    var one: Int32 = 1
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &one, socklen_t(MemoryLayout<Int32>.size))
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

  /// Takes a datagram, with the time at which the kernel got it. There is none where the count is
  /// less than 0 afterwards. The kernel reports there as well that an earlier packet of ours was not
  /// taken (ECONNREFUSED), which means nothing for a call.
  /// - Parameter sender: `nil` on a connected socket.
  func receive(into reader: inout PacketReader, from sender: inout MediaAddress?) {
    if sender != nil {
      var address = MediaAddress.none
      unsafe address.fill { unsafe take(&reader, $0, &$1) }
      sender = address
    } else {
      var length: socklen_t = 0
      unsafe take(&reader, nil, &length)
    }
  }

  private func take(
    _ reader: inout PacketReader, _ name: UnsafeMutablePointer<sockaddr>?, _ length: inout socklen_t
  ) {
    var stamp: Int64?
    reader.count = unsafe reader.bytes.withUnsafeMutableBytes { bytes in
      unsafe reader.control.withUnsafeMutableBytes { control in
        var vector = unsafe iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
        return unsafe withUnsafeMutablePointer(to: &vector) { vector in
          var message = unsafe msghdr()
          unsafe (message.msg_name, message.msg_namelen) = (UnsafeMutableRawPointer(name), length)
          unsafe (message.msg_iov, message.msg_iovlen) = (vector, 1)
          unsafe (message.msg_control, message.msg_controllen) = (
            control.baseAddress, control.count
          )
          let count = unsafe recvmsg(descriptor, &message, 0)
          length = unsafe message.msg_namelen
          if count >= 0 { stamp = unsafe Self.stamp(control, message.msg_controllen) }
          return count
        }
      }
    }
    reader.arrival = reader.clock.arrival(stamp)
  }

  /// A timespec stands behind the control message's length, level and type.
  private static func stamp(_ control: UnsafeMutableRawBufferPointer, _ length: Int) -> Int64? {
    guard length >= 32,
      unsafe control.loadUnaligned(fromByteOffset: 12, as: Int32.self) == SO_TIMESTAMPNS
    else { return nil }
    let seconds = unsafe control.loadUnaligned(fromByteOffset: 16, as: Int64.self)
    return unsafe seconds * MonotonicTime.second
      + control.loadUnaligned(fromByteOffset: 24, as: Int64.self)
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
