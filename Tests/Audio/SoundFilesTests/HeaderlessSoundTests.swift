import Audio
import CSndFile
import SoundFiles
import Testing

/// Sound without a header, as telephone systems write it.
@Suite struct HeaderlessSoundTests {
  private let tone = Tone.sine(hertz: 700, milliseconds: 500, levelDB: -20, sampleRate: 8_000)

  private func read(_ bytes: [UInt8], _ ending: String) throws -> Sound {
    let coding = try #require(HeaderlessCoding(fileExtension: ending))
    var sound = Sound(samples: [])
    try withScratchFolder { folder in
      sound = try Sound.read(try put(bytes, in: folder, as: "msg0000." + ending), as: coding)
    }
    return sound
  }

  private func expectTone(_ sound: Sound) {
    #expect(sound.sampleRate == 8_000)
    #expect(abs(sound.milliseconds - 500) <= 20)
    #expect(abs(Level.rms(sound.samples) + 20) < 1)
  }

  @Test(arguments: [("ulaw", G711.muLaw), ("pcm", .muLaw), ("alaw", .aLaw)])
  func `G711 is read`(ending: String, code: G711) throws {
    expectTone(try read(tone.map { code.encode($0) }, ending))
  }

  @Test func `G722 is read, its lower band`() throws {
    var encoder = G722Encoder()
    expectTone(try read(tone.map { encoder.encode($0) }, "g722"))
  }

  @Test func `linear samples are read at the rate that the ending says`() throws {
    let bytes = tone.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
    }
    expectTone(try read(bytes, "sln"))
    #expect(try read(bytes, "sln16").sampleRate == 16_000)
  }

  @Test func `GSM is read, without a header and in a WAV`() throws {
    try withScratchFolder { folder in
      for (ending, code) in [
        ("gsm", SF_FORMAT_RAW | SF_FORMAT_GSM610), ("WAV", SF_FORMAT_WAV | SF_FORMAT_GSM610),
      ] {
        let path = folder + "/msg0000." + ending
        try OddFormat(ending, code, 8_000).write(tone, to: path)
        let coding = HeaderlessCoding(fileExtension: ending)
        #expect((coding == nil) == (ending == "WAV"))
        // The last block is filled with silence.
        let sound = try coding.map { try Sound.read(path, as: $0) } ?? Sound.read(path)
        expectTone(Sound(samples: Array(sound.samples.prefix(4_000))))
      }
    }
  }

  @Test func `a sound that is too long is refused`() throws {
    try withScratchFolder { folder in
      let path = try put([UInt8](repeating: 0xFF, count: 16_001), in: folder, as: "x.g722")
      #expect(throws: SoundFileError.tooLong(path: path, limitSeconds: 2)) {
        try Sound.read(path, as: .g722, limitSeconds: 2)
      }
    }
  }

  @Test func `an empty file is refused`() throws {
    try withScratchFolder { folder in
      let path = try put([], in: folder, as: "x.ulaw")
      #expect(throws: SoundFileError.empty(path: path)) { try Sound.read(path, as: .muLaw) }
    }
  }
}
