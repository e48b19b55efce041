import Foundation
import Glibc
import Processes
import Testing

/// A crash of the server in the middle of a login.
@Suite struct CrashTests {
  @Test(arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGABRT])
  func `a crash shows no passcode, whatever reports are asked for`(signal: Int32) async throws {
    // Without the names of functions: to look them up takes a minute of CPU in a debug build.
    for setting in [
      "symbolicate=off", "symbolicate=off,enable=yes,registers=all,format=json,sanitize=no",
    ] {
      try await withLab { lab in
        let port = try Ports.free()
        var environment = ["TMPDIR": lab]
        environment["SWIFT_BACKTRACE"] = setting
        let server = try ServedPortal.program(
          ["serve", "--demo", "--sip", "udp:127.0.0.1:\(port)", "--http", "off"], in: lab,
          environment: environment)
        let caller = try BareCaller(port)
        let call = try await caller.open("2000")
        try await caller.press("101#495028", in: call)
        // Swift reports the first one and lets the program repeat its fault, which a signal from
        // outside does not do by itself.
        var end: ChildProcess.End?
        for _ in 0..<60 where end == nil {
          server.signal(signal)
          end = try await server.end(withinSeconds: 1)
        }
        #expect(end == .signal(signal))
        let text = server.output
        #expect(text.contains("Ready:"))
        for secret in ["495028", "34 39 35 30 32 38", "343935303238", "04 09 05 00 02 08"] {
          #expect(!text.contains(secret), "\(text)")
        }
        #expect(!text.contains("Registers") && !text.contains("capturedMemory"), "\(text)")
      }
    }
  }
}
