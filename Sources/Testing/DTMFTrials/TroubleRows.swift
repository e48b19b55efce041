extension Trials {
  /// The rows with other sound under the keys.
  var noiseRows: [TrialRow] {
    [
      TrialRow("white noise, 50 ms, all right, dB", .lower, must: 12, goal: 3) {
        noise(milliseconds: 50)
      },
      TrialRow("white noise, 50 ms, 99.9 % right, dB", .lower, must: 11) {
        noise(milliseconds: 50, wanted: 0.999)
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
      TrialRow("white noise, 100 ms, 99 % right, dB", .lower, must: 8) {
        noise(milliseconds: 100, wanted: 0.99)
      },
      TrialRow("white noise at -4 dBm0 a tone, dB to one tone", .lower, must: 7) { loudNoise() },
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

  /// The rows of what a line does to keys.
  var lineRows: [TrialRow] {
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
      TrialRow("2 packets lost in each key of 120 ms, %", .higher, goal: 100) {
        100 * lostTogether(milliseconds: 40, in: 120, isRepeated: false)
      },
      TrialRow("2 packets repeated in each key of 120 ms, %", .higher, goal: 100) {
        100 * lostTogether(milliseconds: 40, in: 120, isRepeated: true)
      },
      TrialRow("A-law, 50 ms, %", .higher, must: 100, goal: 100) {
        100 * coded(length: 50) { $0.map(Companding.aLaw) }
      },
      TrialRow("µ-law to A-law and back three times, 50 ms, %", .higher, must: 100, goal: 100) {
        100 * coded(length: 50) { $0.map(Companding.tandem) }
      },
    ]
  }
}
