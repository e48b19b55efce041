extension Trials {
  /// The rows of tones by themselves.
  var toneRows: [TrialRow] {
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
      TrialRow("one tone off by 3.5 %: accepted, mean, %", .lower, must: 5.6, goal: 0) {
        100 * offByMuch().mean
      },
      TrialRow("one tone off by 3.5 %: accepted, worst tone, %", .lower, must: 85, goal: 0) {
        100 * offByMuch().worst
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
      TrialRow("twist, low tone stronger, half right, dB", .higher, must: 7.75) {
        twist(sign: -1, wanted: 0.5)
      },
      TrialRow("twist, high tone stronger, half right, dB", .higher, must: 3.75) {
        twist(sign: 1, wanted: 0.5)
      },
      TrialRow("highest level, all right, dBm0", .higher, must: 3, goal: 3) { highestLevel() },
      TrialRow("lowest level, all right, dBm0", .lower, must: -41, goal: -42) { lowestLevel() },
      TrialRow("keys accepted at -55 dBm0", .lower, must: 0, goal: 0) {
        Double(accepted(level: -55))
      },
    ]
  }

  var lengthRows: [TrialRow] {
    [
      TrialRow("length: all accepted from, ms", .lower, must: 35, goal: 34) { lengths().all },
      TrialRow("length: none accepted up to, ms", .higher, must: 20, goal: 26) { lengths().none },
      TrialRow("accepted at 23 ms, %", .lower, must: 19.4, goal: 0) {
        100 * accepted(milliseconds: 23)
      },
      TrialRow("accepted at 30 ms, %", .higher, must: 72.2) { 100 * accepted(milliseconds: 30) },
      TrialRow("longest hole that never splits, ms", .higher, must: 16, goal: 22) { longestHole() },
      TrialRow("shortest pause that always separates, ms", .lower, must: 19, goal: 28) {
        shortestPause()
      },
      TrialRow("hole of 10 ms in 120 ms: one key, %", .higher, must: 100, goal: 100) {
        100 * hole(10, in: 120)
      },
      TrialRow("hole of 15 ms in 120 ms: one key, %", .higher, must: 100) {
        100 * hole(15, in: 120)
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
      TrialRow("without a pause, 70 ms, %", .higher, goal: 100) {
        100 * withoutPause(milliseconds: 70)
      },
      TrialRow("without a pause, 90 ms, %", .higher, goal: 100) {
        100 * withoutPause(milliseconds: 90)
      },
      TrialRow("without a pause, 120 ms, %", .higher, goal: 100) {
        100 * withoutPause(milliseconds: 120)
      },
      TrialRow("reported after the start, median, ms", .lower, must: 39.5, goal: 40) {
        percentile(0.5)
      },
      TrialRow("reported after the start, 99 %, ms", .lower, must: 53.8, goal: 52) {
        percentile(0.99)
      },
    ]
  }

  private func offByMuch() -> (mean: Double, worst: Double) {
    let shares = oneTone(offBy: 3.5) + oneTone(offBy: -3.5)
    return (shares.reduce(0, +) / Double(shares.count), shares.max() ?? 0)
  }

  private func percentile(_ share: Double) -> Double? {
    let delays = delays()
    return delays.isEmpty ? nil : delays[Int(Double(delays.count - 1) * share)]
  }
}
