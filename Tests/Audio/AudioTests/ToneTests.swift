import Audio
import Glibc
import Testing

@Suite struct ToneTests {
  @Test func `the beep is 0.3 s at 1 kHz and starts and ends softly`() throws {
    #expect(Tone.beep.count == 2400)
    #expect(Tone.beep.first == 0)
    #expect(Tone.beep.last == 0)
    #expect(Tone.beep.prefix(16).allSatisfy { abs(Int($0)) < 3000 })
    #expect(abs(power(Tone.beep, hertz: 1000) - Level.rms(Tone.beep)) < 0.2)
  }

  @Test(arguments: [
    ("1", 697.0, 1209.0), ("A", 697, 1633), ("5", 770, 1336), ("9", 852, 1477), ("*", 941, 1209),
    ("0", 941, 1336), ("#", 941, 1477), ("d", 941, 1633),
  ])
  func `a key is its two tones`(key: String, low: Double, high: Double) throws {
    let ascii = try #require(key.utf8.first)
    let tone = try #require(Tone.dtmf(ascii, milliseconds: 100, levelDB: -20, twistDB: 3))
    #expect(abs(power(tone, hertz: low) + 20) < 0.5)
    #expect(abs(power(tone, hertz: high) + 17) < 0.5)
  }

  @Test(arguments: ["E", " ", "/", ":"])
  func `other characters are no key`(key: String) throws {
    #expect(Tone.dtmf(try #require(key.utf8.first)) == nil)
  }

  /// The RMS level of one frequency, by the Goertzel algorithm.
  private func power(_ samples: [Int16], hertz: Double) -> Double {
    let turn = 2 * cos(2 * Double.pi * hertz / 8000)
    var (last, before) = (0.0, 0.0)
    for sample in samples {
      (last, before) = (Double(sample) / 32768 + turn * last - before, last)
    }
    let square = last * last + before * before - turn * last * before
    return 10 * log10(2 * square / Double(samples.count * samples.count))
  }
}
