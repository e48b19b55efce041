import Audio
import CallFlow
import Synchronization
import Telephony
import Testing

@testable import SoundCardLine

/// The 20 ms of the line, without a device.
@Suite struct ExchangeTests {
  @Test func `from a key to the silence of the prompt it takes no period`() throws {
    var room = Room()
    room.echoDB = -100
    room.play(Array(repeating: 3_000, count: 40_000))
    room.pass(milliseconds: 500)
    room.pass(milliseconds: 100, caller: tones("5", pauseMilliseconds: 0), acts: false)
    let told = room.shared.state.withLock { $0.events.first?.event }
    guard case .key(let key) = told else {
      Issue.record("no key was told")
      return
    }
    #expect(key.digit == "5")
    // The detector needs some 40 ms of the tone; from then on nothing is played.
    let played = room.heard.dropFirst(LineFormat.samples(inMilliseconds: 500))
    let silence = try #require(played.firstIndex(of: 0)) - played.startIndex
    #expect(LineFormat.milliseconds(ofSamples: silence) <= 60)
    #expect(room.heard.suffix(320).allSatisfy { $0 == 0 })
  }

  @Test func `a prompt that the key does not end goes on where it stood`() {
    var room = Room()
    room.echoDB = -100
    let ramp = (0..<8_000).map { Int16($0 + 1) }
    room.play(ramp)
    room.pass(milliseconds: 200)
    room.pass(milliseconds: 200, caller: tones("5"), acts: false)
    room.pass(milliseconds: 40, acts: true)
    room.pass(milliseconds: 1_500)
    #expect(room.heard.filter { $0 != 0 } == ramp)
  }

  @Test func `the level of the capture shows at once and falls slowly`() {
    var room = Room()
    func level() -> Double { room.shared.state.withLock { $0.meter.rms } }
    room.pass(
      milliseconds: 40, caller: Tone.sine(hertz: 500, milliseconds: 40, levelDB: -20))
    #expect(abs(level() + 20) < 0.5)
    room.pass(milliseconds: 600)
    #expect(abs(level() + 28) < 0.5)
  }

  @Test func `a loud sound rings once, a click does not`() {
    var room = Room()
    func events() -> [SoundDevicePhoneEvent] {
      room.shared.state.withLock { $0.events.map(\.event) }
    }
    room.shared.state.withLock { $0.listensForRing = true }
    room.pass(
      milliseconds: 400, caller: Tone.sine(hertz: 500, milliseconds: 60, levelDB: -10), acts: false)
    #expect(events().isEmpty)
    room.pass(
      milliseconds: 900, caller: Tone.sine(hertz: 440, milliseconds: 900, levelDB: -30), acts: false
    )
    #expect(events() == [.rang])
  }

  @Test func `the period neither grows nor shrinks a buffer`() {
    let shared = SharedSound()
    var exchange = SoundExchange(shared, ringLevelDB: -40)
    let captured = tones("1", pauseMilliseconds: 0)
    var playing = [Int16](repeating: 0, count: SoundExchange.period)
    let before = shared.state.withLock { ($0.ring.capacity, $0.events.capacity) }
    // Nobody takes anything: keys beyond the room for them are dropped.
    for round in 0..<500 {
      let isTone = round % 8 < 4
      let part = Array(captured[(round % 4) * 160..<(round % 4) * 160 + 160])
      exchange.run(
        isTone ? part : Array(repeating: 0, count: 160), latency: 0, into: &playing)
    }
    let after = shared.state.withLock { ($0.ring.capacity, $0.events.capacity, $0.events.count) }
    #expect(after.0 == before.0)
    #expect(after.1 == before.1)
    #expect(after.2 <= ExchangeState.mostEvents)
    #expect(after.2 > 10)
  }
}
