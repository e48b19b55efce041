import Audio
import Commands
import Foundation
import Mailbox
import ProjectFiles
import PromptMaking
import SoundFiles
import Speech
import Testing

@testable import voiceportal

@Suite struct PromptsCommandTests {
  private let folder: Folder
  private let names = ["main-menu", "goodbye", "number-7"]

  init() throws {
    folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/nl", withIntermediateDirectories: true)
  }

  /// A tone as long as the text of a clip takes.
  private func tone(_ clip: Clip) -> [Int16] {
    Tone.sine(
      hertz: 500, milliseconds: estimatedMilliseconds(of: .clip(clip)), levelDB: -30,
      sampleRate: 16_000)
  }

  /// One recording of the clips, with pauses of 2 s.
  private func recording(_ clips: [Clip]) throws -> String {
    let pause = Tone.silence(milliseconds: 2_000, sampleRate: 16_000)
    let path = "\(folder.path)/long.wav"
    try Sound(samples: clips.reduce(pause) { $0 + tone($1) + pause }, sampleRate: 16_000)
      .write(to: path, format: .wav)
    return path
  }

  private func run(_ verb: String, _ rest: String...) throws -> ExitCode {
    let only = names.flatMap { ["--only", $0] }
    return try PromptsCommand.run(
      [verb, "--language", "nl"] + only + ["--prompts", folder.path] + rest)
  }

  private var files: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/nl").sorted()
    }
  }

  @Test func `one long recording is cut into clips at its pauses`() throws {
    let sheet = RecordingSheet(.nl, only: Set(names))
    #expect(sheet.clips.count == 3)
    #expect(try run("import", try recording(sheet.clips)) == .good)
    #expect(try files == ["clips.tsv", "goodbye.flac", "main-menu.flac", "number-7.flac"])
    let library = try PromptLibrary(folders: ["\(folder.path)/nl"])
    #expect(PromptCheck.findings(required: Set(names), in: library) == [])
    for clip in sheet.clips {
      let sound = try Sound.read(try #require(library.path(ofClip: clip.name)))
      #expect(abs(sound.milliseconds - estimatedMilliseconds(of: .clip(clip))) < 60)
    }
    let table = try ClipTable(folder: "\(folder.path)/nl")
    #expect(sheet.clips.allSatisfy(table.isCurrent))
  }

  @Test func `a recording with a text too few changes nothing`() throws {
    let sheet = RecordingSheet(.nl, only: Set(names))
    let path = try recording(sheet.clips.dropLast())
    #expect(throws: Failure.self) { try run("import", path) }
    #expect(try files == [])
  }

  @Test func `a folder of recordings is named after clips or numbers of the sheet`() throws {
    let sheet = RecordingSheet(.nl, only: Set(names))
    let own = "\(folder.path)/own"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    for (index, clip) in sheet.clips.enumerated() {
      let name = index == 0 ? clip.name : "00\(index + 1)"
      try Sound(samples: tone(clip), sampleRate: 16_000)
        .write(to: "\(own)/\(name).wav", format: .wav)
    }
    #expect(try run("import", own) == .good)
    #expect(try files == ["clips.tsv", "goodbye.flac", "main-menu.flac", "number-7.flac"])
    _ = try folder.write("no sound", to: "own/stranger.wav")
    #expect(throws: Failure.self) { try run("import", own) }
  }

  @Test func `a recording that is far too long for its text is refused`() throws {
    let own = "\(folder.path)/own"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    let sound = Tone.sine(hertz: 500, milliseconds: 6_000, levelDB: -30)
    try Sound(samples: sound).write(to: "\(own)/number-7.wav", format: .wav)
    #expect(throws: Failure.self) { try run("import", own) }
    #expect(try run("import", own, "--anyway") == .good)
  }

  @Test(arguments: [
    ("pico:de-DE", SpeechVoice.pico(voice: "de-DE", python: "python3")),
    ("flite:rms", .flite(voice: "rms")), ("espeak-ng:nl", .espeak(language: "nl")),
    ("espeak-ng:nl+m3@120", .espeak(language: "nl+m3", wordsPerMinute: 120)),
    ("command:speak --well", .command("speak --well")),
  ])
  func `a voice is named by its program`(text: String, voice: SpeechVoice) throws {
    #expect(try SpeechVoice(argument: text, python: "python3") == voice)
  }

  @Test(arguments: ["flite", "pico:", "piper:/nowhere/x.onnx", "espeak-ng:nl@1", "festival:x"])
  func `a voice that is none is refused`(text: String) {
    #expect(throws: UsageError.self) { try SpeechVoice(argument: text, python: "python3") }
  }

  @Test func `a sheet that cannot be written is an error that names the file`() throws {
    let path = "\(folder.path)/none/sheet.txt"
    let error = #expect(throws: (any Error).self) {
      try PromptsCommand.run(["script", "--language", "nl", "--output", path])
    }
    #expect(error.map { "\($0)" } == "\(path): No such file or directory.")
    #expect(throws: UsageError.self) {
      try PromptsCommand.run(["script", "--language", "nl", "again"])
    }
  }

  @Test func `an error of Foundation is told as the file and the reason`() {
    let error = #expect(throws: CocoaError.self) {
      try FileManager.default.createDirectory(
        atPath: "/dev/null/en", withIntermediateDirectories: true)
    }
    #expect(error.map(TextFile.sentence(for:)) == "/dev/null/en: Not a directory.")
  }

  @Test func `all prompts together are at most 8 MB`() throws {
    let prompts = ProjectFiles.prompts
    var bytes = 0
    for language in ["en", "de", "nl", "demo"] {
      for file in try FileManager.default.contentsOfDirectory(
        at: prompts.appending(path: language), includingPropertiesForKeys: [.fileSizeKey])
      {
        bytes += try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
      }
    }
    #expect(bytes <= 8_000_000)
  }
}
