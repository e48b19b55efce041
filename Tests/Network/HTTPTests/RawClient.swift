import Foundation
import Glibc
import HTTP
import Synchronization

/// A TCP connection to a server on this machine, which sends exactly the bytes that a test wants.
@safe final class RawClient {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ port: UInt16, patience seconds: Int = 10) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let isConnected = unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    var patience = timeval(tv_sec: seconds, tv_usec: 0)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    guard isConnected else {
      let code = errno
      Glibc.close(descriptor)
      throw Trouble(what: "no connection: \(code)")
    }
  }

  deinit { Glibc.close(descriptor) }

  struct Trouble: Error { let what: String }

  /// - Returns: Whether the server took it.
  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Sends a text in which every line ends with LF as one whose lines end with CRLF.
  @discardableResult func send(lines text: String) -> Bool {
    send(Array(text.replacing("\n", with: "\r\n").utf8))
  }

  /// Nothing more will be sent.
  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// - Returns: Whether something came.
  private func fill() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return false }
    buffer += bytes.prefix(count)
    return true
  }

  /// All that comes until a text is in it.
  func read(until end: String) throws -> String {
    while true {
      if let range = buffer.firstRange(of: Array(end.utf8)) {
        let text = String(decoding: buffer[..<range.upperBound], as: UTF8.self)
        buffer.removeSubrange(..<range.upperBound)
        return text
      }
      guard fill() else {
        throw Trouble(what: "the end instead of \(end): \(String(decoding: buffer, as: UTF8.self))")
      }
    }
  }

  /// All that comes until the server ends the connection.
  func readToEnd() -> String {
    while fill() {}
    defer { buffer = [] }
    return String(decoding: buffer, as: UTF8.self)
  }

  /// One answer with a Content-Length.
  func answer(hasBody: Bool = true) throws -> Answer {
    var answer = Answer(head: try read(until: "\r\n\r\n"))
    guard hasBody, let length = answer["content-length"].flatMap({ Int($0) }) else { return answer }
    while buffer.count < length {
      guard fill() else { throw Trouble(what: "the end within a body") }
    }
    answer.body = Array(buffer.prefix(length))
    buffer.removeFirst(length)
    return answer
  }
}

/// An answer as it came.
struct Answer {
  let head: String
  var body: [UInt8] = []

  /// 0: there is none.
  var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }
  var text: String { String(decoding: body, as: UTF8.self) }

  subscript(_ name: String) -> String? {
    for line in head.split(separator: "\r\n").dropFirst() {
      let sides = line.split(separator: ":", maxSplits: 1)
      if sides.count == 2, sides[0].lowercased() == name.lowercased() {
        return sides[1].trimmingCharacters(in: .whitespaces)
      }
    }
    return nil
  }
}

/// A server on any free port for one test, and what it reported.
final class Lab: Sendable {
  let server: HTTPServer
  private let found = Mutex<[HTTPTrouble]>([])

  init(
    _ change: (inout HTTPServerSettings) -> Void = { _ in },
    handler: @escaping @Sendable (HTTPRequest) -> HTTPResponse = Lab.echo
  ) throws {
    var settings = HTTPServerSettings(listen: [HTTPAddress("127.0.0.1:0")].compactMap(\.self))
    change(&settings)
    final class Box: Sendable { let report = Mutex<(@Sendable (HTTPTrouble) -> Void)?>(nil) }
    let box = Box()
    server = HTTPServer(
      settings: settings, report: { trouble in box.report.withLock(\.self)?(trouble) },
      handler: handler)
    box.report.withLock { report in
      report = { [weak self] trouble in self?.found.withLock { $0.append(trouble) } }
    }
    try server.start()
  }

  deinit { server.stop() }

  var troubles: [HTTPTrouble] { found.withLock(\.self) }

  func client() throws -> RawClient { try RawClient(server.port) }

  /// The answer to one request on a connection of its own. Its lines end with LF.
  func answer(_ request: String, body: [UInt8] = []) throws -> Answer {
    let client = try client()
    client.send(Array(request.replacing("\n", with: "\r\n").utf8) + body)
    return try client.answer(hasBody: !request.hasPrefix("HEAD"))
  }

  /// Says what came.
  @Sendable static func echo(_ request: HTTPRequest) -> HTTPResponse {
    let form = request.form.map { field in
      "\(field.name)=\(field.fileName.map { "<\($0)>" } ?? "")\(field.text)"
    }
    let words = [
      request.method.rawValue, request.target.raw, request.client,
      request.isSecure ? "secure" : "clear", "\(request.body.count)",
    ]
    return HTTPResponse(
      Array((words + form).joined(separator: "|").utf8), type: "text/plain; charset=utf-8"
    ).ranged(for: request)
  }
}

/// Waits until something is so.
func wait(atMost seconds: Double = 10, until isSo: () throws -> Bool) throws {
  let end = ContinuousClock.now + .seconds(seconds)
  while try !isSo() {
    guard ContinuousClock.now < end else { throw RawClient.Trouble(what: "it did not happen") }
    Thread.sleep(forTimeInterval: 0.01)
  }
}
