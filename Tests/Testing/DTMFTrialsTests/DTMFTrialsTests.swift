import Audio
import DTMFTrials
import Testing

/// The protocol of the detector at its must lines, in a size for every build. The full size, with
/// limits searched for, is `voiceportal-bench dtmf`.
@Suite struct DTMFTrialsTests {
  private struct Listener: TrialDetector {
    var detector = DTMFDetector()

    mutating func listen(to samples: Span<Int16>, report: (UInt8) -> Void) {
      detector.listen(to: samples, down: { report($0.key) }, heard: { _ in })
    }
  }

  private let trials = Trials(count: 96) { Listener() }

  @Test(arguments: [3.0, 0, -1, -4, -10, -25, -41])
  func `no clean key is lost at any level`(level: Double) {
    #expect(trials.lost(level: level) == 0)
  }

  @Test func `nothing is heard at -55 dBm0`() {
    #expect(trials.accepted(level: -55) == 0)
  }

  @Test(arguments: [-1.8, -1.5, 1.5, 1.8])
  func `a tone off by 1,8 % is accepted`(percent: Double) {
    #expect(trials.oneTone(offBy: percent).min() == 1)
  }

  @Test(arguments: [-3.5, -3, 3, 3.5])
  func `a tone off by 3 % is not accepted`(percent: Double) {
    #expect(trials.oneTone(offBy: percent).max() == 0)
  }

  @Test(arguments: [(1.5, 0.99), (1.8, 0.95)])
  func `both tones may be off`(percent: Double, share: Double) {
    #expect(trials.bothTones(offBy: percent) >= share)
  }

  @Test(arguments: [-8.0, -6.5, 4, 6.5])
  func `twist is accepted`(decibels: Double) {
    #expect(trials.score(TrialPlan { $0.twist = decibels }).share == 1)
  }

  @Test(arguments: [15.0, 20, 23])
  func `short tones are not accepted`(milliseconds: Double) {
    #expect(trials.accepted(milliseconds: milliseconds) == 0)
  }

  @Test(arguments: [34.0, 40, 100])
  func `tones from 34 ms are accepted`(milliseconds: Double) {
    #expect(trials.accepted(milliseconds: milliseconds) == 1)
  }

  @Test(arguments: [
    (3.0, 120.0, 1.0), (10, 120, 1), (16, 120, 1), (20, 120, 0.75), (10, 60, 0.881),
    (10, 50, 0.425),
  ])
  func `a hole does not split a key`(hole: Double, length: Double, share: Double) {
    #expect(trials.hole(hole, in: length) >= share)
  }

  @Test(arguments: [(50.0, 43.0), (40, 40), (35, 35)])
  func `keys and pauses are told apart`(length: Double, pause: Double) {
    #expect(trials.wrong(milliseconds: length, pause: pause) == 0)
  }

  @Test(arguments: [19.0, 21, 24, 30])
  func `equal keys are told apart by a pause`(milliseconds: Double) {
    let plan = TrialPlan {
      $0.pause = milliseconds
      $0.keys = Array("55555555".utf8)
    }
    #expect(trials.score(plan).share == 1)
  }

  @Test(arguments: [(30.0, 100.0), (30, 150), (40, 110), (40, 150)])
  func `lost packets in a row do not split a key`(lost: Double, length: Double) {
    #expect(trials.lostTogether(milliseconds: lost, in: length, isRepeated: false) == 1)
  }

  @Test(arguments: [(20.0, 100.0), (40, 120)])
  func `repeated packets do not split a key`(repeated: Double, length: Double) {
    #expect(trials.lostTogether(milliseconds: repeated, in: length, isRepeated: true) == 1)
  }

  @Test(arguments: [28.0, 30, 38, 40, 42, 60])
  func `equal keys are told apart by a pause as long as lost packets`(milliseconds: Double) {
    let plan = TrialPlan {
      $0.pause = milliseconds
      $0.keys = Array("11112222777788889999####".utf8)
    }
    #expect(trials.score(plan).share == 1)
  }

  @Test(arguments: [70.0, 90, 120])
  func `keys without a pause are all heard`(milliseconds: Double) {
    #expect(trials.withoutPause(milliseconds: milliseconds) == 1)
  }

  @Test(arguments: [(50.0, 0.95), (100, 1.0)])
  func `phase jumps and slips do no harm`(length: Double, share: Double) {
    #expect(trials.phaseJump(in: length) >= share)
    #expect(trials.slip(in: length) >= share)
  }

  @Test(arguments: [(50.0, 9.0), (40, 11), (100, 8)])
  func `keys are heard in white noise`(length: Double, ratio: Double) {
    let plan = TrialPlan {
      $0.milliseconds = length
      $0.pause = length
      $0.level = -13
    }
    let score = trials.score(plan, seed: 7) { $0.addNoise(below: ratio, level: -13) }
    #expect(score.share == 1)
  }

  @Test(arguments: [[350.0, 440], [425], [350, 450], [440], [400], [50], [180]])
  func `keys are heard over dial tones and hum`(hertz: [Double]) {
    let score = trials.score(TrialPlan { $0.level = -22 }) { stream in
      for tone in hertz { stream.add(sine: tone, dBm0: -22 + 14) }
    }
    #expect(score.share == 1)
  }

  @Test(arguments: [(5.0, -11.0), (10, -11), (20, -11), (30, -6)])
  func `echo makes no keys and hides none`(milliseconds: Double, decibels: Double) {
    let score = trials.score(TrialPlan()) { $0.addEcho(after: milliseconds, decibels: decibels) }
    #expect(score.share == 1)
  }

  @Test(arguments: [(6.0, 1.0), (9, 0.98), (12, 0.9)])
  func `clipped keys are heard`(decibels: Double, share: Double) {
    #expect(trials.clipped(by: decibels) >= share)
  }

  @Test(arguments: [(-13.0, 1.0), (-7, 0.9)])
  func `a third tone hides no key`(decibels: Double, share: Double) {
    let score = trials.score(TrialPlan { $0.level = -13 }) { stream in
      for digit in stream.digits {
        let hertz = stream.noise.uniform(300...3400)
        stream.add(sine: hertz, dBm0: -13 + decibels, in: digit.range)
      }
    }
    #expect(score.share >= share)
  }

  @Test(arguments: [(50.0, 0.98), (80, 0.99)])
  func `music on the line hides no key`(length: Double, share: Double) {
    let music = TrialMusic.music(seconds: 10, seed: 3)
    #expect(trials.overSpeech(music, decibels: -15, length: length) >= share)
  }

  @Test func `clicks, lost packets and A-law do no harm`() {
    #expect(trials.click() >= 0.9)
    #expect(trials.lostPackets(length: 60, isRepeated: false) >= 0.976)
    #expect(trials.lostPackets(length: 100, isRepeated: false) >= 0.995)
    #expect(trials.lostPackets(length: 60, isRepeated: true) >= 0.983)
    #expect(trials.lostPackets(length: 100, isRepeated: true) >= 0.997)
    #expect(trials.coded(length: 50) { $0.map(Companding.aLaw) } == 1)
    #expect(trials.coded(length: 50) { $0.map(Companding.tandem) } == 1)
  }

  @Test func `a key is reported in time`() throws {
    let delays = trials.delays()
    #expect(delays.count == 96)
    #expect(delays[48] <= 39.5)
    #expect(try #require(delays.last) <= 53.8)
  }

  @Test(arguments: [TrialMusic.noise(seconds: 30, seed: 9), TrialMusic.music(seconds: 60, seed: 9)])
  func `noise and music alone make no keys`(sound: [Int16]) {
    #expect(TrialScore.reports(of: Listener(), on: sound).isEmpty)
  }
}
