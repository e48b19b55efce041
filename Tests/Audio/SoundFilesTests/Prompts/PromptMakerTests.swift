import Audio
import Foundation
import Processes
import SoundFiles
import Testing

@Suite struct PromptMakerTests {
  @Test(arguments: [
    ("You have two new messages.", SpeechVoice.flite(voice: "slt")),
    ("You have two new messages.", .espeak(language: "en-gb")),
    ("Sie haben zwei neue Nachrichten für später.", .espeak(language: "de")),
    ("U heeft twee nieuwe berichten.", .espeak(language: "nl")),
    ("-5", .espeak(language: "en-gb")),
  ])
  func `a prompt is spoken, trimmed and levelled`(text: String, voice: SpeechVoice) throws {
    try withScratchFolder { folder in
      let path = "\(folder)/prompt.opus"
      try PromptMaker.make(text: text, voice: voice, to: path)
      let sound = try Sound.read(path)
      #expect(sound.sampleRate == 16_000)
      #expect((300...4000).contains(sound.milliseconds))
      let measure = try PromptMeasure(path)
      #expect(abs(measure.level + 20) < 1)
      #expect(measure.peak <= -3)
      #expect(measure.startMilliseconds <= 30)
    }
  }

  @Test(arguments: [SpeechVoice.espeak(language: "klingon2"), .flite(voice: "nobody")])
  func `a voice that is not there is an error of its program`(voice: SpeechVoice) throws {
    try withScratchFolder { folder in
      let error = #expect(throws: PromptMakerError.self) {
        try PromptMaker.make(text: "hello", voice: voice, to: "\(folder)/prompt.opus")
      }
      #expect(error?.description.hasPrefix("\(voice.program) failed: ") == true)
    }
  }

  @Test func `a text that makes no sound is an error`() throws {
    try withScratchFolder { folder in
      #expect(throws: PromptMakerError.noSound(program: "espeak-ng", text: " ")) {
        try PromptMaker.make(
          text: " ", voice: .espeak(language: "de"), to: "\(folder)/prompt.opus")
      }
    }
  }

  @Test func `a program that is not installed is named`() async {
    await #expect(processExitsWith: .success) {
      try #require(unsafe setenv("PATH", "/nowhere", 1) == 0)
      let error = #expect(throws: PromptMakerError.self) {
        try PromptMaker.make(text: "hello", voice: .flite(voice: "slt"), to: "/nowhere/hello.opus")
      }
      #expect(error?.description == "flite is not installed: it is the Debian package flite.")
    }
  }

  @Test func `any program can speak that writes a sound file to its output`() throws {
    try withScratchFolder { folder in
      let path = "\(folder)/prompt.opus"
      let line = "cat > \(folder)/heard && espeak-ng -v nl -f \(folder)/heard --stdout"
      try PromptMaker.make(text: "Goedemiddag.", voice: .command(line), to: path)
      #expect(try String(contentsOfFile: "\(folder)/heard", encoding: .utf8) == "Goedemiddag.\n")
      let level = try PromptMeasure(path).level
      #expect(abs(level + 20) < 1)
    }
  }

  @Test func `what is above 4 kHz leaves nothing on a line of 8 kHz`() throws {
    try withScratchFolder { folder in
      let path = "\(folder)/high.opus"
      let high = Tone.sine(hertz: 5_500, milliseconds: 600, levelDB: -12, sampleRate: 16_000)
      try Sound(samples: high, sampleRate: 16_000).write(to: path, format: .oggOpus)
      #expect(Level.rms(try Sound.read(path).samples) > -20)
      let narrow = try Sound.read(path, at: 8_000)
      #expect(narrow.sampleRate == 8_000)
      #expect(Level.rms(narrow.samples) < -45)
    }
  }

  @Test func `Pico and piper tell how to get them`() throws {
    try withScratchFolder { folder in
      let python = "\(folder)/python"
      // Written by another process: a file that this one has open for writing may be inherited by
      // programs that other tests start just then, and Linux runs no file that anybody writes to.
      let lines = "printf '#!/bin/sh\\necho No module named py_nanotts >&2\\nexit 1\\n'"
      let end = try ChildProcess.run("sh", ["-c", "\(lines) > \(python); chmod 755 \(python)"])
      #expect(end == .exit(0))
      let error = #expect(throws: PromptMakerError.self) {
        try PromptMaker.make(
          text: "Guten Tag.", voice: .pico(voice: "de-DE", python: python),
          to: "\(folder)/prompt.opus")
      }
      #expect(error?.description.contains("pip install py-nanotts==0.1.1") == true)
    }
  }
}
