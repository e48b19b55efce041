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
        RecordedSound(path: path, levelledTo: -20, peakLimitDB: -3, reader: reader))
      #expect(sound.count == samples.count)
      let expected = samples.levelled(to: -20, peakLimitDB: -3)
      #expect(heard(sound, 0..<sound.count, by: 160) == expected)
      #expect(sound.samples == expected)
      // Keys move in it, back and on.
      #expect(heard(sound, 9_000..<17_000, by: 160) == Array(expected[9_000..<17_000]))
      #expect(heard(sound, 100..<1_500, by: 37) == Array(expected[100..<1_500]))
    }
  }

  @Test func `a call waits for what the disk gives too late and misses nothing`() async throws {
    let (late, told) = AsyncStream.makeStream(of: Void.self)
    try withFile(Self.mixed) { path in
      let reader = RecordingReader { told.yield() }
      let queue = PlayQueue([
        try #require(
          RecordedSound(path: path, levelledTo: -20, peakLimitDB: -3, reader: reader))
      ])
      // More at once than was read when it was opened.
      var heard = next(10_000, of: queue, from: 0)
      #expect(heard.count == 2_048)
      while heard.count < queue.count { heard += next(160, of: queue, from: heard.count) }
      #expect(heard == Self.mixed.levelled(to: -20, peakLimitDB: -3))
    }
    for await _ in late.prefix(1) {}
  }

  @Test func `it plays on when its file has been removed`() throws {
    try withFile(Self.soft) { path in
      let sound = try #require(
        RecordedSound(path: path, levelledTo: -20, peakLimitDB: -3, reader: reader))
      try FileManager.default.removeItem(atPath: path)
      #expect(heard(sound, 0..<sound.count, by: 160).contains { $0 != 0 })
    }
  }

  @Test func `what is no plain recording is left to others`() throws {
    try withFile(Self.soft) { path in
      let other = path + ".opus"
      try Sound(samples: Self.soft).write(to: other, format: .oggOpus)
      for path in [other, path + ".none"] {
        #expect(
          RecordedSound(path: path, levelledTo: -20, peakLimitDB: -3, reader: reader) == nil)
      }
    }
  }

  private static func sound(loudFor length: Int) -> [Int16] {
    (0..<25_003).map { index in
      let isLoud = (12_000..<12_000 + length).contains(index)
      return Int16((isLoud ? 30_000 : 900) * sin(Double(index) * 0.31))
    }
  }

  private let reader = RecordingReader {}

  /// What a call hears that waits for what is still being read.
  private func heard(_ sound: RecordedSound, _ range: Range<Int>, by length: Int) -> [Int16] {
    let queue = PlayQueue([sound])
    var samples: [Int16] = []
    while samples.count < range.count {
      let length = min(length, range.count - samples.count)
      samples += next(length, of: queue, from: range.lowerBound + samples.count)
    }
    return samples
  }

  private func next(_ length: Int, of queue: PlayQueue, from start: Int) -> [Int16] {
    var frame = [Int16](repeating: 1, count: length)
    var span = frame.mutableSpan
    let count = queue.copy(from: start, into: &span)
    #expect(frame[count...].allSatisfy { $0 == 0 })
    if count == 0 { usleep(1_000) }
    return Array(frame[..<count])
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
