import Commands
import Glibc
import Threads

/// A UDP socket of this machine's loopback that never waits, and knows when the kernel was given
/// each datagram. A value: whoever has opened it must close it.
struct LoadSocket {
  let descriptor: Int32

  /// - Parameters:
  ///   - address: In digits, such as `127.0.0.1`.
  ///   - port: 0: any that is free.
  init(address: String = "127.0.0.1", port: UInt16 = 0) throws {
    descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
    guard descriptor >= 0 else { throw Failure("There is no socket left.") }
    var one: Int32 = 1
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &one, socklen_t(4))
    let code = unsafe Self.with(address, port) { unsafe bind(descriptor, $0, $1) }
    if code == 0 { return }
    Glibc.close(descriptor)
    throw Failure("\(address):\(port) cannot be bound.")
  }

  var port: UInt16 {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = unsafe getsockname(descriptor, $0, &length)
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  /// From now on it sends there and takes from there only.
  func connect(toPort port: UInt16) {
    _ = unsafe Self.with("127.0.0.1", port) { unsafe Glibc.connect(descriptor, $0, $1) }
  }

  /// Room for many messages that come at once.
  func widen() {
    var size: Int32 = 8 << 20
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &size, socklen_t(4))
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(4))
  }

  /// To where it is connected.
  func send(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes {
      _ = unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, 0)
    }
  }

  /// Takes a datagram.
  /// - Returns: Its length; `nil` if there is none.
  func receive(into datagrams: inout LoadDatagrams) -> Int? {
    let count = unsafe recv(descriptor, &datagrams.bytes, datagrams.bytes.count, 0)
    return count < 0 ? nil : count
  }

  /// The same, and when it came in nanoseconds since 1970.
  func receiveTimed(into datagrams: inout LoadDatagrams) -> (count: Int, time: Int64)? {
    unsafe datagrams.bytes.withUnsafeMutableBytes { bytes in
      unsafe datagrams.control.withUnsafeMutableBytes { control in
        var vector = unsafe iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
        return unsafe withUnsafeMutablePointer(to: &vector) { vector in
          var message = unsafe msghdr()
          unsafe message.msg_iov = vector
          unsafe message.msg_iovlen = 1
          unsafe message.msg_control = control.baseAddress
          unsafe message.msg_controllen = control.count
          let count = unsafe recvmsg(descriptor, &message, 0)
          guard count >= 0 else { return nil }
          // Behind the control message's length, level and type stands a timespec.
          guard unsafe message.msg_controllen >= 32 else { return (count, WallTime.now) }
          let seconds = unsafe control.loadUnaligned(fromByteOffset: 16, as: Int64.self)
          let nanoseconds = unsafe control.loadUnaligned(fromByteOffset: 24, as: Int64.self)
          return (count, seconds * 1_000_000_000 + nanoseconds)
        }
      }
    }
  }

  func close() { Glibc.close(descriptor) }

  private static func with<Result>(
    _ address: String, _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    unsafe inet_pton(AF_INET, address, &place.sin_addr)
    return unsafe withUnsafePointer(to: &place) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

/// Where datagrams are put together and taken apart.
struct LoadDatagrams {
  var bytes = [UInt8](repeating: 0, count: 65_536)
  fileprivate var control = [UInt8](repeating: 0, count: 128)
}

/// Lets this process have as many sockets as the system allows, and its calling thread the first
/// right to a processor, where the system allows that.
func prepareForLoad() {
  var limit = rlimit()
  let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  unsafe getrlimit(resource, &limit)
  limit.rlim_cur = limit.rlim_max
  unsafe setrlimit(resource, &limit)
  setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, -11)
}
