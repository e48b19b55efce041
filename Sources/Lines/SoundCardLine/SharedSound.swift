import Audio
import Synchronization
import Telephony

/// What the thread of the sound and the thread of the call share. Each holds the lock for as long
/// as it takes to copy a period, or to change places with an array.
struct ExchangeState {
  /// What is being played, and how far it is.
  var sound: [Int16] = []
  var position = 0
  var isPaused = false
  /// A key was told that the call has not acted on yet: what is played stands still.
  var isHeld = false

  /// The newest captured samples, as a ring.
  var ring = [Int16](repeating: 0, count: ringLength)
  /// Captured samples so far.
  var clock = 0
  var recording = Recording.off
  /// The next captured sample that the recorder gets.
  var next = 0
  /// When the recorder was last told that there is something.
  var toldAt = 0
  /// Captured samples that were lost because nobody took them.
  var lost = 0

  /// At most ``mostEvents``; each with the captured sample at which it began.
  var events: [(event: SoundDevicePhoneEvent, start: Int)] = []
  /// The key that was taken last, and where it began; `nil` when the call has asked again since.
  var key: (character: Character, start: Int)?
  /// Whether the loudness of the capture may ring.
  var listensForRing = false
  /// How loud the capture is.
  var meter = LevelMeter()

  enum Recording { case off, afterTone, on }

  /// 16 s.
  static let ringLength = 1 << 17
  static let mostEvents = 64

  init() { events.reserveCapacity(Self.mostEvents) }

  /// Adds an event, if there is room.
  mutating func tell(_ event: SoundDevicePhoneEvent, from start: Int) {
    if events.count < Self.mostEvents { events.append((event, start)) }
  }

  /// See ``SoundCard/nextEvent()``.
  mutating func nextEvent() -> SoundDevicePhoneEvent? {
    key = nil
    if events.isEmpty {
      isHeld = false
      return nil
    }
    let first = events.remove(at: 0)
    if case .key(let sound) = first.event { key = (sound.character, first.start) }
    return first.event
  }

  /// See ``SoundCard/recorded()``.
  mutating func recorded() -> [Int16] { recording == .on ? take(upTo: clock) : [] }

  /// See ``SoundCard/endRecording()``.
  mutating func endRecording() -> (rest: [Int16], key: Character?, keyMilliseconds: Int) {
    defer { recording = .off }
    guard recording == .on else { return ([], nil, 0) }
    // The detector finds the beginning of a key to some milliseconds.
    let end = key.map { $0.start - LineFormat.samples(inMilliseconds: 10) } ?? clock
    let rest = take(upTo: min(end, clock))
    // Rounded up, so that nothing of the key stays.
    let surplus = max(0, next - end) + LineFormat.samples(inMilliseconds: 1) - 1
    return (rest, key?.character, LineFormat.milliseconds(ofSamples: surplus))
  }

  /// Samples between the two places; what has been overwritten is left out.
  private mutating func take(upTo end: Int) -> [Int16] {
    let oldest = clock - Self.ringLength
    if next < oldest {
      lost += oldest - next
      next = oldest
    }
    guard end > next else { return [] }
    var samples: [Int16] = []
    samples.reserveCapacity(end - next)
    for index in next..<end { samples.append(ring[index & (Self.ringLength - 1)]) }
    next = end
    return samples
  }
}

/// The state with its lock, and the way to wake the thread of the call.
final class SharedSound: Sendable {
  let state = Mutex(ExchangeState())
  let wake = WakePipe()
}
