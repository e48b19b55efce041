import Audio
import Foundation
import SoundFiles
import Testing

/// A recording that is played from its file is the same as one that was read and levelled whole.
@Suite struct RecordedSoundTests {
  /// Three seconds and a bit: soft, and with one loud word that the limiter turns down.
  private static let soft = sound(loudFor: 0)
  private static let mixed = sound(loudFor: 900)

  @Test(arguments: [soft, mixed])
  func `it sounds as if it had been levelled as a whole`(samples: [Int16]) throws {
    try withFile(samples) { path in
      let sound = try #require(
        RecordedSound(path: path, levelledTo: -20, peakLimitDB: -3))
      #expect(sound.count == samples.count)
      let expected = samples.levelled(to: -20, peakLimitDB: -3)
      #expect(heard(sound, 0..<sound.count, by: 160) == expected)
      // Keys move in it, back and on.
      #expect(heard(sound, 9_000..<17_000, by: 160) == Array(expected[9_000..<17_000]))
      #expect(heard(sound, 100..<1_500, by: 37) == Array(expected[100..<1_500]))
    }
  }

  @Test func `it plays on when its file has been removed`() throws {
    try withFile(Self.soft) { path in
      let sound = try #require(RecordedSound(path: path, levelledTo: -20, peakLimitDB: -3))
      try FileManager.default.removeItem(atPath: path)
      #expect(heard(sound, 0..<sound.count, by: 160).contains { $0 != 0 })
    }
  }

  @Test func `what is no plain recording is left to others`() throws {
    try withFile(Self.soft) { path in
      let other = path + ".opus"
      try Sound(samples: Self.soft).write(to: other, format: .oggOpus)
      for path in [other, path + ".none"] {
        #expect(RecordedSound(path: path, levelledTo: -20, peakLimitDB: -3) == nil)
      }
    }
  }

  private static func sound(loudFor length: Int) -> [Int16] {
    (0..<25_003).map { index in
      let isLoud = (12_000..<12_000 + length).contains(index)
      return Int16((isLoud ? 30_000 : 900) * sin(Double(index) * 0.31))
    }
  }

  private func heard(_ sound: RecordedSound, _ range: Range<Int>, by length: Int) -> [Int16] {
    var samples: [Int16] = []
    for start in stride(from: range.lowerBound, to: range.upperBound, by: length) {
      let part = start..<min(start + length, range.upperBound)
      var frame = [Int16](repeating: 0, count: part.count)
      var span = frame.mutableSpan
      sound.copy(part, into: &span, at: 0)
      samples += frame
    }
    return samples
  }

  private func withFile(_ samples: [Int16], _ body: (String) throws -> Void) throws {
    try withScratchFolder { folder in
      let file = try RecordingFile(path: folder + "/recording.wav")
      try file.append(samples.span)
      try file.close(sync: false)
      try body(folder + "/recording.wav")
    }
  }
}
