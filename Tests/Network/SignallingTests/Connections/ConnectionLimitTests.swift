// For the socket addresses, see `Datagram.swift`.
import CRe
import Foundation
import Glibc
import Testing

@testable import Signalling

/// The limits of TCP connections, with real ones.
@Suite struct ConnectionLimits {
  @Test func `a source has its connections and no more, and they go on working`() async throws {
    try await withStation([.tcp]) {
      $0.mostConnectionsPerSource = 2
    } _: { station in
      let first = try Connection(to: station.port)
      let second = try Connection(to: station.port)
      try await first.ask()
      try await second.ask()
      let third = try Connection(to: station.port)
      #expect(try await third.isClosed())
      let report = try await station.listener.first("a line of the log") {
        if case .report(let sentence) = $0, sentence.contains("refused") { sentence } else { nil }
      }
      #expect(report.contains("from 127.0.0.1, which may have 2"))
      #expect(station.agent.refusals[.mostConnections] == 1)
      try await first.ask()
    }
  }

  @Test func `a connection that stays silent is closed`() async throws {
    var limits = SignallingLimits()
    (limits.silentConnectionSeconds, limits.connectionCheckSeconds) = (0.2, 0.05)
    try await withStation([.tcp], limits: limits) { station in
      let silent = try Connection(to: station.port)
      #expect(try await silent.isClosed())
    }
  }
}

/// A TCP connection on loopback.
private final class Connection {
  private let descriptor: Int32

  init(to port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let code = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Datagram.NoSocket() }
  }

  deinit { close(descriptor) }

  /// Sends OPTIONS and waits for the answer.
  func ask() async throws {
    let request = Requests.text("OPTIONS", from: 5_060).replacing(
      "SIP/2.0/UDP", with: "SIP/2.0/TCP")
    _ = unsafe send(descriptor, request, request.utf8.count, Int32(MSG_NOSIGNAL))
    let answer = try await received()
    #expect(answer?.hasPrefix("SIP/2.0 200 ") == true)
  }

  /// Whether the other side closes it; waits for it.
  func isClosed() async throws -> Bool { try await received() == nil }

  /// What comes next; `nil`: its end.
  private func received() async throws -> String? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    for _ in 0..<4_000 {
      let count = unsafe recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count > 0 { return String(decoding: buffer.prefix(count), as: UTF8.self) }
      if count == 0 || errno != EAGAIN { return nil }
      try await Task.sleep(for: .milliseconds(5))
    }
    return ""
  }
}
