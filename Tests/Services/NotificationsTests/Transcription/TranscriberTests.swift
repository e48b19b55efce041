import Foundation
import MailServer
import Mailbox
import Processes
import ProjectFiles
import SoundFiles
import Testing

@testable import Notifications

/// Messages as text by engines of every temper (requirement I4).
@Suite struct TranscriberTests {
  /// A folder with a program of ours and a second of silence.
  private final class Engine {
    let folder: String
    var program: String { folder + "/engine.sh" }
    var sound: String { folder + "/message.wav" }

    init(_ does: String = "") throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "vp-engine-\(UUID())").path
      let manager = FileManager.default
      try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
      // No copy: other tests start programs meanwhile, which may inherit a file that is open for
      // writing, and Linux runs no file that anybody writes to.
      try manager.createSymbolicLink(
        atPath: program,
        withDestinationPath: ProjectFiles.fixtures.appending(path: "Transcription/engine.sh").path)
      try does.write(toFile: folder + "/does", atomically: true, encoding: .utf8)
      try Data(repeating: 0, count: 44 + 16_000).write(to: URL(filePath: sound))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func transcribe(
      seconds: Int = 30, isOver: @escaping @Sendable () -> Bool = { false }
    ) -> TranscriptOutcome {
      var settings = TranscriptionSettings(.program(program), name: "ours")
      settings.seconds = seconds
      return Transcriber(settings).transcribe(sound, seconds: 0, .de, isOver: isOver)
    }

    /// What lies in the folder beside what was there.
    var left: [String] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.filter { !["engine.sh", "message.wav", "does", "child"].contains($0) }
    }
  }

  private static let text = Transcript(
    text: "Guten Tag, hier sind 1000 Millisekunden.", language: "de", engine: "ours")

  @Test(arguments: ["", "chatter"]) func `a program prints what it has understood`(
    does: String
  ) throws {
    let engine = try Engine(does)
    #expect(engine.transcribe() == .done(Self.text))
    #expect(engine.left.isEmpty)
  }

  @Test func `a program that fails is not the server's fault`() throws {
    guard case .failed(let reason) = try Engine("fail").transcribe() else {
      Issue.record("it has failed")
      return
    }
    #expect(reason.hasSuffix("ended with 3: no model"))
  }

  @Test func `what is no JSON is no text`() throws {
    guard case .failed = try Engine("noise").transcribe() else {
      Issue.record("it has printed something else")
      return
    }
  }

  @Test func `a program that hangs is stopped with what it has started`() throws {
    let engine = try Engine("hang")
    guard case .failed(let reason) = engine.transcribe(seconds: 1) else {
      Issue.record("it hangs")
      return
    }
    #expect(reason == "It took longer than 1 s.")
    let child = try String(contentsOfFile: engine.folder + "/child", encoding: .utf8)
    let id = try #require(Int32(child.trimmingCharacters(in: .newlines)))
    // A process that is dead and not yet waited for is a zombie.
    let isGone = (0..<500).contains { _ in
      let state = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
      if state == nil || state?.contains(") Z ") == true { return true }
      usleep(10_000)
      return false
    }
    #expect(isGone)
    #expect(engine.left.isEmpty)
  }

  @Test func `a server that ends does not wait for a program`() throws {
    guard case .held = try Engine("hang").transcribe(seconds: 60, isOver: { true }) else {
      Issue.record("it is tried again after the start")
      return
    }
  }

  @Test func `a program that is not there holds what waits`() throws {
    let engine = try Engine()
    try FileManager.default.removeItem(atPath: engine.program)
    guard case .held = engine.transcribe() else {
      Issue.record("there is no program")
      return
    }
  }

  private func ask(_ server: HookServer, _ path: String, key: String? = nil) throws
    -> TranscriptOutcome
  {
    let engine = try Engine()
    var keyFile: String?
    if let key {
      keyFile = engine.folder + "/key"
      try (key + "\n").write(toFile: engine.folder + "/key", atomically: true, encoding: .utf8)
    }
    let url = "http://127.0.0.1:\(server.port)\(path)"
    let settings = TranscriptionSettings(
      .endpoint(url: url, model: "base", keyFile: keyFile), name: "there")
    return Transcriber(settings).transcribe(engine.sound, seconds: 0, .nl)
  }

  @Test func `an endpoint gets the file, the model and the language`() throws {
    let server = try HookServer()
    let outcome = try ask(server, "/v1/audio/transcriptions", key: "secret")
    #expect(outcome == .done(Transcript(text: "Goedendag.", language: nil, engine: "there")))
    let request = try #require(server.requests.first)
    #expect(request.headers["authorization"] == "Bearer secret")
    #expect(request.headers["content-type"]?.hasPrefix("multipart/form-data; boundary=") == true)
    for part in [
      "name=\"model\"", "name=\"language\"", "name=\"response_format\"",
      "name=\"file\"; filename=\"message.wav\"",
    ] {
      #expect(request.body.contains(part))
    }
  }

  @Test func `an endpoint that refuses the key holds what waits, one that fails does not`() throws {
    let server = try HookServer()
    guard case .held = try ask(server, "/status/401") else {
      Issue.record("the key is wrong")
      return
    }
    guard case .failed = try ask(server, "/status/500") else {
      Issue.record("it has failed")
      return
    }
  }

  /// `VOICEPORTAL_WHISPER` names the python3 of an environment with the packages of
  /// Fixtures/Transcription/requirements.txt; `.ci/whisper` makes one.
  private static let whisper = ProcessInfo.processInfo.environment["VOICEPORTAL_WHISPER"]

  @Test(.enabled(if: whisper != nil)) func `Whisper understands a German sentence`() throws {
    let engine = try Engine()
    let python = try #require(Self.whisper)
    let script = ProjectFiles.fixtures.appending(path: "Transcription/whisper_engine.py")
    try FileManager.default.removeItem(atPath: engine.program)
    let line = "sed '1s|.*|#!\(python)|' '\(script.path)' > '\(engine.program)'"
    let end = try ChildProcess.run("sh", ["-c", "\(line); chmod 755 '\(engine.program)'"])
    #expect(end == .exit(0))
    let clip = ProjectFiles.root.appending(path: "Prompts/de/mail-failed.opus").path
    let sound = try Sound.read(clip).resampled(to: 8_000)
    try Data(sound.encoded(as: .wav)).write(to: URL(filePath: engine.sound))
    let settings = TranscriptionSettings(.program(engine.program), name: "Whisper base")
    let outcome = Transcriber(settings).transcribe(engine.sound, seconds: 10, .de)
    guard case .done(let transcript) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(transcript.engine == "Whisper base" && transcript.language == "de")
    #expect(transcript.text.lowercased().contains("nachricht"))
  }
}
