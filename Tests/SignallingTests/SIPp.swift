import Foundation
import Signalling
import Synchronization
import Testing

/// The real SIPp, playing a scenario of `Fixtures/SIPp`.
final class SIPp: Sendable {
  let port: UInt16
  private let folder: URL
  private let process: Process
  private let isDone = Mutex(false)

  /// Starts a scenario towards a station, or waiting for it.
  init(_ scenario: String, at station: TransportAddress?, _ extra: [String] = []) throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/SIPp").standardizedFileURL
    folder = FileManager.default.temporaryDirectory.appending(path: "sipp-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    port = try Self.freePort()
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sipp")
    process.currentDirectoryURL = folder
    var arguments = station.map { ["127.0.0.1:\($0.port)"] } ?? []
    if station?.transport == .tcp { arguments += ["-t", "t1"] }
    arguments += ["-sf", fixtures.appending(path: scenario + ".xml").path]
    arguments += ["-i", "127.0.0.1", "-p", "\(port)", "-mp", "\(port + 4)"]
    arguments += [
      "-m", "1", "-timeout", "30s", "-timeout_error", "-nostdin", "-recv_timeout", "9000",
    ]
    arguments += ["-trace_err", "-error_file", "errors", "-trace_msg", "-message_file", "messages"]
    process.arguments = arguments + extra
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    if process.isRunning { process.terminate() }
    try? FileManager.default.removeItem(at: folder)
  }

  /// Waits until it is listening, when it waits for calls.
  func isListening() async throws {
    for _ in 0..<400 where !Self.isBound(port) { try await Task.sleep(for: .milliseconds(10)) }
  }

  /// Waits for the end of the scenario, which must have gone as written.
  func finish(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    let log = process.terminationStatus == 0 ? "" : read("errors") + read("messages")
    #expect(process.terminationStatus == 0, "\(log.suffix(6_000))", sourceLocation: sourceLocation)
  }

  /// Everything it has sent and received.
  var messages: String { read("messages") }

  private func read(_ name: String) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }

  private static func isBound(_ port: UInt16) -> Bool {
    let wanted = ":" + String(format: "%04X", Int(port)) + " "
    return ["udp", "tcp"].contains { kind in
      (try? String(contentsOfFile: "/proc/net/\(kind)", encoding: .utf8))?.contains(wanted) == true
    }
  }

  /// A port below those that the system gives away by itself, so that no agent of another test takes
  /// it before SIPp does.
  private static func freePort() throws -> UInt16 {
    for _ in 0..<1_000 {
      let port = ports.wrappingAdd(10, ordering: .relaxed).newValue % 20_000 + 10_000
      if (try? Datagram(port)) != nil, !isBound(port) { return port }
    }
    throw Datagram.NoSocket()
  }

  private static let ports = Atomic(UInt16.random(in: 0..<10_000) * 2)
}
