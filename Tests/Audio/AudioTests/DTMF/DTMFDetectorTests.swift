import Audio
import DTMFTrials
import Testing

@Suite struct DTMFDetectorTests {
  private func keys(
    in sound: [Int16], frame: Int = 160, down: (DTMFKey) -> Void = { _ in }
  ) -> [DTMFKey] {
    var detector = DTMFDetector()
    var keys: [DTMFKey] = []
    for start in stride(from: 0, to: sound.count, by: frame) {
      let part = sound.span.extracting(start..<min(start + frame, sound.count))
      detector.listen(to: part, down: down, heard: { keys.append($0) })
    }
    detector.finish { keys.append($0) }
    return keys
  }

  @Test(arguments: [1, 7, 80, 160, 333, 100_000])
  func `all sixteen keys are heard once in frames of any length`(frame: Int) throws {
    let text = "1234567890*#ABCD"
    let sound = try #require(Tone.dtmf(keys: text.utf8, milliseconds: 60, pauseMilliseconds: 60))
    let heard = keys(in: sound, frame: frame).map(\.key)
    #expect(heard == Array(text.utf8))
  }

  @Test(arguments: [(-16.0, 0.0, 80), (-30, 4, 50), (-9, -6, 120), (-20, -3, 400)])
  func `start, length, level and twist are told`(
    level: Double, twist: Double, milliseconds: Int
  ) throws {
    let tone = try #require(
      Tone.dtmf(0x35, milliseconds: milliseconds, levelDB: level, twistDB: twist))
    let sound = Tone.silence(milliseconds: 77) + tone + Tone.silence(milliseconds: 100)
    let heard = keys(in: sound)
    #expect(heard.count == 1)
    let key = try #require(heard.first)
    #expect(abs(key.start - 616) <= 24)
    #expect(abs(key.length - milliseconds * 8) <= 40)
    #expect(abs(key.levelDB - level) < 1)
    #expect(abs(key.twistDB - twist) < 1)
  }

  @Test func `a key is told while it is still down, and again when it was let go`() throws {
    let tone = try #require(Tone.dtmf(0x23, milliseconds: 500))
    var early: [DTMFKey] = []
    let heard = keys(in: tone + Tone.silence(milliseconds: 100), down: { early.append($0) })
    #expect(early.map(\.key) == [0x23])
    #expect(heard.map(\.key) == [0x23])
    #expect(try #require(early.first).length < 400)
    #expect(abs(try #require(heard.first).length - 4000) <= 40)
  }

  @Test func `a key that is down at the end of the sound is told`() throws {
    let tone = try #require(Tone.dtmf(0x30, milliseconds: 90))
    #expect(keys(in: Tone.silence(milliseconds: 30) + tone).map(\.key) == [0x30])
  }

  @Test func `silence, full scale and squares make no keys and no crash`() {
    #expect(keys(in: Tone.silence(milliseconds: 500)).isEmpty)
    #expect(keys(in: [Int16](repeating: .min, count: 8000)).isEmpty)
    #expect(keys(in: (0..<8000).map { $0 / 5 % 2 == 0 ? .min : .max }).isEmpty)
    var noise = TrialNoise(seed: 4)
    _ = keys(in: (0..<16000).map { _ in noise.next() & 1 == 0 ? Int16.min : Int16.max })
  }

  @Test func `a channel's state is at most 1 KiB`() {
    #expect(MemoryLayout<DTMFDetector>.stride <= 1024)
  }
}
