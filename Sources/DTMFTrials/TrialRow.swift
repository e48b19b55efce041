/// One row of the protocol: what is measured, and what it should come to.
public struct TrialRow {
  /// Which way is better.
  public enum Better: Sendable { case higher, lower }

  /// What is measured, with its unit.
  public let name: String
  /// Which way is better in it.
  public let better: Better
  /// The better one of spandsp and Asterisk, where the protocol's authors measured it.
  public let must: Double?
  /// What this detector aims at.
  public let goal: Double?
  /// Measures it; nil: it never holds.
  public let measure: () -> Double?

  init(
    _ name: String, _ better: Better, must: Double? = nil, goal: Double? = nil,
    measure: @escaping () -> Double?
  ) {
    (self.name, self.better, self.must, self.goal) = (name, better, must, goal)
    self.measure = measure
  }

  /// Whether a value is as good as another.
  public func isReached(_ value: Double?, _ wanted: Double) -> Bool {
    guard let value else { return false }
    switch better {
    case .higher: return value >= wanted - 1e-6
    case .lower: return value <= wanted + 1e-6
    }
  }
}

extension Trials {
  /// All rows, but those that need speech or a codec.
  public var rows: [TrialRow] { toneRows + lengthRows + noiseRows + lineRows }

  private var toneRows: [TrialRow] {
    let levels = [0.0, -1, -2, -4, -10, -20, -25]
    return [
      TrialRow("clean keys lost at 0 to -25 dBm0 a tone", .lower, must: 0, goal: 0) {
        Double(levels.map(lost).reduce(0, +))
      },
      TrialRow("one tone off: all accepted up to, %", .higher, must: 1.5, goal: 1.8) {
        bandwidth().accepted
      },
      TrialRow("one tone off: none accepted from, %", .lower, must: 4.6, goal: 3) {
        bandwidth().rejected
      },
      TrialRow("both tones off by 1.5 %: right, %", .higher, must: 76.25, goal: 100) {
        100 * bothTones(offBy: 1.5)
      },
      TrialRow("both tones off by 1.8 %: right, %", .higher, must: 16.25, goal: 100) {
        100 * bothTones(offBy: 1.8)
      },
      TrialRow("twist, low tone stronger, all right, dB", .higher, must: 6.5, goal: 9.5) {
        twist(sign: -1)
      },
      TrialRow("twist, high tone stronger, all right, dB", .higher, must: 3.25, goal: 7) {
        twist(sign: 1)
      },
      TrialRow("lowest level, all right, dBm0", .lower, must: -41, goal: -42) { lowestLevel() },
      TrialRow("keys accepted at -55 dBm0", .lower, must: 0, goal: 0) {
        Double(accepted(level: -55))
      },
    ]
  }

  private var lengthRows: [TrialRow] {
    [
      TrialRow("length: all accepted from, ms", .lower, must: 35, goal: 34) { lengths().all },
      TrialRow("length: none accepted up to, ms", .higher, must: 20, goal: 26) { lengths().none },
      TrialRow("accepted at 23 ms, %", .lower, must: 19.4, goal: 0) {
        100 * accepted(milliseconds: 23)
      },
      TrialRow("longest hole that never splits, ms", .higher, must: 16, goal: 22) { longestHole() },
      TrialRow("shortest pause that always separates, ms", .lower, must: 19, goal: 28) {
        shortestPause()
      },
      TrialRow("hole of 10 ms in 120 ms: one key, %", .higher, must: 100, goal: 100) {
        100 * hole(10, in: 120)
      },
      TrialRow("hole of 20 ms in 120 ms: one key, %", .higher, must: 75) {
        100 * hole(20, in: 120)
      },
      TrialRow("hole of 10 ms in 50 ms: one key, %", .higher, must: 42.5, goal: 60) {
        100 * hole(10, in: 50)
      },
      TrialRow("hole of 10 ms in 60 ms: one key, %", .higher, must: 88.1, goal: 95) {
        100 * hole(10, in: 60)
      },
      TrialRow("phase jump in 50 ms, %", .higher, must: 80.3, goal: 95) { 100 * phaseJump(in: 50) },
      TrialRow("phase jump in 100 ms, %", .higher, must: 100) { 100 * phaseJump(in: 100) },
      TrialRow("slip of 1 to 8 samples in 50 ms, %", .higher, must: 82.5, goal: 95) {
        100 * slip(in: 50)
      },
      TrialRow("slip of 1 to 8 samples in 100 ms, %", .higher, must: 100) { 100 * slip(in: 100) },
      TrialRow("wrong at 50/43 ms", .lower, must: 0, goal: 0) {
        Double(wrong(milliseconds: 50, pause: 43))
      },
      TrialRow("wrong at 40/40 ms", .lower, must: 0, goal: 0) {
        Double(wrong(milliseconds: 40, pause: 40))
      },
      TrialRow("wrong at 35/35 ms", .lower, must: 0, goal: 0) {
        Double(wrong(milliseconds: 35, pause: 35))
      },
      TrialRow("wrong at 35/35 ms, 1 % off, 4 dB twist", .lower, goal: 0) {
        Double(wrong(milliseconds: 35, pause: 35, twist: 4, offset: 1))
      },
      TrialRow("wrong at 30/30 ms, % of keys", .lower, must: 26.6) {
        100 * Double(wrong(milliseconds: 30, pause: 30)) / Double(count)
      },
      TrialRow("reported after the start, median, ms", .lower, must: 39.5, goal: 40) {
        percentile(0.5)
      },
      TrialRow("reported after the start, 99 %, ms", .lower, must: 53.8, goal: 52) {
        percentile(0.99)
      },
    ]
  }

  private func percentile(_ share: Double) -> Double? {
    let delays = delays()
    return delays.isEmpty ? nil : delays[Int(Double(delays.count - 1) * share)]
  }

  private var noiseRows: [TrialRow] {
    [
      TrialRow("white noise, 50 ms, all right, dB", .lower, must: 12, goal: 3) {
        noise(milliseconds: 50)
      },
      TrialRow("white noise, 50 ms, 99 % right, dB", .lower, must: 10) {
        noise(milliseconds: 50, wanted: 0.99)
      },
      TrialRow("white noise, 40 ms, all right, dB", .lower, must: 12, goal: 5) {
        noise(milliseconds: 40)
      },
      TrialRow("white noise, 40 ms, 99 % right, dB", .lower, must: 10) {
        noise(milliseconds: 40, wanted: 0.99)
      },
      TrialRow("white noise, 100 ms, all right, dB", .lower, must: 9) { noise(milliseconds: 100) },
      TrialRow("dial tone 350+440 Hz, dB", .lower, must: -12, goal: -14) { dialTone([350, 440]) },
      TrialRow("dial tone 425 Hz, dB", .lower, must: 2, goal: -14) { dialTone([425]) },
      TrialRow("dial tone 350+450 Hz, dB", .lower, must: 0, goal: -14) { dialTone([350, 450]) },
      TrialRow("dial tone 440 Hz, dB", .lower, must: -17, goal: -14) { dialTone([440]) },
      TrialRow("dial tone 400 Hz, dB", .lower, must: 5, goal: -14) { dialTone([400]) },
      TrialRow("hum 50 Hz, dB", .lower, must: 8, goal: -17) { hum(hertz: 50) },
      TrialRow("hum 180 Hz, dB", .lower, must: 7, goal: -17) { hum(hertz: 180) },
      TrialRow("constant offset at -10 dBm0", .higher, must: 2000, goal: 8000) {
        offset(level: -10)
      },
      TrialRow("constant offset at -20 dBm0", .higher, must: 700, goal: 8000) {
        offset(level: -20)
      },
    ]
  }

  private var lineRows: [TrialRow] {
    [
      TrialRow("echo after 5 ms, all right, dB", .higher, must: -14, goal: -9) { echo(after: 5) },
      TrialRow("echo after 10 ms, all right, dB", .higher, must: -13, goal: -9) { echo(after: 10) },
      TrialRow("echo after 20 ms, all right, dB", .higher, must: -11, goal: -8) { echo(after: 20) },
      TrialRow("echo after 30 ms, all right, dB", .higher, must: -6, goal: -6) { echo(after: 30) },
      TrialRow("third tone, all right, dB", .higher, must: -13, goal: -12) {
        thirdTone(wanted: 1)
      },
      TrialRow("third tone, 90 % right, dB", .higher, must: -7) { thirdTone(wanted: 0.9) },
      TrialRow("clipped by 6 dB, %", .higher, must: 100, goal: 100) { 100 * clipped(by: 6) },
      TrialRow("clipped by 9 dB, %", .higher, must: 98.1) { 100 * clipped(by: 9) },
      TrialRow("clipped by 12 dB, %", .higher, must: 79.4, goal: 98) { 100 * clipped(by: 12) },
      TrialRow("click of 2 ms in 50 ms, %", .higher, must: 81.2, goal: 90) { 100 * click() },
      TrialRow("3 % of packets lost, 60 ms, %", .higher, must: 97.6, goal: 99.5) {
        100 * lostPackets(length: 60, isRepeated: false)
      },
      TrialRow("3 % of packets lost, 100 ms, %", .higher, must: 99.5, goal: 99.9) {
        100 * lostPackets(length: 100, isRepeated: false)
      },
      TrialRow("3 % of packets repeated, 60 ms, %", .higher, must: 98.3) {
        100 * lostPackets(length: 60, isRepeated: true)
      },
      TrialRow("3 % of packets repeated, 100 ms, %", .higher, must: 99.9) {
        100 * lostPackets(length: 100, isRepeated: true)
      },
      TrialRow("A-law, 50 ms, %", .higher, must: 100, goal: 100) {
        100 * coded(length: 50) { $0.map(Companding.aLaw) }
      },
    ]
  }

  /// The rows over speech.
  /// - Parameter speech: at 8 kHz.
  public func speechRows(_ speech: [Int16]) -> [TrialRow] {
    let wanted = [
      (-15.0, 50.0, 99.7, 100.0), (-15, 80, 100, 100), (-10, 50, 87, nil), (-10, 80, 94.2, 98),
      (-6, 50, 63.9, nil), (-6, 80, 74.6, nil),
    ]
    return wanted.map { decibels, length, must, goal in
      TrialRow(
        "over speech at \(Int(decibels)) dB, \(Int(length)) ms, %", .higher, must: must, goal: goal
      ) { 100 * overSpeech(speech, decibels: decibels, length: length) }
    }
  }

  /// The rows of one codec: keys of 50 and 100 ms.
  public func codecRows(
    _ name: String, must: (Double, Double), _ codec: @escaping ([Int16]) -> [Int16]
  ) -> [TrialRow] {
    [(50.0, must.0), (100, must.1)].map { length, must in
      TrialRow("\(name), \(Int(length)) ms, %", .higher, must: must) {
        100 * coded(length: length, codec)
      }
    }
  }
}
