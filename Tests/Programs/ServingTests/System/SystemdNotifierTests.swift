import Foundation
import Operations
import ProjectFiles
import Testing

@testable import Serving

/// What systemd is told, at a socket that takes its place.
@Suite struct SystemdNotifierTests {
  /// A socket in a folder of its own, with the datagrams that have come.
  private final class Listener {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vp-\(UUID())").path
    let descriptor: Int32
    var path: String { folder + "/notify" }

    init() throws {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      let bytes = Array((folder + "/notify").utf8)
      unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
      let result = unsafe withUnsafePointer(to: &address) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { [descriptor] in
          unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      try #require(result == 0)
    }

    deinit {
      close(descriptor)
      try? FileManager.default.removeItem(atPath: folder)
    }

    /// The datagrams that wait.
    func received() -> [String] {
      var texts: [String] = []
      var buffer = [UInt8](repeating: 0, count: 2_000)
      while true {
        let count = unsafe recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        if count < 0 { return texts }
        texts.append(String(decoding: buffer.prefix(count), as: UTF8.self))
      }
    }
  }

  private func manager(_ listener: Listener, _ more: [String: String] = [:]) -> SystemdNotifier {
    SystemdNotifier { $0 == "NOTIFY_SOCKET" ? listener.path : more[$0] }
  }

  @Test func `a server that is ready says so with its calls, in one datagram`() throws {
    let listener = try Listener()
    var manager = manager(listener)
    manager.ready(calls: 0)
    #expect(listener.received() == ["READY=1\nSTATUS=Taking calls; 0 calls on."])
  }

  @Test func `the status is told when it changes`() throws {
    let listener = try Listener()
    var manager = manager(listener)
    manager.ready(calls: 0)
    _ = listener.received()
    for calls in [0, 0, 1, 1, 2] { manager.look(calls: calls) }
    #expect(
      listener.received() == [
        "STATUS=Taking calls; 1 call on.", "STATUS=Taking calls; 2 calls on.",
      ])
  }

  @Test func `the watchdog is fed twice in its time, by the process that is watched`() throws {
    let listener = try Listener()
    var watched = manager(
      listener, ["WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "\(getpid())"])
    watched.ready(calls: 0)
    _ = listener.received()
    watched.look(calls: 0)
    watched.look(calls: 0)
    #expect(listener.received() == ["WATCHDOG=1"])
    var other = manager(listener, ["WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "1"])
    other.ready(calls: 0)
    _ = listener.received()
    other.look(calls: 0)
    #expect(listener.received().isEmpty)
  }

  @Test func `a reload has its moment, by the clock that systemd compares it with`() throws {
    let listener = try Listener()
    manager(listener).reloading()
    let lines = try #require(listener.received().first).split(separator: "\n")
    #expect(lines.first == "RELOADING=1")
    let moment = try #require(lines.last?.split(separator: "=").last.flatMap { Int64($0) })
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    #expect(abs(Int64(now.tv_sec) * 1_000_000 - moment) < 60_000_000)
  }

  @Test func `while calls may end more time is asked for`() throws {
    let listener = try Listener()
    var manager = manager(listener)
    manager.stopping(calls: 2)
    manager.stopping(calls: 2)
    manager.stopping(calls: 1)
    #expect(
      listener.received() == [
        "STOPPING=1\nSTATUS=Stopping; 2 calls may end.\nEXTEND_TIMEOUT_USEC=15000000",
        "STOPPING=1\nSTATUS=Stopping; 1 call may end.\nEXTEND_TIMEOUT_USEC=15000000",
      ])
  }

  @Test func `without a socket nothing is told and nothing fails`() {
    var manager = SystemdNotifier { _ in nil }
    manager.ready(calls: 0)
    manager.look(calls: 1)
    manager.reloading()
    manager.stopping(calls: 1)
  }

  @Test func `the journal takes an entry with the fields of the line`() throws {
    let listener = try Listener()
    let journal = try #require(JournalSocket(path: listener.path))
    let line = LogLine(
      time: 0, level: .warning, module: "SIPLine", call: "4f2a9c01", sentence: "It ended.",
      fields: [LogField("source", "192.0.2.7"), LogField("lost", 3)])
    #expect(journal.send(line.journalEntry))
    #expect(
      listener.received() == [
        """
        MESSAGE=SIPLine call=4f2a9c01 It ended. source=192.0.2.7 lost=3
        PRIORITY=4
        SYSLOG_IDENTIFIER=voiceportal
        VOICEPORTAL_MODULE=SIPLine
        VOICEPORTAL_CALL=4f2a9c01
        VOICEPORTAL_SOURCE=192.0.2.7
        VOICEPORTAL_LOST=3

        """
      ])
    #expect(JournalSocket(path: listener.path + "-none") == nil)
  }

  @Test func `the unit leaves at most 1.5 of exposure`() throws {
    let unit = ProjectFiles.root.appending(path: ".package/voiceportal.service").path
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["systemd-analyze", "security", "--offline=true", "--no-pager", unit]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: bytes, as: UTF8.self)
    let level = try #require(
      text.firstMatch(of: /Overall exposure level for [^:]+: (\d\.\d)/), "\(text)")
    #expect(try #require(Double(level.1)) <= 1.5)
  }
}
