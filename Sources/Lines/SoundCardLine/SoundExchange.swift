import Audio
import Synchronization
import Telephony

/// The 20 ms of the line: what was captured goes through the echo canceller to the key detector
/// and to the recorder, and what is to be played comes out. Used by the thread of the sound; does
/// not allocate.
struct SoundExchange {
  /// Samples of a period.
  static let period = EchoCanceller.block
  /// How much is recorded before the recorder is woken: half a second, so that with the time that
  /// it takes no more than a second is lost when the program is killed.
  static let recordBlock = LineFormat.samples(inMilliseconds: 500)

  private let shared: SharedSound
  private let ringLevelDB: Double
  private var canceller = EchoCanceller()
  private var keyDetector = CapturedKeyDetector()
  /// The captured period without the echo.
  private var clean = [Int16](repeating: 0, count: period)
  /// What was played in the period before.
  private var played = [Int16](repeating: 0, count: period)
  /// Periods of which one bit each tells whether they were loud, the newest last.
  private var loud: UInt32 = 0

  /// - Parameter ringLevelDB: What is louder than this rings, in dBFS.
  init(_ shared: SharedSound, ringLevelDB: Double) {
    self.shared = shared
    self.ringLevelDB = ringLevelDB
  }

  /// The delay of the echo in samples, when there is one.
  var echoDelay: Int? { canceller.delay }

  /// Takes a captured period and fills the next one to be played.
  /// - Parameters:
  ///   - latency: Samples that are between the program and the air, in both directions.
  ///   - isFull: Nothing can be played in this period; what is being played goes on in the next one.
  mutating func run(
    _ captured: [Int16], latency: Int, isFull: Bool = false, into playing: inout [Int16]
  ) {
    canceller.process(captured, whilePlaying: played, into: &clean)
    var key: (sound: KeySound, start: Int)?
    keyDetector.listen(to: clean, whilePlaying: played) { key = ($0, $1) }
    let level = Level.rms(captured.span)
    loud = loud << 1 | (level > ringLevelDB ? 1 : 0)
    // A tenth of a second within the newest 0.3 s: a key is enough, a click is not.
    let isLoud = (loud & 0x7FFF).nonzeroBitCount >= 5
    let isWoken = shared.state.withLock { state in
      state.meter.take(captured.span)
      // Before anything is played in this period, so that a prompt is silent at once.
      if let key {
        state.tell(.key(key.sound), from: key.start)
        state.isHeld = true
      }
      let isRung = isLoud && state.listensForRing
      if isRung {
        state.listensForRing = false
        state.tell(.rang, from: state.clock)
      }
      let isRecorded = record(captured, &state)
      let isPlayed = play(into: &playing, &state, latency: latency, isFull: isFull)
      return key != nil || isRung || isRecorded || isPlayed
    }
    for index in played.indices { played[index] = playing[index] }
    if isWoken { shared.wake.wake() }
  }

  private func record(_ captured: [Int16], _ state: inout ExchangeState) -> Bool {
    for index in captured.indices {
      state.ring[(state.clock + index) & (ExchangeState.ringLength - 1)] = captured[index]
    }
    state.clock += captured.count
    guard state.recording == .on,
      state.clock - max(state.next, state.toldAt) >= Self.recordBlock
    else { return false }
    state.toldAt = state.clock
    return true
  }

  /// - Returns: Whether all has been played with this.
  private func play(
    into playing: inout [Int16], _ state: inout ExchangeState, latency: Int, isFull: Bool
  ) -> Bool {
    let isStill = isFull || state.isPaused || state.isHeld
    let count = isStill ? 0 : min(playing.count, state.sound.count - state.position)
    for index in 0..<count { playing[index] = state.sound[state.position + index] }
    for index in count..<playing.count { playing[index] = 0 }
    state.position += count
    guard count > 0, state.position == state.sound.count else { return false }
    if state.recording == .afterTone {
      // When the end of the tone has been heard, and its echo is over.
      state.recording = .on
      state.next = state.clock + latency
      state.toldAt = state.next
    }
    return true
  }
}
