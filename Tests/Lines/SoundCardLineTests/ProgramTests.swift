import Audio
import Foundation
import Mailbox
import Processes
import SoundFiles
import Store
import Testing

@testable import SoundCardLine

/// The commands as a user runs them, on a sound server.
@Suite struct ProgramTests {
  @Test func `a message under way at kill -9 is delivered by the next start`() async throws {
    try await withSoundServer { server in
      let data = server.folder + "/data"
      try Self.makeMailboxes(in: data)
      let words = [
        "serve", "--line", "sound-card", "--data", data, "--device", server.card.playback,
        "--capture", server.card.capture, "--answer", "at-once", "--number", "0221-4710123",
        "--to", "112",
      ]
      let caller = Caller(server.telephone)
      defer { caller.hangUp() }
      let first = try Program(words, in: server.folder)
      try #require(first.prints("Call 1 began."), "\(first.output)")
      pause(1)
      caller.sayAll(tones("#"))
      try #require(caller.waitForBeep(), "\(first.output)")
      pause(0.3)
      let speech = try Self.speech(seconds: 5)
      caller.sayAll(speech)
      #expect(first.end(by: SIGKILL) == .signal(SIGKILL))
      #expect(try Self.messages(in: data).isEmpty)

      let second = try Program(words, in: server.folder)
      #expect(
        second.prints("Messages that were being left when the last server died: 1."),
        "\(second.output)")
      #expect(second.end(by: SIGTERM) == .exit(0), "\(second.output)")

      let messages = try Self.messages(in: data)
      #expect(messages.count == 1)
      let stored = try #require(messages.first)
      // The last of what was said that is in it: a second may be missing, and what was still on
      // its way through the sound server.
      let kept = stored.lengthKept(of: speech)
      #expect(LineFormat.milliseconds(ofSamples: speech.count - kept) < 1_300)
      #expect(stored.end(ofHeard: Array(speech.prefix(kept))) != nil)
      #expect(caller.fault == nil)
    }
  }

  @Test func `check audio shows levels, and keys with level and twist`() throws {
    try withScratchFolder { folder in
      try (Tone.silence(milliseconds: 200) + tones("159#", levelDB: -20))
        .writeRaw(to: "\(folder)/in.raw")
      let program = try Program(
        [
          "check", "audio", "--device", Devices.into("\(folder)/out.raw"),
          "--capture", Devices.from("\(folder)/in.raw"), "--seconds", "2",
        ], in: folder)
      #expect(program.end() == .exit(0))
      let lines = program.output.split(separator: "\n")
      for key in "159#" {
        let line = try #require(lines.first { $0.hasPrefix("key \(key) ") }, "\(program.output)")
        #expect(line.contains("level -20.") || line.contains("level -19."), "\(line)")
        #expect(line.contains(" twist "))
      }
      #expect(lines.contains { $0.hasPrefix("[#") && $0.contains(" dBFS, peak ") })
      #expect(lines.last?.hasPrefix("4 keys; loudest -1") == true)
    }
  }

  /// By count, not by time, so that it holds on any machine and in any build.
  @Test func `the 20 ms do not allocate, and a key is followed by silence within a period`() throws
  {
    try withScratchFolder { folder in
      let program = try Program(
        ["sound", "--json", "--calls", "100"], in: folder, called: "voiceportal-bench")
      #expect(program.end(withinSeconds: 120) == .exit(0), "\(program.output)")
      let figures = try JSONDecoder().decode([Figure].self, from: Data(program.output.utf8))
      for name in [
        "allocations of four times the periods, more", "allocations of the detector, the same",
      ] {
        #expect(try #require(figures.first { $0.name == name }).highest == 0, "\(name)")
      }
      let silence = try #require(
        figures.first { $0.name == "from the report of a key to silence" })
      #expect(silence.repeats == 12)
      #expect(silence.highest <= 1)
    }
  }

  /// What is read of a figure of `voiceportal-bench --json`.
  private struct Figure: Decodable {
    var name: String
    var highest: Double
    var repeats: Int
  }

  // MARK: The mailboxes

  private static func makeMailboxes(in data: String) throws {
    let store = try Mailboxes(directory: data, options: options)
    defer { store.close() }
    let file = try AccountsFile(path: fixtures.path + "/Accounts/one-net.json5")
    _ = try file.install(in: store, now: 1_790_000_000_000)
  }

  /// What was left for Bob.
  private static func messages(in data: String) throws -> [[Int16]] {
    var options = options
    // A server would deliver what the killed one has left.
    options.isServer = false
    let store = try Mailboxes(directory: data, options: options)
    defer { store.close() }
    let company = try #require(try store.accounts.companies().first)
    let user = try #require(try store.accounts.user(withNumber: "112", of: company.id))
    return try store.accounts.messages(of: user.id).map { message in
      let part = try #require(message.parts.first)
      guard case .file(let path) = try store.audio(part.id) else { return [] }
      return try Sound.read(path).samples
    }
  }

  private static var options: SQLiteStoreOptions {
    var options = SQLiteStoreOptions()
    options.passcodeCost = .test
    return options
  }

  /// Speech that begins with a loud sound.
  private static func speech(seconds: Int) throws -> [Int16] {
    let all = try prompts("nl", seconds: seconds + 3, from: 60)
    let start = try #require(all.firstIndex { abs(Int($0)) > 2_000 })
    return Array(all[start...].prefix(seconds * 8_000))
  }
}

extension [Int16] {
  /// Up to where this sound is found in it, in loud pieces of 50 ms. Some may be missing where a
  /// busy machine was late.
  fileprivate func lengthKept(of sound: [Int16]) -> Int {
    for start in stride(from: sound.count - 400, through: 0, by: -200) {
      let piece = Array(sound[start..<start + 400])
      guard piece.contains(where: { abs(Int($0)) > 1_000 }) else { continue }
      if firstPlace(of: piece) != nil { return start + piece.count }
    }
    return 0
  }
}
