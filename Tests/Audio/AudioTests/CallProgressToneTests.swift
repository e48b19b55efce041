import Audio
import Glibc
import Testing

/// Frequencies, levels and cadences are measured in what is made, and held against the list of
/// national tones.
@Suite struct CallProgressToneTests {
  struct Row: Sendable {
    var country: ToneCountry
    var tone: CallProgressTone
    /// The frequencies of each sounding part.
    var hertz: [[Double]]
    /// Milliseconds on, off, on, off …; empty: it never stops.
    var cadence: [Int]
    /// Of each frequency.
    var dBm0: Double
  }

  // swift-format-ignore: a table reads best in columns
  static let rows = [
    Row(country: .de, tone: .dial, hertz: [[425]], cadence: [], dBm0: -10),
    Row(country: .de, tone: .ringback, hertz: [[425]], cadence: [1000, 4000], dBm0: -10),
    Row(country: .de, tone: .busy, hertz: [[425]], cadence: [480, 480], dBm0: -10),
    Row(country: .de, tone: .congestion, hertz: [[425]], cadence: [240, 240], dBm0: -10),
    Row(country: .nl, tone: .dial, hertz: [[425]], cadence: [], dBm0: -10),
    Row(country: .nl, tone: .ringback, hertz: [[425]], cadence: [1000, 4000], dBm0: -10),
    Row(country: .nl, tone: .busy, hertz: [[425]], cadence: [500, 500], dBm0: -10),
    Row(country: .nl, tone: .congestion, hertz: [[425]], cadence: [250, 250], dBm0: -10),
    Row(country: .uk, tone: .dial, hertz: [[350, 440]], cadence: [], dBm0: -13),
    Row(
      country: .uk, tone: .ringback, hertz: [[400, 450], [400, 450]],
      cadence: [400, 200, 400, 2000], dBm0: -13),
    Row(country: .uk, tone: .busy, hertz: [[400]], cadence: [375, 375], dBm0: -10),
    Row(
      country: .uk, tone: .congestion, hertz: [[400], [400]],
      cadence: [400, 350, 225, 525], dBm0: -10),
    Row(
      country: .uk, tone: .notAvailable, hertz: [[950], [1400], [1800]],
      cadence: [330, 15, 330, 15, 330, 1000], dBm0: -10),
    Row(country: .us, tone: .dial, hertz: [[350, 440]], cadence: [], dBm0: -13),
    Row(country: .us, tone: .ringback, hertz: [[440, 480]], cadence: [2000, 4000], dBm0: -19),
    Row(country: .us, tone: .busy, hertz: [[480, 620]], cadence: [500, 500], dBm0: -24),
    Row(country: .us, tone: .congestion, hertz: [[480, 620]], cadence: [250, 250], dBm0: -24),
  ]

  @Test(arguments: rows)
  func `a tone has its frequencies, its level and its cadence`(row: Row) {
    let round = row.cadence.reduce(0, +)
    let length = round == 0 ? 1000 : 2 * round
    let sound = row.tone.samples(in: row.country, milliseconds: length)
    #expect(sound.count == 8 * length)
    let runs = Self.runs(sound)
    let cadence = row.cadence.isEmpty ? [1000] : row.cadence + row.cadence
    #expect(runs.count == cadence.count)
    for (run, wanted) in zip(runs, cadence) {
      #expect(abs(Double(run.count) / 8 - Double(wanted)) <= 3)
    }
    for (index, run) in runs.enumerated() where index % 2 == 0 {
      check(Array(sound[run]), row.hertz[index / 2 % row.hertz.count], row.dBm0)
    }
  }

  @Test(arguments: [ToneCountry.de, .nl])
  func `the special information tone is three tones in a row and a pause`(country: ToneCountry) {
    let sound = CallProgressTone.notAvailable.samples(in: country, milliseconds: 1990)
    for (part, hertz) in [950.0, 1400, 1800].enumerated() {
      check(Array(sound[part * 2640..<(part + 1) * 2640]), [hertz], -10)
    }
    #expect(sound[7920...].allSatisfy { $0 == 0 })
  }

  @Test func `North America has frequencies and lengths of its own for it`() {
    let sound = CallProgressTone.notAvailable.samples(in: .us, milliseconds: 2034)
    var start = 0
    for (hertz, milliseconds) in [(985.2, 380), (1370.6, 274), (1776.7, 380)] {
      check(Array(sound[start..<start + 8 * milliseconds]), [hertz], -24)
      start += 8 * milliseconds
    }
    #expect(sound[start...].allSatisfy { $0 == 0 })
  }

  @Test(arguments: ToneCountry.allCases, CallProgressTone.allCases)
  func `it lasts as long as was asked for, and begins and ends softly`(
    country: ToneCountry, tone: CallProgressTone
  ) {
    for milliseconds in [0, 1, 123, 5432] {
      let sound = tone.samples(in: country, milliseconds: milliseconds)
      #expect(sound.count == 8 * milliseconds)
      #expect(sound.first ?? 0 == 0)
      #expect(sound.last ?? 0 == 0)
    }
  }

  @Test func `at 16 kHz it is the same tone`() {
    let sound = CallProgressTone.busy.samples(in: .de, milliseconds: 480, sampleRate: 16_000)
    #expect(sound.count == 7680)
    #expect(abs(Self.power(sound, hertz: 425, rate: 16_000) + 16.15) < 0.3)
  }

  /// Holds only these frequencies, each at its level.
  private func check(_ sound: [Int16], _ hertz: [Double], _ dBm0: Double) {
    for frequency in hertz {
      #expect(abs(Self.power(sound, hertz: frequency) - (dBm0 - 6.15)) < 0.3)
      #expect(Self.power(sound, hertz: frequency * 1.05) < dBm0 - 16)
    }
    let total = Level.rms(sound)
    #expect(abs(total - (dBm0 - 6.15 + 10 * log10(Double(hertz.count)))) < 0.3)
  }

  /// Where it sounds and where it is silent, by turns. Zeros between two waves do not count.
  private static func runs(_ sound: [Int16]) -> [Range<Int>] {
    let gap = 40
    var runs: [Range<Int>] = []
    var (start, lastSound) = (0, 0)
    for index in sound.indices where sound[index] != 0 {
      if index - lastSound > gap {
        runs += [start..<lastSound + 1, lastSound + 1..<index]
        start = index
      }
      lastSound = index
    }
    runs.append(start..<lastSound + 1)
    if sound.count - lastSound > gap { runs.append(lastSound + 1..<sound.count) }
    return runs
  }

  /// The RMS level of one frequency, through a Hann window so that others do not leak in.
  private static func power(_ samples: [Int16], hertz: Double, rate: Double = 8000) -> Double {
    var (real, imaginary, weights) = (0.0, 0.0, 0.0)
    for (index, sample) in samples.enumerated() {
      let weight = 0.5 - 0.5 * cos(2 * Double.pi * (Double(index) + 0.5) / Double(samples.count))
      let angle = 2 * Double.pi * hertz * Double(index) / rate
      real += weight * Double(sample) / 32768 * cos(angle)
      imaginary += weight * Double(sample) / 32768 * sin(angle)
      weights += weight
    }
    return 10 * log10(2 * (real * real + imaginary * imaginary) / (weights * weights))
  }
}
