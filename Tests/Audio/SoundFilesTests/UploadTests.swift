import Audio
import Foundation
import SoundFiles
import Testing

/// What users may upload as greetings and announcements (G1, G2): files of every kind that
/// libsndfile writes become sound for the line, and every bad one is refused with its reason.
@Suite struct UploadTests {
  @Test(.timeLimit(.minutes(20)), arguments: OddFormat.all)
  func `a tone of 1 kHz is read with its level and its length`(format: OddFormat) throws {
    try withScratchFolder { folder in
      let path = "\(folder)/tone"
      try format.writeTone(to: path)
      let sound = try Sound.read(path, limitSeconds: 2)
      #expect(sound.sampleRate == format.rate)
      let line = sound.resampled(to: LineFormat.sampleRate)
      let length = OddFormat.milliseconds...OddFormat.milliseconds + format.paddingMilliseconds
      #expect(length.contains(line.milliseconds))
      #expect(abs(level(of: line.samples) - OddFormat.levelDB) < 0.5)
    }
  }

  @Test(.timeLimit(.minutes(20)), arguments: OddFormat.all)
  func `it becomes a greeting of the right loudness and length`(format: OddFormat) throws {
    try withScratchFolder { folder in
      let path = "\(folder)/tone"
      try format.writeTone(to: path)
      let greeting = try Sound.imported(from: path, limitSeconds: 2)
      #expect(greeting.sampleRate == LineFormat.sampleRate)
      let length =
        OddFormat.milliseconds - 5...OddFormat.milliseconds + format.paddingMilliseconds + 25
      #expect(length.contains(greeting.milliseconds))
      #expect(abs(level(of: greeting.samples) + 20) < 0.5)
    }
  }

  @Test(.timeLimit(.minutes(20)), arguments: OddFormat.all)
  func `half of the file is half of the sound, or is refused`(format: OddFormat) throws {
    try withScratchFolder { folder in
      let path = "\(folder)/tone"
      try format.writeTone(to: path)
      let bytes = try contents(of: path)
      let half = try put(Array(bytes.prefix(bytes.count / 2)), in: folder, as: "half")
      do throws(SoundFileError) {
        let greeting = try Sound.imported(from: half, limitSeconds: 2)
        #expect(greeting.milliseconds <= OddFormat.milliseconds * 3 / 4)
      } catch {
        #expect(error.description.hasPrefix(half))
      }
    }
  }

  /// What is wrong with a file, told without its path.
  enum Fault: Sendable {
    case notSound, empty, silent, tooLong
    case badSamples(Int)
  }

  private static let tone = Tone.sine(hertz: 1000, milliseconds: 500, levelDB: -20)
  private static let data = tone.flatMap { little($0) }

  private static func floats(_ bad: Float) -> [UInt8] {
    let samples = [Float](repeating: 0.1, count: 4000) + [bad] + [0.1, 0.1]
    return HandmadeWAV(kind: 3, bits: 32, data: samples.flatMap { little($0.bitPattern) }).bytes
  }

  private static func wave(_ samples: [Int16]) -> [UInt8] {
    HandmadeWAV(data: samples.flatMap { little($0) }).bytes
  }

  // swift-format-ignore: a table reads best in columns
  private static let refused: [(name: String, bytes: [UInt8], fault: Fault)] = [
    ("text.wav", Array("Dear Sir, this is a letter.\n".utf8), .notSound),
    (
      "page.mp3", Array(String(repeating: "<html><body>404</body></html>\n", count: 50).utf8),
      .notSound
    ),
    ("picture.wav", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + data, .notSound),
    ("paper.wav", Array("%PDF-1.7\n".utf8) + data, .notSound),
    ("film.wav", Array("RIFF\u{10}\0\0\0AVI LIST".utf8) + data, .notSound),
    ("header cut.wav", Array(wave(tone).prefix(35)), .notSound),
    ("wrong header.wav", Array("RIFF\u{10}\0\0\0WAVEdata\u{8}\0\0\0".utf8) + data, .notSound),
    ("no channels.wav", HandmadeWAV(channels: 0, data: data).bytes, .notSound),
    ("2000 channels.wav", HandmadeWAV(channels: 2000, data: data).bytes, .notSound),
    ("9 channels.wav", HandmadeWAV(channels: 9, data: data).bytes, .notSound),
    ("rate 192001.wav", HandmadeWAV(rate: 192_001, data: data).bytes, .notSound),
    ("rate 4294967295.wav", HandmadeWAV(rate: .max, data: data).bytes, .notSound),
    ("rate 0.wav", HandmadeWAV(rate: 0, data: data).bytes, .notSound),
    ("rate 3.wav", HandmadeWAV(rate: 3, data: data).bytes, .notSound),
    ("unknown codec.wav", HandmadeWAV(kind: 0x7777, data: data).bytes, .notSound),
    ("nothing.wav", [], .empty),
    ("no samples.wav", HandmadeWAV().bytes, .empty),
    (
      "4 GB of nothing.wav", HandmadeWAV(claimedDataSize: .max, claimedFileSize: .max).bytes, .empty
    ),
    ("zeros.wav", wave([Int16](repeating: 0, count: 8000)), .silent),
    ("offset.wav", wave([Int16](repeating: 12_000, count: 8000)), .silent),
    ("hum.wav", wave(Tone.sine(hertz: 50, milliseconds: 1000, levelDB: -50)), .silent),
    ("hiss.wav", wave((0..<8000).map { Int16($0 * 7919 % 5 - 2) }), .silent),
    ("long.wav", wave(tone + tone + tone + tone + [0]), .tooLong),
    ("not a number.wav", floats(.nan), .badSamples(500)),
    ("without end.wav", floats(.infinity), .badSamples(500)),
  ]

  @Test(.timeLimit(.minutes(20)), arguments: refused)
  func `a bad file is refused with its reason`(
    name: String, bytes: [UInt8], fault: Fault
  ) throws {
    try withScratchFolder { folder in
      let path = try put(bytes, in: folder, as: name)
      let error = try #require(
        #expect(throws: SoundFileError.self) { try Sound.imported(from: path, limitSeconds: 2) })
      switch fault {
      case .notSound:
        guard case .notSound(path, _) = error else {
          Issue.record("\(error)")
          return
        }
      case .empty: #expect(error == .empty(path: path))
      case .silent: #expect(error == .silent(path: path))
      case .tooLong: #expect(error == .tooLong(path: path, limitSeconds: 2))
      case .badSamples(let place):
        #expect(error == .badSamples(path: path, atMilliseconds: place))
      }
    }
  }

  @Test func `a header that claims 4 GB does not matter where sound is there`() throws {
    let file = HandmadeWAV(data: Self.data, claimedDataSize: .max, claimedFileSize: .max)
    let greeting = try Sound.imported(bytes: file.bytes, name: "odd.wav", limitSeconds: 2)
    #expect(abs(greeting.milliseconds - OddFormat.milliseconds) <= 1)
  }

  @Test(
    arguments: [8_000, 16_000, 44_100], [-10.0, -30, -48])
  func `a file with telephone keys is refused, however soft`(rate: Int, level: Double) throws {
    let keys = try #require(
      Tone.dtmf(keys: Array("12#".utf8), levelDB: level, sampleRate: rate))
    let hello = Tone.sine(hertz: 300, milliseconds: 700, levelDB: level, sampleRate: rate)
    let pause = Tone.silence(milliseconds: 300, sampleRate: rate)
    let samples = pause + hello + pause + keys + hello
    try withScratchFolder { folder in
      let path = "\(folder)/keys.flac"
      try Sound(samples: samples, sampleRate: rate).write(to: path, format: .flac)
      let error = try #require(
        #expect(throws: SoundFileError.self) { try Sound.imported(from: path, limitSeconds: 10) })
      guard case .holdsDTMF(path, "12#", let place) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(abs(place - 1300) <= 15)
      #expect(
        error.description
          == "\(path) holds the tones of telephone keys (12#, from \(place) ms on): a line would "
          + "take them for keys that the caller presses.")
    }
  }

  /// The RMS level of 1 kHz in the middle half.
  private func level(of samples: [Int16]) -> Double {
    let middle = samples.dropFirst(samples.count / 4).prefix(samples.count / 2 / 8 * 8)
    var (real, imaginary) = (0.0, 0.0)
    for (index, sample) in middle.enumerated() {
      let angle = 2 * Double.pi * Double(index) / 8
      real += Double(sample) / 32768 * cos(angle)
      imaginary += Double(sample) / 32768 * sin(angle)
    }
    let count = Double(middle.count)
    return 10 * log10(2 * (real * real + imaginary * imaginary) / (count * count))
  }
}
