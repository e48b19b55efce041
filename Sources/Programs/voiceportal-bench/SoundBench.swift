import Audio
import Commands
import SoundCardLine
import SoundFiles
import Threads

/// The 20 ms of a line that sounds: echo canceller, key detectors, levels, what is played and what
/// is recorded; and the detector alone.
struct SoundBench {
  /// What is played; what is captured at the same time: its echo at -15 dB, and half of the time
  /// other speech.
  private let prompt: [Int16]
  private let captured: [[Int16]]
  private let silence = [[Int16]](
    repeating: [Int16](repeating: 0, count: BareSoundCard.period), count: 50)

  private static let seconds = 32

  init() throws {
    let library = try PromptLibrary(folders: [try Installation.prompts() + "/en"])
    let count = Self.seconds * LineFormat.sampleRate
    var speech: [Int16] = []
    for name in library.names where speech.count < 2 * count {
      if let clip = try library.clip(named: name) { speech += library.source(clip).samples }
    }
    guard speech.count >= 2 * count else {
      throw Failure("There are too few prompts for the measurement.")
    }
    prompt = Array(speech.prefix(count))
    let delay = LineFormat.samples(inMilliseconds: 83)
    // -15 dB.
    let echo = 0.178
    let heard = (0..<count).map { index in
      let back = index < delay ? 0 : echo * Double(speech[index - delay])
      let isQuiet = index / (4 * LineFormat.sampleRate) % 2 == 0
      let own = isQuiet ? 0 : 0.3 * Double(speech[count + index])
      return Int16(max(-32_768, min(32_767, back + own)))
    }
    captured = stride(from: 0, to: count, by: BareSoundCard.period).map {
      Array(heard[$0..<$0 + BareSoundCard.period])
    }
  }

  func figures(_ plan: BenchPlan) throws -> [Figure] {
    let ticks = plan.calls ?? captured.count
    var figures = self.ticks("both speak", captured, ticks, plan)
    figures += self.ticks("silence", silence, ticks, plan)
    if let more = try allocations(.ticks, plan) {
      figures.append(
        Figure(
          group: "sound", name: "allocations of four times the periods, more", unit: "allocations",
          values: [more], target: .atMost(0)))
    }
    figures += keyToSilence()
    figures += detectors(ticks, plan)
    if let more = try allocations(.frames, plan) {
      figures.append(
        Figure(
          group: "sound", name: "allocations of the detector, the same",
          unit: "allocations", values: [more], target: .atMost(0)))
    }
    return figures
  }

  // MARK: The 20 ms

  private func ticks(
    _ what: String, _ captured: [[Int16]], _ count: Int, _ plan: BenchPlan
  ) -> [Figure] {
    let microseconds = plan.repeats {
      let card = BareSoundCard()
      let start = CPUClock.thread.seconds
      run(card, captured, count)
      return (CPUClock.thread.seconds - start) * 1e6 / Double(count)
    }
    return [
      Figure(
        group: "sound", name: "20 ms of a line, \(what)", unit: "µs of CPU", values: microseconds),
      Figure(
        group: "sound", name: "lines a core, \(what)", unit: "lines",
        values: microseconds.map { 20_000 / $0 }),
    ]
  }

  private func run(_ card: BareSoundCard, _ captured: [[Int16]], _ count: Int) {
    var card = card
    var playing = [Int16](repeating: 0, count: BareSoundCard.period)
    for tick in 0..<count {
      if tick % captured.count == 0 { card.play(prompt) }
      card.move(captured[tick % captured.count], into: &playing)
    }
  }

  // MARK: Allocations

  /// Allocations of 4,000 less those of 1,000; `nil` where they cannot be counted.
  private func allocations(_ work: AllocationCount.Work, _ plan: BenchPlan) throws -> Double? {
    let few = plan.calls ?? 1_000
    let counts = try [few, 4 * few].map {
      try AllocationCount.inSecondProcess(work, count: $0, folder: plan.folder)
    }
    guard let less = counts[0], let more = counts[1] else { return nil }
    return Double(more - less)
  }

  /// For the second process of ``AllocationCount``. The echo is found before; keys are pressed.
  func runTraced(ticks: Int) {
    var card = BareSoundCard()
    var playing = [Int16](repeating: 0, count: BareSoundCard.period)
    let key = frames(of: Tone.dtmf(UInt8(ascii: "5"), milliseconds: 100) ?? [])
    func run(_ ticks: Range<Int>) {
      for tick in ticks {
        if tick % captured.count == 0 { card.play(prompt) }
        let place = tick % 50
        card.move(place < key.count ? key[place] : captured[tick % captured.count], into: &playing)
        if place == 25 { while card.nextEvent() != nil {} }
      }
    }
    let before = 300
    run(0..<before)
    AllocationCount.traced { run(before..<before + ticks) }
  }

  /// For the second process of ``AllocationCount``.
  func runTraced(frames: Int) {
    var detector = DTMFDetector()
    func run(_ frames: Range<Int>) {
      for frame in frames {
        let samples = captured[frame % captured.count]
        detector.listen(to: samples.span, down: { _ in }, heard: { _ in })
      }
    }
    run(0..<captured.count)
    AllocationCount.traced { run(0..<frames) }
  }

  // MARK: Keys

  /// Presses each key at different places of a period while a prompt plays.
  private func keyToSilence() -> [Figure] {
    var (periods, milliseconds) = ([Double](), [Double]())
    for (index, key) in "0123456789*#".utf8.enumerated() {
      let offset = index * 13 % BareSoundCard.period
      let tone = Tone.dtmf(key, milliseconds: 100, levelDB: -16) ?? []
      let press = frames(of: [Int16](repeating: 0, count: offset) + tone)
      var card = BareSoundCard()
      var playing = [Int16](repeating: 0, count: BareSoundCard.period)
      card.play([Int16](repeating: 3_000, count: prompt.count))
      for _ in 0..<20 { card.move(silence[0], into: &playing) }
      var told: Int?
      for (period, frame) in press.enumerated() {
        card.move(frame, into: &playing)
        if told == nil, card.isHeld { told = period }
        guard let told, Level.isDigitalSilence(playing.span) else { continue }
        periods.append(Double(period - told))
        milliseconds.append(
          Double(LineFormat.milliseconds(ofSamples: (period + 1) * playing.count - offset)))
        break
      }
    }
    return [
      Figure(
        group: "sound", name: "from the report of a key to silence", unit: "periods of 20 ms",
        values: periods, target: .atMost(1)),
      Figure(
        group: "sound", name: "from the start of a key to silence", unit: "ms",
        values: milliseconds),
    ]
  }

  /// Whole periods; the last one ends in silence.
  private func frames(of samples: [Int16]) -> [[Int16]] {
    stride(from: 0, to: samples.count, by: BareSoundCard.period).map { start in
      let part = Array(samples[start..<min(start + BareSoundCard.period, samples.count)])
      return part + [Int16](repeating: 0, count: BareSoundCard.period - part.count)
    }
  }

  // MARK: The detector

  private func detectors(_ count: Int, _ plan: BenchPlan) -> [Figure] {
    var figures = [
      Figure(
        group: "sound", name: "DTMF detector, 20 ms of speech", unit: "ns of CPU",
        values: plan.repeats {
          var detector = DTMFDetector()
          return nanoseconds(count) {
            detector.listen(to: $0.span, down: { _ in }, heard: { _ in })
          }
        })
    ]
    if let library = Spandsp.Library(), Spandsp(library) != nil {
      figures.append(
        Figure(
          group: "sound", name: "libspandsp's detector, the same", unit: "ns of CPU",
          values: plan.repeats {
            let spandsp = Spandsp(library)
            return nanoseconds(count) { spandsp?.listen(to: $0.span, report: { _ in }) }
          }))
    }
    return figures
  }

  private func nanoseconds(_ count: Int, _ listen: ([Int16]) -> Void) -> Double {
    let start = CPUClock.thread.seconds
    for frame in 0..<count { listen(captured[frame % captured.count]) }
    return (CPUClock.thread.seconds - start) * 1e9 / Double(count)
  }
}
