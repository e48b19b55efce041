import Audio
import Foundation
import SoundFiles
import Testing

/// What is left of a recording when its process ends in the middle of it.
@Suite struct RecordingCrashTests {
  @Test func `a recording of a killed process is salvaged`() async throws {
    let folder = try newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
      let recording = try RecordingFile(path: "\(folder)/message.wav")
      let frame = Tone.sine(hertz: 440, milliseconds: 20, levelDB: -20)
      for _ in 0..<120 { try recording.append(frame.span) }
      kill(getpid(), SIGKILL)
    }
    let path = "\(folder)/message.wav"
    #expect(try Sound.read(path).milliseconds == 2000)
    let salvaged = try RecordingFile.repair(path: path)
    #expect(salvaged.milliseconds == 2400)
    #expect(salvaged.hasSound)
    #expect(try Sound.read(path).milliseconds == 2400)
  }

  @Test func `a full disk is an error and what was written stays`() async throws {
    let folder = try newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await #expect(processExitsWith: .success) { [folder = folder as String] in
      // A limit on the size of a file stands for a full disk.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 44 + 16_000 + 1001, rlim_max: 44 + 16_000 + 1001)
      try #require(unsafe setrlimit(__rlimit_resource_t(1), &limit) == 0)
      let recording = try RecordingFile(path: "\(folder)/message.wav")
      let second = Tone.sine(hertz: 440, milliseconds: 1000, levelDB: -20)
      try recording.append(second.span)
      let error = #expect(throws: RecordingFileError.self) { try recording.append(second.span) }
      let path = recording.path
      #expect(
        error?.description == "The recording \(path) cannot be written: File too large.")
      try recording.close(sync: true)
      #expect(recording.milliseconds == 1062)
      #expect(try Sound.read(path).samples.count == 8500)
    }
    #expect(try Sound.read("\(folder)/message.wav").samples.count == 8500)
  }

  private func newFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("voiceportal-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }
}
