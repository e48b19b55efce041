import Foundation
import Glibc

/// A socket that sends bare INVITEs, without sound, and hangs up when it is answered.
final class BareCaller {
  let port: UInt16
  private let portal: UInt16
  private let socket: Int32

  init(_ portal: UInt16) throws {
    self.portal = portal
    port = try Ports.free()
    socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    guard bound(socket, to: port) else { throw NotSeen(description: "port \(port)") }
  }

  deinit { close(socket) }

  /// Calls a number from +4922147.
  /// - Returns: The name of the call.
  @discardableResult func call(_ number: String) -> String {
    let name = "\(UInt64.random(in: .min ... .max))"
    let sound = """
      v=0\r
      o=- 1 1 IN IP4 127.0.0.1\r
      s=-\r
      c=IN IP4 127.0.0.1\r
      t=0 0\r
      m=audio \(port) RTP/AVP 0\r\n
      """
    send(
      """
      INVITE sip:\(number)@127.0.0.1:\(portal) SIP/2.0\r
      Via: SIP/2.0/UDP 127.0.0.1:\(port);branch=z9hG4bK\(name)\r
      Max-Forwards: 70\r
      From: <sip:+4922147@127.0.0.1>;tag=\(name)\r
      To: <sip:\(number)@127.0.0.1>\r
      Call-ID: \(name)\r
      CSeq: 1 INVITE\r
      Contact: <sip:caller@127.0.0.1:\(port)>\r
      Content-Type: application/sdp\r
      Content-Length: \(sound.utf8.count)\r
      \r\n
      """ + sound)
    return name
  }

  /// Calls until the call is answered with this status, and hangs up.
  func isAnswered(_ status: String, calling number: String) async throws {
    let call = try await open(number, status)
    if status == "200" { request("BYE", in: call, 3) }
  }

  /// A call that was answered, and confirmed if it was accepted.
  struct Answered {
    var name: String
    var number: String
    /// The header with the portal's tag.
    var to: String
  }

  /// Calls until the call is answered with this status.
  func open(_ number: String, _ status: String = "200") async throws -> Answered {
    var name = call(number)
    var patience = 50
    return try await wait(for: "\(status) for \(number)") {
      while let answer = received() {
        guard answer.contains(name), answer.hasPrefix("SIP/2.0 \(status) ") else { continue }
        let to = answer.split(separator: "\r\n").first { $0.hasPrefix("To: ") } ?? ""
        let opened = Answered(name: name, number: number, to: String(to))
        if status == "200" { request("ACK", in: opened, 1) }
        return opened
      }
      patience -= 1
      // The first may have come before the portal was there.
      if patience % 25 == 0 { name = call(number) }
      return nil
    }
  }

  /// Presses keys by INFO, and waits until the portal has taken each.
  func press(_ keys: String, in call: Answered) async throws {
    for (index, key) in keys.enumerated() {
      request("INFO", in: call, index + 2, "Signal=\(key)\r\nDuration=100\r\n")
      _ = try await wait(for: "the answer to \(key)") {
        while let answer = received() {
          if answer.hasPrefix("SIP/2.0 200"), answer.contains(": \(index + 2) INFO") { return true }
        }
        return nil
      }
    }
  }

  /// Hangs up a call that was answered.
  func hangUp(_ call: Answered) { request("BYE", in: call, 90) }

  private func request(_ method: String, in call: Answered, _ count: Int, _ body: String = "") {
    let type = body.isEmpty ? "" : "Content-Type: application/dtmf-relay\r\n"
    send(
      """
      \(method) sip:\(call.number)@127.0.0.1:\(portal) SIP/2.0\r
      Via: SIP/2.0/UDP 127.0.0.1:\(port);branch=z9hG4bK\(call.name)\(method)\(count)\r
      Max-Forwards: 70\r
      From: <sip:+4922147@127.0.0.1>;tag=\(call.name)\r
      \(call.to)\r
      Call-ID: \(call.name)\r
      CSeq: \(count) \(method)\r
      \(type)Content-Length: \(body.utf8.count)\r
      \r\n
      """ + body)
  }

  private func received() -> String? {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe recv(socket, &bytes, bytes.count, Int32(MSG_DONTWAIT))
    return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
  }

  private func send(_ text: String) {
    let bytes = Array(text.utf8)
    var address = loopback(portal)
    unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = unsafe sendto(
          socket, bytes, bytes.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
