import Audio
import Foundation
import SoundFiles
import Testing

@Suite struct PromptMakerTests {
  @Test(arguments: [
    ("You have two new messages.", PromptMaker.Voice.flite(voice: "slt")),
    ("You have two new messages.", .espeak(language: "en-gb")),
    ("Sie haben zwei neue Nachrichten für später.", .espeak(language: "de")),
    ("U heeft twee nieuwe berichten.", .espeak(language: "nl")),
    ("-5", .espeak(language: "en-gb")),
  ])
  func `a prompt is spoken, trimmed and levelled`(text: String, voice: PromptMaker.Voice) throws {
    try withScratchFolder { folder in
      let path = "\(folder)/prompt.opus"
      try PromptMaker.make(text: text, voice: voice, to: path)
      let sound = try Sound.read(path)
      #expect(sound.sampleRate == 8000)
      #expect((300...4000).contains(sound.milliseconds))
      #expect(abs(Level.speech(sound.samples) + 20) < 1)
      #expect(Level.peak(sound.samples) < -1)
    }
  }

  @Test(arguments: [PromptMaker.Voice.espeak(language: "klingon2"), .flite(voice: "nobody")])
  func `a voice that is not there is an error of its program`(voice: PromptMaker.Voice) throws {
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
}
