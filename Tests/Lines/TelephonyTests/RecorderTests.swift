import Audio
import Foundation
import Mailbox
import SoundFiles
import Store
import Telephony
import Testing

/// How a recording ends (requirement D5).
@Suite struct RecorderTests {
  let store = Mailboxes(now: { 0 })

  func recorder(longestSeconds: Int = 60) throws -> Recorder {
    Recorder(
      into: try store.takes.begin(.draft), of: store.takes, longestSeconds: longestSeconds)
  }

  @Test func `a long silence ends it`() throws {
    let recorder = try recorder()
    #expect(recorder.append(WaitingRecordingsTests.speech(seconds: 2)) == nil)
    #expect(recorder.append(Tone.silence(milliseconds: 7_000)) == nil)
    #expect(recorder.append(Tone.silence(milliseconds: 1_000)) == .silence)
    #expect(recorder.finish(.silence).hasSound)
  }

  @Test func `speech between silences goes on`() throws {
    let recorder = try recorder()
    #expect(recorder.append(Tone.silence(milliseconds: 7_000)) == nil)
    #expect(recorder.append(WaitingRecordingsTests.speech(seconds: 1)) == nil)
    #expect(recorder.append(Tone.silence(milliseconds: 7_000)) == nil)
  }

  @Test(arguments: ToneCountry.allCases)
  func `a tone of the network after speech ends it, and is cut off`(country: ToneCountry) throws {
    let recorder = try recorder()
    let speech = WaitingRecordingsTests.speech(seconds: 3)
    #expect(recorder.append(speech + Tone.silence(milliseconds: 700)) == nil)
    let busy = CallProgressTone.busy.samples(in: country, milliseconds: 6_000)
    var ending: FinishedRecording.Ending?
    for start in stride(from: 0, to: busy.count, by: 1_600) where ending == nil {
      ending = recorder.append(Array(busy[start..<start + 1_600]))
    }
    #expect(ending == .tone)
    let take = recorder.finish(.limit)
    #expect(take.isWorthKeeping)
    #expect((3_690...3_720).contains(take.milliseconds))
    guard case .samples(let samples) = try store.takes.audio(of: take.id) else { return }
    #expect(samples.count == Int(take.milliseconds) * 8)
  }

  @Test func `a tone at the end is cut off when the caller is gone`() throws {
    let recorder = try recorder()
    _ = recorder.append(WaitingRecordingsTests.speech(seconds: 2))
    _ = recorder.append(CallProgressTone.busy.samples(in: .de, milliseconds: 1_000))
    #expect((1_980...2_020).contains(recorder.finish(.hangUp).milliseconds))
  }

  @Test func `a tone alone is no message, and ends the recording`() throws {
    let recorder = try recorder()
    let busy = CallProgressTone.busy.samples(in: .nl, milliseconds: 6_000)
    #expect(recorder.append(busy) == .tone)
    #expect(!recorder.finish(.tone).isWorthKeeping)
  }

  @Test func `what a silence ends from the start has no sound`() throws {
    let recorder = try recorder()
    let noise = (0..<64_800).map { Int16(($0 * 7_919) % 300 - 150) }
    #expect(recorder.append(noise) == .silence)
    #expect(!recorder.finish(.silence).hasSound)
  }

  @Test func `the longest time ends it, and nothing more is taken`() throws {
    let recorder = try recorder(longestSeconds: 3)
    #expect(recorder.append(WaitingRecordingsTests.speech(seconds: 5)) == .limit)
    #expect(recorder.finish(.limit).milliseconds == 3_000)
  }

  @Test func `silence alone is no message`() throws {
    let recorder = try recorder()
    _ = recorder.append(Tone.silence(milliseconds: 3_000))
    #expect(!recorder.finish(.key).isWorthKeeping)
  }

  @Test func `less than a second is no message`() throws {
    let recorder = try recorder()
    _ = recorder.append(Tone.sine(hertz: 300, milliseconds: 900, levelDB: -20))
    #expect(!recorder.finish(.key).isWorthKeeping)
  }

  @Test func `the tone of the key that ended it is no part of it`() throws {
    let recorder = try recorder()
    let speech = WaitingRecordingsTests.speech(seconds: 2)
    _ = recorder.append(speech)
    _ = recorder.append(try #require(Tone.dtmf(35, milliseconds: 100)))
    let take = recorder.finish(.key, droppingLast: 120)
    #expect(take.milliseconds == 1_980)
    #expect(take.hasSound)
    #expect(try store.takes.audio(of: take.id) == .samples(Array(speech.prefix(15_840))))
  }

  @Test(arguments: [0, 300])
  func `what a gateway lets through before it tells the key goes too`(later: Int) throws {
    let recorder = try recorder()
    for second in 0..<4 {
      _ = recorder.append(WaitingRecordingsTests.speech(seconds: 1))
      if second == 3 {
        _ = recorder.append(try #require(Tone.dtmf(35, milliseconds: 60)))
        _ = recorder.append(Tone.silence(milliseconds: later))
      }
    }
    let take = recorder.finish(.key, by: "#", droppingLast: 20)
    #expect((3_980...4_000).contains(take.milliseconds))
  }

  @Test func `a key alone is no message`() throws {
    let recorder = try recorder()
    _ = recorder.append(Tone.silence(milliseconds: 2_000))
    _ = recorder.append(try #require(Tone.dtmf(35, milliseconds: 100)))
    let take = recorder.finish(.key, droppingLast: 120)
    #expect(take.milliseconds == 1_980)
    #expect(!take.isWorthKeeping)
  }

  @Test func `a file loses the key too`() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "voiceportal-test-\(UUID().uuidString).wav").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let recorder = Recorder(
      into: RecordingDestination(id: 1, path: path, purpose: .draft), of: store.takes,
      longestSeconds: 60)
    _ = recorder.append(WaitingRecordingsTests.speech(seconds: 2))
    _ = recorder.append(try #require(Tone.dtmf(35, milliseconds: 100)))
    #expect(recorder.finish(.key, droppingLast: 100).milliseconds == 2_000)
    #expect(try Sound.read(path).milliseconds == 2_000)
  }
}
