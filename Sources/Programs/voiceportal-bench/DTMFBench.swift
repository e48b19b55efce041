import Audio
import Commands
import Configuration
import DTMFTrials
import Foundation
import Threads

/// `voiceportal-bench dtmf`: the whole protocol of the detector, and libspandsp's detector on the
/// same sound in the same run when it is installed.
struct DTMFBench {
  /// One line of the table.
  struct Row: Encodable {
    var name: String
    var own: Double?
    var spandsp: Double?
    var must: Double?
    var goal: Double?
    var isMustReached: Bool?
    var isGoalReached: Bool?
  }

  private let keys: Int
  private let seed: Int
  private let seconds: Double
  private let prompts: String
  private let library = Spandsp.Library()

  /// - Parameter words: after `dtmf`.
  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: BenchCommand.dtmf)
    if let word = arguments.rest.first { throw UsageError(reason: "'\(word)' is too much.") }
    let bench = DTMFBench(
      keys: try arguments.number("--keys", in: 16...10_000) ?? 160,
      seed: try arguments.number("--seed", in: 0...10_000) ?? 0,
      seconds: Double(try arguments.number("--seconds", in: 1...3_600) ?? 1),
      prompts: try Installation.prompts(arguments.value("--prompts")))
    let rows = bench.rows()
    if arguments.has("--json") {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(rows), as: UTF8.self))
    } else {
      print(DTMFTable.text(rows, hasSpandsp: bench.library != nil))
    }
    return .good
  }

  private init(keys: Int, seed: Int, seconds: Double, prompts: String) {
    (self.keys, self.seed, self.seconds, self.prompts) = (keys, seed, seconds, prompts)
  }

  private func rows() -> [Row] {
    let sets = DTMFSpeech.sets(prompts: prompts, seed: seed)
    // Some of all voices, languages and speeds: a few minutes of one clip after the other would meet
    // the same keys in every run.
    let speech =
      sets.first.map { set in
        stride(from: self.seed % 41, to: set.sounds.count, by: 41).flatMap { set.sounds[$0] }
      } ?? []
    let seed = UInt64(seed)
    let own = trials(Trials(count: keys, seed: seed) { OwnDetector() }, speech)
    let peer = library.map { library in
      trials(Trials(count: keys, seed: seed) { SpandspDetector(library) }, speech)
    }
    let accuracy = own.enumerated().map { index, trial in
      row(trial, peer: peer?[index])
    }
    return accuracy + sets.flatMap(falseKeys) + speed(sets)
  }

  private func trials<Listener>(_ trials: Trials<Listener>, _ speech: [Int16]) -> [TrialRow] {
    var rows = trials.rows
    if !speech.isEmpty { rows += trials.speechRows(speech) }
    if let codecs = SpandspCodecs() {
      rows += trials.codecRows("GSM", must: (98.6, 100)) { codecs.gsm($0) }
      rows += trials.codecRows("GSM twice", must: (nil, 99.8)) { codecs.gsm(codecs.gsm($0)) }
      for rate in [32_000, 24_000, 16_000] as [Int32] {
        rows += trials.codecRows("G.726 at \(rate / 1000) kbit/s", must: (100, 100)) {
          codecs.g726($0, rate: rate)
        }
      }
    }
    if let codec = AMRCodec() {
      rows += trials.codecRows("AMR at 4.75 kbit/s", must: (54.2, 84.1)) {
        codec.run($0, .rate4750)
      }
      rows += trials.codecRows("AMR at 12.2 kbit/s", must: (100, 100)) {
        codec.run($0, .rate12200)
      }
    }
    return rows
  }

  private func row(_ trial: TrialRow, peer: TrialRow?) -> Row {
    let value = trial.measure()
    return Row(
      name: trial.name, own: value, spandsp: peer?.measure(), must: trial.must, goal: trial.goal,
      isMustReached: trial.must.map { trial.isReached(value, $0) },
      isGoalReached: trial.goal.map { trial.isReached(value, $0) })
  }

  private func falseKeys(in set: DTMFSpeech.Set) -> [Row] {
    let own = set.sounds.reduce(0) { $0 + TrialScore.reports(of: OwnDetector(), on: $1).count }
    let peer = library.map { library in
      set.sounds.reduce(0) { $0 + TrialScore.reports(of: SpandspDetector(library), on: $1).count }
    }
    let hours = set.seconds / 3600
    let goal = set.name == "made speech" ? 0.1 : set.name == "made music" ? 10 : 0
    let name = String(format: "false keys an hour, %@ (%.1f h)", set.name, hours)
    let rate = Double(own) / hours
    let must = peer.map { Double($0) / hours }
    return [
      Row(
        name: name, own: rate, spandsp: must, must: must, goal: goal,
        isMustReached: must.map { rate <= $0 }, isGoalReached: rate <= goal)
    ]
  }

  /// Channels that one core listens to in real time: on speech, on silence, and on keys.
  private func speed(_ sets: [DTMFSpeech.Set]) -> [Row] {
    let speech = Array(sets.flatMap(\.sounds).joined().prefix(8000 * 600))
    let keys = TrialStream(TrialPlan(), count: 600, seed: 3).line()
    let sounds = [
      ("speech", speech), ("silence", [Int16](repeating: 0, count: 8000 * 60)),
      ("keys of 50/50 ms", keys),
    ]
    return sounds.filter { !$0.1.isEmpty }.map { name, sound in
      // By turns, so that both meet the same load of the machine.
      var (own, peer): ([Double], [Double]) = ([], [])
      let end = MonotonicTime.seconds + seconds
      while own.count < 5 || MonotonicTime.seconds < end {
        own.append(channels(of: OwnDetector(), on: sound))
        if let library { peer.append(channels(of: SpandspDetector(library), on: sound)) }
      }
      let values = (median(own), library.map { _ in median(peer) })
      let must = values.1.map { name == "speech" ? 4 * $0 : $0 }
      return Row(
        name: "channels a core, \(name)", own: values.0, spandsp: values.1, must: must, goal: nil,
        isMustReached: must.map { values.0 >= $0 }, isGoalReached: nil)
    }
  }

  private func channels(of listener: some TrialDetector, on sound: [Int16]) -> Double {
    let start = CPUClock.thread.seconds
    _ = TrialScore.reports(of: listener, on: sound)
    return Double(sound.count) / 8000 / (CPUClock.thread.seconds - start)
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// This product's detector.
private struct OwnDetector: TrialDetector {
  private var detector = DTMFDetector()

  mutating func listen(to samples: Span<Int16>, report: (UInt8) -> Void) {
    detector.listen(to: samples, down: { report($0.key) }, heard: { _ in })
  }
}

/// libspandsp's detector, or a deaf one if it does not start.
private struct SpandspDetector: TrialDetector {
  private let spandsp: Spandsp?

  init(_ library: Spandsp.Library) { spandsp = Spandsp(library) }

  func listen(to samples: Span<Int16>, report: (UInt8) -> Void) {
    spandsp?.listen(to: samples, report: report)
  }
}
