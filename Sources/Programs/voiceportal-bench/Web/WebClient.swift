import Commands
import Configuration
import Foundation
import Glibc

/// A TCP connection to the page of a portal on this machine, or to another server beside it. A value:
/// whoever has opened it must close it.
struct WebClient {
  let descriptor: Int32

  /// - Parameter patience: After so many milliseconds of silence reading fails.
  init(port: UInt16, patienceMilliseconds patience: Int = 5_000) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard descriptor >= 0 else { throw Failure("There is no socket left.") }
    var time = timeval(tv_sec: patience / 1_000, tv_usec: patience % 1_000 * 1_000)
    let size = socklen_t(MemoryLayout<timeval>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    var one: Int32 = 1
    unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(4))
    let code = unsafe Self.with(port) { unsafe Glibc.connect(descriptor, $0, $1) }
    if code == 0 { return }
    Glibc.close(descriptor)
    throw Failure("Nothing listens on port \(port).")
  }

  /// A port on which nothing listens now.
  static func freePort() throws -> UInt16 {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    defer { Glibc.close(listener) }
    var address = sockaddr_in()
    let code = unsafe with(0) { unsafe bind(listener, $0, $1) }
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = unsafe getsockname(listener, $0, &length)
      }
    }
    guard code == 0 else { throw Failure("There is no port left.") }
    return UInt16(bigEndian: address.sin_port)
  }

  /// - Returns: Whether the server took it.
  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.send(
          descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Nothing more will be sent.
  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Takes what has come.
  /// - Returns: How many bytes; 0: the server has ended the connection; below: nothing came in time.
  func receive(into bytes: inout [UInt8]) -> Int {
    unsafe recv(descriptor, &bytes, bytes.count, 0)
  }

  /// Reads one answer with its body.
  /// - Returns: Its head and the length of its body.
  func answer(_ buffer: inout [UInt8]) throws -> (head: String, length: Int) {
    var (head, found): ([UInt8], Int?) = ([], nil)
    while found == nil {
      let count = receive(into: &buffer)
      guard count > 0 else { throw Failure("The server does not answer.") }
      let from = max(0, head.count - 3)
      head += buffer.prefix(count)
      found = Self.end(of: head, from: from)
    }
    let length = found ?? 0
    let text = String(decoding: head.prefix(length), as: UTF8.self)
    let expected = Self.bodyLength(text)
    var rest = expected - (head.count - length)
    while rest > 0 {
      let count = receive(into: &buffer)
      guard count > 0 else { throw Failure("The server has not sent all of its answer.") }
      rest -= count
    }
    return (text, expected)
  }

  /// Ends the connection, also one that the server has not ended, and leaves nothing behind.
  func close() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    Glibc.close(descriptor)
  }

  private static func end(of head: [UInt8], from start: Int) -> Int? {
    guard head.count >= 4 else { return nil }
    for place in start...(head.count - 4)
    where head[place] == 13 && head[place + 1] == 10 && head[place + 2] == 13
      && head[place + 3] == 10
    {
      return place + 4
    }
    return nil
  }

  private static func bodyLength(_ head: String) -> Int {
    for line in head.split(separator: "\r\n")
    where line.lowercased().hasPrefix("content-length:") {
      return Int(line.dropFirst(15).filter(\.isNumber)) ?? 0
    }
    return 0
  }

  private static func with<Result>(
    _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return unsafe withUnsafePointer(to: &place) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

/// A user who is signed in on the page of a ``ServerUnderTest``.
struct WebUser {
  let port: UInt16
  let cookie: String

  /// Signs in by the form.
  init(_ mailbox: (extension: String, passcode: String), port: UInt16) throws {
    self.port = port
    let client = try WebClient(port: port)
    defer { client.close() }
    let form = "account=\(mailbox.extension)&passcode=\(mailbox.passcode)"
    client.send(
      Array(
        """
        POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nOrigin: http://127.0.0.1:\(port)\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(form.utf8.count)\r\n\
        \r\n\(form)
        """.utf8))
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let head = try client.answer(&buffer).head
    guard let start = head.range(of: "session=") else {
      throw Failure("Signing in on the page has failed: \(head.prefix(200))")
    }
    cookie = "session=" + head[start.upperBound...].prefix { $0 != ";" }
  }

  /// What each form of her session holds.
  func formToken() throws -> String {
    let client = try WebClient(port: port)
    defer { client.close() }
    client.send(get("/aliases"))
    var buffer = [UInt8](repeating: 0, count: 262_144)
    var page = ""
    let mark = "name=\"token\" value=\""
    while !page.contains("</html>") {
      let count = client.receive(into: &buffer)
      guard count > 0 else { break }
      page += String(decoding: buffer.prefix(count), as: UTF8.self)
    }
    guard let start = page.range(of: mark) else { throw Failure("A form has no token.") }
    return String(page[start.upperBound...].prefix { $0 != "\"" })
  }

  /// A request for a page, which keeps the connection.
  func get(_ path: String) -> [UInt8] {
    Array(
      """
      GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nCookie: \(cookie)\r\n\
      Accept-Language: de\r\nUser-Agent: bench\r\n\r\n
      """.utf8)
  }
}
