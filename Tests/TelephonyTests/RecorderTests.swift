import Audio
import Mailbox
import Store
import Telephony
import Testing

/// How a recording ends (requirement D5).
@Suite struct RecorderTests {
  let store = MemoryStore(now: { 0 })

  func recorder(longestSeconds: Int = 60) throws -> Recorder {
    Recorder(
      into: try store.takes.begin(.draft), of: store.takes, longestSeconds: longestSeconds)
  }

  @Test func `a long silence ends it`() throws {
    let recorder = try recorder()
    #expect(recorder.append(SalvageTests.speech(seconds: 2)) == nil)
    #expect(recorder.append(Tone.silence(milliseconds: 7_000)) == nil)
    #expect(recorder.append(Tone.silence(milliseconds: 1_000)) == .silence)
    #expect(recorder.finish(.silence).hasSound)
  }

  @Test func `speech between silences goes on`() throws {
    let recorder = try recorder()
    #expect(recorder.append(Tone.silence(milliseconds: 7_000)) == nil)
    #expect(recorder.append(SalvageTests.speech(seconds: 1)) == nil)
    #expect(recorder.append(Tone.silence(milliseconds: 7_000)) == nil)
  }

  @Test func `the longest time ends it, and nothing more is taken`() throws {
    let recorder = try recorder(longestSeconds: 3)
    #expect(recorder.append(SalvageTests.speech(seconds: 5)) == .limit)
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
}
