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
      into: TakeDestination(id: 1, path: path), of: store.takes, longestSeconds: 60)
    _ = recorder.append(WaitingRecordingsTests.speech(seconds: 2))
    _ = recorder.append(try #require(Tone.dtmf(35, milliseconds: 100)))
    #expect(recorder.finish(.key, droppingLast: 100).milliseconds == 2_000)
    #expect(try Sound.read(path).milliseconds == 2_000)
  }
}
