import Audio
import Telephony
import Testing

@testable import SoundCardLine

/// A prompt that leaks into the microphone must neither make keys nor hide them (requirement J3).
@Suite struct EchoTests {
  @Test(arguments: ["en", "de", "nl"])
  func `the echo of prompts makes no key`(language: String) throws {
    var room = Room()
    room.play(try prompts(language, seconds: 6, from: 30))
    room.pass(milliseconds: 6_000)
    #expect(room.text == "")
  }

  @Test(arguments: [-10.0, -30])
  func `keys are heard while a prompt echoes`(levelDB: Double) throws {
    var room = Room()
    room.play(try prompts("en", seconds: 8))
    room.pass(milliseconds: 3_000)
    for key in "159#0*7" {
      room.pass(milliseconds: 500, caller: tones(String(key), levelDB: levelDB))
    }
    #expect(room.text == "159#0*7")
  }

  @Test func `keys are heard before anything is known of the echo`() throws {
    var room = Room()
    room.play(try prompts("de", seconds: 4))
    for key in "1470" { room.pass(milliseconds: 300, caller: tones(String(key))) }
    #expect(room.text == "1470")
  }

  @Test func `a message that holds tones presses no keys by its echo`() {
    var room = Room()
    room.play(tones("123456789*0#", levelDB: -12))
    room.pass(milliseconds: 2_700)
    #expect(room.text == "")
  }

  @Test func `the same key is heard when the caller presses it`() {
    var room = Room()
    room.play(tones("1", levelDB: -12) + Tone.silence(milliseconds: 3_000))
    room.pass(milliseconds: 500)
    room.pass(milliseconds: 500, caller: tones("1", levelDB: -16))
    #expect(room.text == "1")
  }

  @Test func `the delay of the echo is found`() throws {
    var room = Room()
    room.delay = LineFormat.samples(inMilliseconds: 240)
    room.play(try prompts("en", seconds: 5))
    room.pass(milliseconds: 4_000)
    let delay = try #require(room.echoDelay)
    // The period in which a sample is played is over before the next is captured.
    #expect(abs(delay - room.delay) <= SoundExchange.period + 16)
  }

  @Test func `the canceller takes at least 12 dB of an echo away, and nothing of a caller`() throws
  {
    var canceller = EchoCanceller()
    let far = try prompts("de", seconds: 8)
    let near = tones("1234567890", levelDB: -16)
    var (before, after, own) = ([Int16](), [Int16](), [Int16]())
    let start = far.count - EchoCanceller.block * 100
    for place in stride(from: 0, to: far.count - 160, by: EchoCanceller.block) {
      let played = Array(far[place..<place + EchoCanceller.block])
      var captured = (place..<place + EchoCanceller.block).map { index in
        index < 700 ? Int16(0) : Int16(Double(far[index - 700]) * 0.18)
      }
      let isNear = place >= start
      if isNear {
        for index in captured.indices where place - start + index < near.count {
          captured[index] += near[place - start + index]
        }
      }
      var clean = captured
      canceller.process(captured, whilePlaying: played, into: &clean)
      if isNear {
        own += clean
      } else if place > far.count / 2 {
        before += captured
        after += clean
      }
    }
    #expect(Level.rms(before) - Level.rms(after) > 12)
    #expect(abs(Level.rms(own) - Level.rms(near.prefix(own.count).map { $0 })) < 0.5)
  }
}
