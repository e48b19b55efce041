import Audio
import SoundFiles
import Testing

@Suite struct ImportedSoundTests {
  @Test(arguments: [8000, 11025, 16000, 22050, 44100, 48000, 96000, 192_000])
  func `a greeting of any rate becomes 8 kHz, trimmed and levelled`(rate: Int) throws {
    try withScratchFolder { folder in
      let silence = Tone.silence(milliseconds: 300, sampleRate: rate)
      let speech = Tone.sine(hertz: 500, milliseconds: 400, levelDB: -37, sampleRate: rate)
      let path = "\(folder)/greeting.wav"
      try Sound(samples: silence + speech + silence, sampleRate: rate).write(to: path, format: .wav)
      let greeting = try Sound.imported(from: path, limitSeconds: 2)
      #expect(greeting.sampleRate == 8000)
      #expect(abs(greeting.milliseconds - 440) <= 15)
      #expect(abs(Level.speech(greeting.samples) + 20) < 0.5)
      #expect(Level.peak(greeting.samples) <= -2)
    }
  }

  @Test(arguments: [0, 5, 9000])
  func `a file in which nothing is said is silent`(offset: Int16) throws {
    try withScratchFolder { folder in
      let path = "\(folder)/silent.wav"
      let samples = (0..<8000).map { offset + Int16($0 % 2) }
      try Sound(samples: samples).write(to: path, format: .wav)
      #expect(throws: SoundFileError.silent(path: path)) {
        try Sound.imported(from: path, limitSeconds: 10)
      }
    }
  }

  @Test func `a greeting longer than allowed is refused`() throws {
    try withScratchFolder { folder in
      let path = "\(folder)/long.flac"
      let speech = Tone.sine(hertz: 500, milliseconds: 1500, levelDB: -20)
      try Sound(samples: speech).write(to: path, format: .flac)
      #expect(throws: SoundFileError.tooLong(path: path, limitSeconds: 1)) {
        try Sound.imported(from: path, limitSeconds: 1)
      }
    }
  }

  @Test func `an upload in memory is imported too`() throws {
    let tone = Tone.sine(hertz: 500, milliseconds: 400, levelDB: -30)
    let file = HandmadeWAV(data: tone.flatMap { little($0) })
    let greeting = try Sound.imported(bytes: file.bytes, name: "upload", limitSeconds: 5)
    #expect(greeting.milliseconds == 400)
  }
}
