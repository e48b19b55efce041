import Audio
import Foundation
import SoundFiles
import Testing

@Suite struct SoundFileTests {
  private let tone = Tone.sine(hertz: 440, milliseconds: 500, levelDB: -20)

  @Test(arguments: SoundFormat.allCases)
  func `what is written can be read`(format: SoundFormat) throws {
    try withScratchFolder { folder in
      let path = "\(folder)/tone.\(format.fileExtension)"
      try Sound(samples: tone).write(to: path, format: format)
      let read = try Sound.read(path, limitSeconds: 1)
      #expect(read.sampleRate == 8000)
      #expect(read.samples.count == tone.count)
      #expect(read.milliseconds == 500)
      #expect(abs(Level.speech(read.samples) + 20) < 0.5)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    }
  }

  @Test(arguments: [SoundFormat.wav, .flac])
  func `formats without loss keep every sample`(format: SoundFormat) throws {
    try withScratchFolder { folder in
      let sound = Sound(samples: [0, 1, -1, .max, .min, 12345], sampleRate: 16000)
      try sound.write(to: "\(folder)/a", format: format)
      #expect(try Sound.read("\(folder)/a") == sound)
    }
  }

  @Test func `a prompt of a second takes less than 3 KB`() throws {
    try withScratchFolder { folder in
      let path = "\(folder)/beep.opus"
      try Sound(samples: tone + tone).write(to: path, format: .oggOpus)
      #expect(try contents(of: path).count < 3000)
    }
  }

  @Test(arguments: SoundFormat.allCases)
  func `a sound in memory reads as its file does`(format: SoundFormat) throws {
    try withScratchFolder { folder in
      let path = "\(folder)/tone"
      try Sound(samples: tone).write(to: path, format: format)
      let bytes = try contents(of: path)
      #expect(try Sound.read(bytes: bytes, name: "upload") == Sound.read(path))
    }
  }

  @Test func `channels are mixed down to one`() throws {
    var file = HandmadeWAV(channels: 2)
    file.data = (0..<100).flatMap { _ in little(Int16(1000)) + little(Int16(3000)) }
    let sound = try Sound.read(bytes: file.bytes, name: "stereo")
    #expect(sound.samples == [Int16](repeating: 2000, count: 100))
  }

  @Test func `floating-point samples beyond full scale are turned down, not cut off`() throws {
    let file = HandmadeWAV(
      kind: 3, bits: 32, data: [Float(0), 2, -1, 0.5].flatMap { little($0.bitPattern) })
    let sound = try Sound.read(bytes: file.bytes, name: "float")
    #expect(sound.samples == [0, 32767, -16384, 8192])
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, .signalingNaN])
  func `a sample that is not a number is refused with its place`(bad: Float) {
    var samples = [Float](repeating: 0.25, count: 8000)
    samples[4000] = bad
    let file = HandmadeWAV(kind: 3, bits: 32, data: samples.flatMap { little($0.bitPattern) })
    #expect(throws: SoundFileError.badSamples(path: "bad.wav", atMilliseconds: 500)) {
      try Sound.read(bytes: file.bytes, name: "bad.wav")
    }
  }

  @Test func `a sound longer than the limit is refused`() throws {
    try withScratchFolder { folder in
      let path = "\(folder)/long.wav"
      try Sound(samples: Tone.silence(milliseconds: 2001)).write(to: path, format: .wav)
      #expect(throws: SoundFileError.tooLong(path: path, limitSeconds: 2)) {
        try Sound.read(path, limitSeconds: 2)
      }
      #expect(try Sound.read(path, limitSeconds: 3).milliseconds == 2001)
    }
  }

  @Test func `a missing file, a folder and a device are told apart`() throws {
    try withScratchFolder { folder in
      #expect(throws: SoundFileError.missing(path: "\(folder)/no")) {
        try Sound.read("\(folder)/no")
      }
      #expect(throws: SoundFileError.unreadable(path: folder, reason: "it is a folder")) {
        try Sound.read(folder)
      }
      #expect(
        throws: SoundFileError.unreadable(path: "/dev/zero", reason: "it is not a plain file")
      ) { try Sound.read("/dev/zero") }
      #expect(unsafe mkfifo("\(folder)/pipe", 0o600) == 0)
      #expect(throws: SoundFileError.self) { try Sound.read("\(folder)/pipe") }
    }
  }

  @Test func `a failed writing says why and leaves what was there`() throws {
    try withScratchFolder { folder in
      let path = try put([1, 2, 3], in: folder, as: "keep.opus")
      // Opus has no rate of 11,025.
      let error = #expect(throws: SoundFileError.self) {
        try Sound(samples: tone, sampleRate: 11025).write(to: path, format: .oggOpus)
      }
      #expect(error?.description.hasPrefix("\(path) cannot be written: ") == true)
      #expect(try contents(of: path) == [1, 2, 3])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["keep.opus"])
    }
  }

  @Test func `an error is a sentence with the file and the reason`() {
    let limit = SoundFileError.tooLong(path: "hello.wav", limitSeconds: 60)
    #expect(
      limit.description
        == "hello.wav is too long: it goes on after the 60 seconds that are allowed.")
  }

  @Test(arguments: [(1.0, -1.0), (1, -0.8), (0.5, -0.6)])
  func `two channels in opposite phase are mixed by the louder one`(
    left: Double, right: Double
  ) throws {
    let data = tone.flatMap { sample in
      little(Int16(Double(sample) * left)) + little(Int16(Double(sample) * right))
    }
    let sound = try Sound.read(bytes: HandmadeWAV(channels: 2, data: data).bytes, name: "a.wav")
    let loudest = max(abs(left), abs(right))
    #expect(abs(Level.rms(sound.samples) - Level.rms(tone) - 20 * log10(loudest)) < 0.5)
  }

  @Test(arguments: [(1.0, 1.0, 0.0), (1, 0, -6), (0, 1, -6), (0.5, 1, -2.5)])
  func `other channels are mixed by their mean`(left: Double, right: Double, level: Double) throws {
    let data = tone.flatMap { sample in
      little(Int16(Double(sample) * left)) + little(Int16(Double(sample) * right))
    }
    let sound = try Sound.read(bytes: HandmadeWAV(channels: 2, data: data).bytes, name: "a.wav")
    #expect(abs(Level.rms(sound.samples) - Level.rms(tone) - level) < 0.3)
  }
}
