import Audio
import Foundation
import SoundFiles
import Testing

@Suite struct PromptLibraryTests {
  @Test func `a clip has the samples of its file`() throws {
    try withScratchFolder { folder in
      try save(Tone.beep, as: "\(folder)/beep.wav", .wav)
      let library = try PromptLibrary(folders: [folder])
      let clip = try #require(try library.clip(named: "beep"))
      #expect(clip.count == 2400)
      #expect(clip.milliseconds == 300)
      let samples = library.source(clip).samples
      // Its ends are faded over 2 ms.
      #expect(samples[16..<2384] == Tone.beep[16..<2384])
      #expect(try library.clip(named: "beep") == clip)
      #expect(try library.clip(named: "other") == nil)
    }
  }

  @Test func `a clip is faded in and out, so that no join clicks`() throws {
    try withScratchFolder { folder in
      try save([Int16](repeating: 16_000, count: 800), as: "\(folder)/edge.wav", .wav)
      let library = try PromptLibrary(folders: [folder])
      let samples = library.source(try #require(try library.clip(named: "edge"))).samples
      #expect(samples.first == 0 && samples.last == 0)
      #expect(zip(samples, samples.dropFirst()).allSatisfy { abs(Int($0) - Int($1)) <= 1_000 })
    }
  }

  @Test func `one's own file in a later folder wins, whatever its format and rate`() throws {
    try withScratchFolder { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/own", withIntermediateDirectories: true)
      try save(Tone.beep, as: "\(folder)/one.opus", .oggOpus)
      try save(Tone.beep, as: "\(folder)/two.opus", .oggOpus)
      let own = Sound(
        samples: Tone.sine(hertz: 500, milliseconds: 700, levelDB: -20, sampleRate: 44100),
        sampleRate: 44100)
      try own.write(to: "\(folder)/own/one.flac", format: .flac)
      let library = try PromptLibrary(folders: [folder, "\(folder)/own"])
      #expect(library.names == ["one", "two"])
      #expect(library.path(ofClip: "one") == "\(folder)/own/one.flac")
      #expect(try library.clip(named: "one")?.milliseconds == 700)
      #expect(try library.clip(named: "two")?.milliseconds == 300)
    }
  }

  @Test func `other files in the folder are no clips`() throws {
    try withScratchFolder { folder in
      for name in ["README.md", "make.sh", ".hidden.wav", "beep"] {
        _ = try put([65], in: folder, as: name)
      }
      #expect(try PromptLibrary(folders: [folder]).names == [])
    }
  }

  @Test func `a missing folder and a bad clip are named`() throws {
    try withScratchFolder { folder in
      let missing = #expect(throws: PromptLibraryError.self) {
        try PromptLibrary(folders: ["\(folder)/no"])
      }
      #expect(
        missing?.description
          == "The prompt folder \(folder)/no cannot be listed: No such file or directory.")
      let path = try put(Array("text".utf8), in: folder, as: "bad.wav")
      let library = try PromptLibrary(folders: [folder])
      let bad = #expect(throws: PromptLibraryError.self) { try library.clip(named: "bad") }
      #expect(bad?.description.hasPrefix("The prompt bad cannot be used. \(path) ") == true)
    }
  }

  @Test func `many threads get the same clips`() async throws {
    try await withThrowingTaskGroup(of: [Int16].self) { group in
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("voiceportal-test-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try save(Tone.beep, as: "\(folder)/a.wav", .wav)
      let library = try PromptLibrary(folders: [folder])
      for _ in 0..<16 {
        group.addTask { try library.clip(named: "a").map { library.source($0).samples } ?? [] }
      }
      for try await samples in group { #expect(samples[16..<2384] == Tone.beep[16..<2384]) }
    }
  }

  @Test func `the check finds what is wrong with each clip`() throws {
    try withScratchFolder { folder in
      let speech = Tone.sine(hertz: 440, milliseconds: 500, levelDB: -20)
      var clipped = speech
      clipped.replaceSubrange(800..<803, with: [.max, .max, .max])
      let quiet = Tone.sine(hertz: 440, milliseconds: 500, levelDB: -41)
      try save(speech, as: "\(folder)/good.opus", .oggOpus)
      try save(speech, as: "\(folder)/unused.opus", .oggOpus)
      try save(clipped, as: "\(folder)/clipped.wav", .wav)
      try save(quiet, as: "\(folder)/quiet.wav", .wav)
      try save(Tone.silence(milliseconds: 50), as: "\(folder)/zeros.wav", .wav)
      _ = try put([], in: folder, as: "empty.wav")
      _ = try put(Array("text".utf8), in: folder, as: "text.wav")
      let names = ["good", "clipped", "quiet", "zeros", "empty", "text", "missing"]
      let findings = PromptCheck.findings(
        required: Set(names), in: try PromptLibrary(folders: [folder]))
      #expect(
        findings.map(\.description.withoutReason) == [
          "The prompt clipped (\(folder)/clipped.wav) is clipped",
          "The prompt empty (\(folder)/empty.wav) is empty",
          "The prompt missing is missing",
          "The prompt quiet (\(folder)/quiet.wav) is too quiet",
          "The prompt text cannot be used. \(folder)/text.wav is not a sound file that can be read",
          "The prompt unused (\(folder)/unused.opus) is not used by any phrase.",
          "The prompt zeros (\(folder)/zeros.wav) is empty",
        ])
      #expect(findings.first?.kind == .clipped(atMilliseconds: 100))
    }
  }

  private func save(_ samples: [Int16], as path: String, _ format: SoundFormat) throws {
    try Sound(samples: samples).write(to: path, format: format)
  }
}

extension String {
  /// A finding up to the colon.
  fileprivate var withoutReason: String { prefix { $0 != ":" }.description }
}
