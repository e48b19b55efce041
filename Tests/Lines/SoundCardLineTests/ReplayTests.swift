import Foundation
import Processes
import Testing

@testable import SoundCardLine

/// `voiceportal replay --line sound-card`: a caller at one sound card, a portal at another.
@Suite struct ReplayTests {
  @Test func `scripts are played on a sound card, but for what it cannot tell`() async throws {
    try await withSoundServer { server in
      let (output, end) = try Self.replay(
        [
          """
          call from 111 to portal
          dials 123567# 1 1
          hears message 1 of 2
          hears after-message
          dials #
          hears message-saved
          hangs up
          expects mailbox 111 new 1 saved 1

          call from 0221-4710123 to 112
          hears greeting
          dials #
          says 3 s
          hangs up
          expects mailbox 112 new 1
          """,
          "call from 111 to 112 because busy",
          "call from 111 to portal\nhangs up\nexpects refused busy",
        ], on: server)
      for part in [
        "3 scripts, 1 passed, 0 failed, 2 not for this line.",
        "a sound card cannot tell why a call comes to the portal",
        "no sound tells what a portal does with a call",
      ] {
        #expect(output.contains(part), "\(output)")
      }
      // What is not for a line has not failed.
      #expect(end == .exit(0))
    }
  }

  /// What is printed when such scripts are played, and how it ended.
  private static func replay(
    _ scripts: [String], on server: SoundServer
  ) throws -> (output: String, end: ChildProcess.End) {
    var paths: [String] = []
    for (index, steps) in scripts.enumerated() {
      paths.append("\(server.folder)/\(index).call")
      try "given accounts \(fixtures.path)/Accounts/one-net.json5\n\(steps)\n"
        .write(toFile: paths[index], atomically: true, encoding: .utf8)
    }
    let program = try Program(
      [
        "replay", "--line", "sound-card",
        "--device", server.telephone.playback, "--capture", server.telephone.capture,
        "--portal-device", server.card.playback, "--portal-capture", server.card.capture,
      ] + paths, in: server.folder)
    let end = try #require(program.end(withinSeconds: 240), "\(program.output)")
    return (program.output, end)
  }
}
