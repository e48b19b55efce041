import Audio
import Foundation
import Synchronization

@testable import SoundCardLine

/// The person at the other end of the sound card: plays tones and speech, and notes all that is
/// heard.
final class Caller: Sendable {
  private struct State {
    var toSay: [Int16] = []
    var heard: [Int16] = []
    var isStopping = false
    var fault: String?
  }

  /// Periods that are kept ready to be played: a caller may be late, yet a gap within a key makes two
  /// keys or none of it.
  private static let lead = 10

  private let state = Mutex(State())
  private let ended = DispatchSemaphore(value: 0)

  init(_ devices: SoundCard.Devices) {
    let thread = Thread { [self] in
      do throws(SoundCardError) { try run(devices) } catch {
        state.withLock { $0.fault = error.description }
      }
      ended.signal()
    }
    thread.start()
  }

  /// Everything that was heard so far.
  var heard: [Int16] { state.withLock { $0.heard } }

  /// What has gone wrong.
  var fault: String? { state.withLock { $0.fault } }

  func say(_ samples: [Int16]) { state.withLock { $0.toSay += samples } }

  /// Says it, and returns when it was said.
  func sayAll(_ samples: [Int16]) {
    say(samples)
    for _ in 0..<1_500 {
      if state.withLock({ $0.toSay.isEmpty || $0.fault != nil }) { return }
      pause(0.02)
    }
  }

  /// Waits until the other end plays something that is loud, as a prompt is.
  /// - Returns: `false` when it does not.
  func waitForSound(seconds: Int = 30) -> Bool {
    let from = heard.count
    for _ in 0..<seconds * 50 {
      if heard.dropFirst(from).contains(where: { abs(Int($0)) > 1_000 }) { return true }
      pause(0.02)
    }
    return false
  }

  /// Waits for the tone after which one speaks.
  /// - Returns: `false` when it does not come.
  func waitForBeep(seconds: Int = 30) -> Bool {
    let from = heard.count
    let beep = Array(Tone.beep[400..<1_200])
    for _ in 0..<seconds * 50 {
      let newest = Array(heard.dropFirst(from).suffix(8_000))
      if newest.firstPlace(of: beep) != nil { return true }
      pause(0.02)
    }
    return false
  }

  func hangUp() {
    state.withLock { $0.isStopping = true }
    ended.wait()
  }

  private func run(_ devices: SoundCard.Devices) throws(SoundCardError) {
    let capture = try ALSADevice(devices.capture, .capture)
    let playback = try ALSADevice(devices.playback, .playback, lead: Self.lead)
    try playback.prime()
    try capture.start()
    var frame = [Int16](repeating: 0, count: ALSADevice.period)
    while !state.withLock({ $0.isStopping }) {
      try capture.read(into: &frame)
      let said = state.withLock { state in
        state.heard += frame
        let next = Array(state.toSay.prefix(ALSADevice.period))
        state.toSay.removeFirst(next.count)
        return next
      }
      try playback.write(said + Array(repeating: 0, count: ALSADevice.period - said.count))
    }
  }
}

extension [Int16] {
  /// Where these samples are found, from a place on; `nil`: nowhere.
  func firstPlace(of sound: [Int16], from start: Int = 0) -> Int? {
    // Few samples are compared before all: silence is no good for that.
    guard let loud = sound.firstIndex(where: { abs(Int($0)) > 300 }) else { return nil }
    var place = start
    while place + sound.count <= count {
      if self[place + loud] == sound[loud], self[place..<place + sound.count] == sound[...] {
        return place
      }
      place += 1
    }
    return nil
  }
}

/// Lets time pass.
func pause(_ seconds: Double) { Thread.sleep(forTimeInterval: seconds) }
