import Commands
import Foundation
import Glibc
import Synchronization

/// A mail server that takes every mail and keeps it, for the portals that scripts call: as much of SMTP
/// (RFC 5321) as a sender needs, on a port of loopback. A thread a connection; there is one portal.
@safe final class MailReceiver: Sendable {
  let port: Int
  private let descriptor: Int32
  private let received = Mutex<[String]>([])

  /// Listens.
  /// - Throws: ``Failure`` when the system gives no socket.
  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe bind(descriptor, pointer, length) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, pointer, &length) == 0
      }
    }
    guard isListening else { throw Failure("No socket for e-mails: \(errno).") }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in accept() }
  }

  /// The mails that it has taken, with CRLF, in their order.
  var mails: [String] { received.withLock { $0 } }

  /// Nothing is taken any more.
  func close() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  private func accept() {
    while true {
      let connection = Glibc.accept(descriptor, nil, nil)
      guard connection >= 0 else { break }
      Thread.detachNewThread { [self] in
        converse(connection)
        Glibc.close(connection)
      }
    }
    Glibc.close(descriptor)
  }

  private func converse(_ connection: Int32) {
    var lines = ReceivedLines(connection)
    func say(_ text: String) {
      let bytes = Array((text + "\r\n").utf8)
      _ = unsafe send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
    say("220 replay")
    while let line = lines.next() {
      switch line.prefix(4).uppercased() {
      case "EHLO", "HELO", "MAIL", "RCPT", "RSET", "NOOP": say("250 OK")
      case "DATA":
        say("354 go on")
        var mail: [String] = []
        while let text = lines.next(), text != "." {
          mail.append(text.hasPrefix(".") ? String(text.dropFirst()) : text)
        }
        received.withLock { $0.append(mail.joined(separator: "\r\n") + "\r\n") }
        say("250 OK")
      case "QUIT":
        say("221 bye")
        return
      default: say("500 unknown")
      }
    }
  }
}

/// The lines that come from a socket, without their ends.
private struct ReceivedLines {
  private let connection: Int32
  private var bytes: [UInt8] = []
  private var read = 0

  init(_ connection: Int32) { self.connection = connection }

  mutating func next() -> String? {
    while true {
      if let end = bytes[read...].firstIndex(of: 0x0A) {
        let line = bytes[read..<end]
        read = end + 1
        return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      }
      bytes.removeFirst(read)
      read = 0
      var more = [UInt8](repeating: 0, count: 65_536)
      let count = unsafe recv(connection, &more, more.count, 0)
      guard count > 0 else { return nil }
      bytes += more[..<count]
    }
  }
}
