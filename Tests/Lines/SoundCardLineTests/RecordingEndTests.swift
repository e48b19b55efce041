import Audio
import Mailbox
import Store
import Synchronization
import Telephony
import Testing

@testable import SoundCardLine

/// Where a recording ends: a key's own tone is not in it, and nothing else is missing
/// (requirement D5).
@Suite struct RecordingEndTests {
  @Test(arguments: [0, 37, 90, 159], [-10.0, -20, -30])
  func `the key that ends it is cut from its start`(offset: Int, levelDB: Double) throws {
    for (index, key) in "159#0*".enumerated() {
      // Some calls are late: then a part of the key was recorded already.
      try expectCut(key, offset: offset, levelDB: levelDB, lateMilliseconds: index * 40)
    }
  }

  @Test func `a key that does not end it stays in it`() throws {
    var room = Room()
    let start = room.beginRecording()
    room.pass(milliseconds: 400, caller: tones("5"), acts: false)
    #expect(room.nextKey() == "5")
    #expect(room.shared.state.withLock { $0.nextEvent() } == nil)
    room.pass(milliseconds: 200)
    let (rest, ended, dropped) = room.shared.state.withLock { $0.endRecording() }
    #expect(rest.count == room.clock - start)
    #expect(dropped == 0)
    #expect(ended == nil)
  }

  @Test func `a key of before the recording cuts nothing of it`() throws {
    var room = Room()
    room.pass(milliseconds: 400, caller: tones("#"), acts: false)
    #expect(room.nextKey() == "#")
    #expect(room.shared.state.withLock { $0.nextEvent() } == nil)
    let start = room.beginRecording()
    room.pass(milliseconds: 1_000)
    // For example because somebody has typed a key in a terminal.
    let (rest, ended, dropped) = room.shared.state.withLock { $0.endRecording() }
    #expect(rest.count == room.clock - start)
    #expect(dropped == 0)
    #expect(ended == nil)
  }

  private func expectCut(
    _ key: Character, offset: Int, levelDB: Double, lateMilliseconds: Int
  ) throws {
    var room = Room()
    let store = Mailboxes(now: { 0 })
    let recorder = Recorder(
      into: try store.takes.begin(.draft), of: store.takes, longestSeconds: 60)
    let start = room.beginRecording()
    let speech = Tone.sine(hertz: 300, milliseconds: 1_500, levelDB: -25)
    room.pass(milliseconds: 1_500, caller: speech, acts: false)
    _ = recorder.append(room.shared.state.withLock { $0.recorded() })
    let before = room.clock
    let press = [Int16](repeating: 0, count: offset) + tones(String(key), levelDB: levelDB)
    room.pass(milliseconds: 100 + lateMilliseconds, caller: press, acts: false)
    #expect(room.nextKey() == key)
    _ = recorder.append(room.shared.state.withLock { $0.recorded() })
    let (rest, ended, milliseconds) = room.shared.state.withLock { $0.endRecording() }
    _ = recorder.append(rest)
    #expect(ended == key)
    let take = recorder.finish(.key, by: ended, droppingLast: milliseconds)
    let cut = LineFormat.milliseconds(ofSamples: before + offset - start) - Int(take.milliseconds)
    #expect((1...20).contains(cut), "\(key) at \(offset), \(levelDB) dBFS: \(cut) ms before it")
  }
}

extension Room {
  /// Captured samples so far.
  fileprivate var clock: Int { shared.state.withLock { $0.clock } }

  /// - Returns: The captured sample at which it begins.
  fileprivate func beginRecording() -> Int {
    shared.state.withLock { state in
      state.recording = .on
      state.next = state.clock
      return state.clock
    }
  }

  /// The key that was told next.
  fileprivate func nextKey() -> Character? {
    let event = shared.state.withLock { $0.nextEvent() }
    guard case .key(let sound) = event else { return nil }
    return sound.character
  }
}
