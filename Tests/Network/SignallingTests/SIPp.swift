import Foundation
import Processes
import ProjectFiles
import Signalling
import Synchronization
import Testing

/// The real SIPp, playing a scenario of `Fixtures/SIPp`.
final class SIPp: Sendable {
  let port: UInt16
  private let folder: URL
  private let process: ChildProcess
  private let isDone = Mutex(false)

  /// Starts a scenario towards a station, or waiting for it.
  init(_ scenario: String, at station: TransportAddress?, _ extra: [String] = []) throws {
    let fixtures = ProjectFiles.fixtures.appending(path: "SIPp")
    folder = FileManager.default.temporaryDirectory.appending(path: "sipp-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    port = try Self.freePort()
    // Ended in any case, even when the tests are killed.
    var arguments = ["-s", "KILL", "120", "sipp"]
    arguments += station.map { ["127.0.0.1:\($0.port)"] } ?? []
    if station?.transport == .tcp { arguments += ["-t", "t1"] }
    arguments += ["-sf", fixtures.appending(path: scenario + ".xml").path]
    arguments += ["-i", "127.0.0.1", "-p", "\(port)", "-mp", "\(port + 2)"]
    arguments += [
      "-m", "1", "-timeout", "60s", "-timeout_error", "-nostdin", "-recv_timeout", "25000",
    ]
    arguments += ["-trace_err", "-error_file", "errors", "-trace_msg", "-message_file", "messages"]
    process = try ChildProcess("timeout", arguments + extra, in: folder.path)
  }

  deinit {
    process.send(SIGTERM)
    try? FileManager.default.removeItem(at: folder)
  }

  /// Waits until it is listening, when it waits for calls.
  /// - Throws: ``NotListening`` with what it has written, when it ended before.
  func isListening() async throws {
    while !Self.isBound(port) {
      if let end = process.end() {
        throw NotListening(description: "SIPp on port \(port) ended by \(end): \(read("errors"))")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  struct NotListening: Error, CustomStringConvertible {
    var description: String
  }

  /// Waits for the end of the scenario, which must have gone as written.
  func finish(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    while process.end() == nil { try await Task.sleep(for: .milliseconds(10)) }
    let log = process.end() == .exit(0) ? "" : read("errors") + read("messages")
    #expect(process.end() == .exit(0), "\(log.suffix(6_000))", sourceLocation: sourceLocation)
  }

  /// Everything it has sent and received.
  var messages: String { read("messages") }

  private func read(_ name: String) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }

  /// Whether SIPp has bound its port. The file is read to its end; it may be long.
  private static func isBound(_ port: UInt16) -> Bool {
    let wanted = ":" + String(format: "%04X", Int(port)) + " "
    guard let file = FileHandle(forReadingAtPath: "/proc/net/udp"),
      let bytes = try? file.readToEnd()
    else { return false }
    return String(decoding: bytes, as: UTF8.self).contains(wanted)
  }

  /// A port below those that the system gives away by itself and below those that the tests of
  /// media take (20,000 and up), so that no other test takes it before SIPp does.
  private static func freePort() throws -> UInt16 {
    for _ in 0..<1_660 {
      let slot = slots.wrappingAdd(1, ordering: .relaxed).newValue % 1_660
      let port = UInt16(10_000 + slot * 6)
      // SIPp binds some more for media.
      if [0, 2, 3, 4, 5].allSatisfy({ (try? Datagram(port + $0)) != nil }) { return port }
    }
    throw Datagram.NoSocket()
  }

  private static let slots = Atomic(UInt64.random(in: 0..<1_660))
}
