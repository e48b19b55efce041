import Foundation
import Glibc

/// One HTTP request over a socket of its own. `URLSession` cannot talk to chromedriver: it fails with
/// "Failed writing header".
enum PlainHTTP {
  /// What came back.
  struct Answer {
    var head: String
    var body: [UInt8]
  }

  /// Asks a server of this machine.
  static func ask(_ method: String, _ path: String, of port: UInt16, _ body: Data) throws -> Answer
  {
    let socket = try connected(to: port)
    defer { close(socket) }
    let head = """
      \(method) \(path) HTTP/1.1\r
      Host: 127.0.0.1:\(port)\r
      Content-Type: application/json\r
      Content-Length: \(body.count)\r
      \r\n
      """
    var rest = Array(head.utf8)[...] + body
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(socket, $0.baseAddress, $0.count) }
      guard count > 0 else { throw NotSeen("a reader at port \(port)") }
      rest = rest.dropFirst(count)
    }
    return try answer(from: socket)
  }

  private static func answer(from socket: Int32) throws -> Answer {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var end: Int?
    while end.map({ bytes.count < $0 }) ?? true {
      let count = unsafe read(socket, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
      if end == nil, let head = head(of: bytes) { end = head.count + 4 + length(in: head) }
    }
    guard let head = head(of: bytes) else { throw NotSeen("an answer of the driver") }
    return Answer(head: head, body: Array(bytes.dropFirst(head.utf8.count + 4)))
  }

  private static func head(of bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes.prefix(8_192), as: UTF8.self)
    return text.range(of: "\r\n\r\n").map { String(text[..<$0.lowerBound]) }
  }

  private static func length(in head: String) -> Int {
    let line = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
    return line.flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0
  }

  private static func connected(to port: UInt16) throws -> Int32 {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    unsafe setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      close(socket)
      throw NotSeen("a server at port \(port)")
    }
    return socket
  }
}

/// Something that was waited for and did not come.
struct NotSeen: Error, CustomStringConvertible {
  let description: String

  init(_ what: String) { description = "\(what) did not come" }
}
