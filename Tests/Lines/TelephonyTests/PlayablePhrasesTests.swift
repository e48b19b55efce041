import Audio
import Foundation
import Mailbox
import Operations
import Portal
import Store
import Telephony
import Testing

/// Sounds that are missing or damaged when a caller is to hear them.
@Suite struct PlayablePhrasesTests {
  /// A voice over a store with one user's busy greeting, whose file `spoil` changes.
  private func phrases(
    _ spoil: (_ sound: String) throws -> Void,
    _ wanted: (AudioReference) -> Phrase
  ) throws -> (said: [Phrase], counted: Int) {
    let folder = NSTemporaryDirectory() + "voiceportal-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try WaitingRecordingsTests.makeMailbox(in: folder)
    let store = try Mailboxes(directory: folder, options: WaitingRecordingsTests.options)
    defer { store.close() }
    let user = try #require(try store.accounts.users(of: 1).first)
    try store.accounts.setGreeting(
      .busy, of: user.id, to: Tone.sine(hertz: 300, milliseconds: 2_000, levelDB: -20))
    let audio = try #require(try store.accounts.greeting(.busy, of: user.id))
    guard case .file(let path) = try store.audio(audio.id) else {
      Issue.record("the sound is not in a file")
      return ([], 0)
    }
    try spoil(path)
    let log = Log(into: LogBuffer(), now: { 0 })
    let voice = try Voice(prompts: [], store: store, log: log)
    return (voice.playable([wanted(audio)], for: "call"), log.counters[.soundsUnreadable])
  }

  @Test func `a message that is whole is played`() throws {
    let found = try phrases({ _ in }, { .audio($0) })
    guard case .audio = found.said.first else {
      Issue.record("\(found.said)")
      return
    }
    #expect(found.counted == 0)
  }

  @Test func `a caller hears that a message cannot be played, and the operator can count it`()
    throws
  {
    let found = try phrases({ #expect(unsafe truncate($0, 100) == 0) }, { .audio($0) })
    #expect(found.said == [.prompt(.cannotBePlayed)])
    #expect(found.counted == 1)
  }

  @Test func `the system's greeting takes the place of one that is lost`() throws {
    let found = try phrases(
      { #expect(unsafe unlink($0) == 0) },
      { .ownGreeting($0, name: $0, number: "111", takesMessages: true) })
    #expect(
      found.said == [.greeting(.noAnswer, name: nil, number: "111"), .prompt(.recordAfterTone)])
    #expect(found.counted == 2)
  }

  @Test func `what has to be said without sounds is said as if they were lost`() throws {
    let voice = try Voice(prompts: [], store: Mailboxes(now: { 0 }))
    let audio = AudioReference(id: 1, milliseconds: 2_000)
    let said = voice.withoutRecordings([
      .ownGreeting(audio, name: audio, number: "111", takesMessages: true), .audio(audio),
      .prompt(.goodbye),
    ])
    #expect(
      said == [
        .greeting(.noAnswer, name: nil, number: "111"), .prompt(.recordAfterTone),
        .prompt(.cannotBePlayed), .prompt(.goodbye),
      ])
    #expect(voice.log.counters[.soundsUnreadable] == 0)
  }
}
