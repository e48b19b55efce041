import Audio
import Foundation
import SoundFiles
import Synchronization
import Telephony
import Testing

@testable import SoundCardLine

/// A room without hardware: what is played comes back as an echo, and the caller is in it too. It
/// runs as fast as the machine can.
struct Room {
  let shared = SharedSound()
  /// The microphone's delay, and the echo's strength; the wall behind gives a second echo.
  var delay = LineFormat.samples(inMilliseconds: 83)
  var echoDB = -15.0
  /// Everything that was played.
  private(set) var heard: [Int16] = []
  /// Keys, and the period in which they were told.
  private(set) var keys: [(sound: KeySound, period: Int)] = []
  private(set) var periods = 0
  private var exchange: SoundExchange

  init() { exchange = SoundExchange(shared, ringLevelDB: -40) }

  /// The keys as text.
  var text: String { String(keys.map(\.sound.character)) }

  /// Lets time pass while the caller makes a sound, or says nothing.
  /// - Parameter acts: Whether keys are taken at once, so that what is played goes on.
  mutating func pass(milliseconds: Int, caller: [Int16] = [], acts: Bool = true) {
    let count = LineFormat.samples(inMilliseconds: milliseconds) / SoundExchange.period
    let gain = pow(10, echoDB / 20)
    for period in 0..<count {
      var captured = [Int16](repeating: 0, count: SoundExchange.period)
      for index in captured.indices {
        let now = heard.count + index
        var value = 0.0
        for (lag, part) in [(delay, 1.0), (delay + 37, -0.4), (delay + 90, 0.25)]
        where now - lag >= 0 && now - lag < heard.count {
          value += gain * part * Double(heard[now - lag])
        }
        let own = period * SoundExchange.period + index
        if own < caller.count { value += Double(caller[own]) }
        // The hiss of a microphone, at about -70 dBFS.
        value += Double((now &* 7_919) % 23) - 11
        captured[index] = Int16(max(-32_768, min(32_767, value.rounded())))
      }
      var playing = captured
      exchange.run(captured, latency: 2 * SoundExchange.period, into: &playing)
      heard += playing
      periods += 1
      let events = shared.state.withLock { state in
        defer { if acts { state.events.removeAll(keepingCapacity: true) } }
        if acts { state.isHeld = false }
        return acts ? state.events.map(\.event) : []
      }
      for case .key(let sound) in events { keys.append((sound, periods)) }
    }
  }

  /// Plays from now on.
  func play(_ samples: [Int16]) {
    shared.state.withLock { state in
      state.sound = samples
      state.position = 0
    }
  }

  var echoDelay: Int? { exchange.echoDelay }
}

/// Ten seconds and more of prompts of a language.
func prompts(_ language: String, seconds: Int = 10, from first: Int = 0) throws -> [Int16] {
  let library = try PromptLibrary(folders: [root.path + "/Prompts/\(language)"])
  var samples: [Int16] = []
  for name in library.names.dropFirst(first) where samples.count < seconds * 8_000 {
    if let clip = try library.clip(named: name) { samples += library.source(clip).samples }
  }
  return samples
}

/// Keys of 80 ms with pauses.
func tones(
  _ keys: String, levelDB: Double = -16, pauseMilliseconds: Int = 120
) -> [Int16] {
  keys.utf8.flatMap {
    (Tone.dtmf($0, milliseconds: 80, levelDB: levelDB) ?? [])
      + Tone.silence(milliseconds: pauseMilliseconds)
  }
}
