import Foundation
import Mailbox
import ProjectFiles
import SoundFiles
import Store
import Testing

@testable import voiceportal

@Suite struct GreetingCommandTests {
  /// Two seconds of a tone at another rate than the line's.
  private func tone(in folder: Folder) throws -> String {
    let samples = (0..<44_100).map { Int16(8_000 * sin(Double($0) * 0.1)) }
    let path = folder.path + "/tone.flac"
    try Sound(samples: samples, sampleRate: 22_050).write(to: path, format: .flac)
    return path
  }

  @Test func `a sound file becomes a greeting, is chosen, and can be written out`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    #expect(
      try accounts.output(of: "greeting set 111 alternate-2 \(tone(in: folder))")
        == ["The greeting alternate-2 of Anna Berg lasts 2 s."])
    #expect(try accounts.user("111")?.settings.greetings.noAnswer == .alternate2)
    #expect(try accounts.output(of: "greeting show 111").contains("alternate-2  2 s    chosen"))
    try accounts.run("greeting export 111 alternate-2 \(folder.path)/out.wav")
    #expect(try Sound.read(folder.path + "/out.wav").sampleRate == 8_000)
  }

  @Test func `an emptied slot is not played any more`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    try accounts.run("greeting set 111 busy \(tone(in: folder))")
    #expect(try accounts.user("111")?.settings.greetings.playsBusy == true)
    try accounts.run("greeting clear 111 busy")
    let user = try #require(try accounts.user("111"))
    #expect(!user.settings.greetings.playsBusy)
    #expect(try accounts.store.accounts.greeting(.busy, of: user.id) == nil)
  }

  @Test func `what is no sound is refused, and the greeting before stays`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    try accounts.run("greeting set 111 busy \(tone(in: folder))")
    let user = try #require(try accounts.user("111"))
    let before = try accounts.store.accounts.greeting(.busy, of: user.id)
    let path = try folder.write("this is text", to: "x.wav")
    #expect(
      accounts.refusal(of: "greeting set 111 busy \(path)")?.contains("not a sound file") == true)
    #expect(try accounts.store.accounts.greeting(.busy, of: user.id) == before)
  }

  @Test func `what is shorter than a second is no greeting, but a name`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    let samples = (0..<7_200).map { Int16(8_000 * sin(Double($0) * 0.3)) }
    let path = folder.path + "/short.wav"
    try Sound(samples: samples, sampleRate: 8_000).write(to: path, format: .wav)
    for words in ["greeting set 111 busy", "announcement add Hello"] {
      let refusal = accounts.refusal(of: "\(words) \(path)")
      #expect(refusal?.hasSuffix("a greeting lasts at least a second.") == true, "\(words)")
    }
    #expect(accounts.refusal(of: "greeting set 111 name \(path)") == nil)
  }

  @Test func `messages are listed without their sound`() throws {
    let accounts = try TestAccounts()
    let user = try #require(try accounts.user("111"))
    try accounts.store.accounts.addMessage(
      to: user.id, samples: [Int16](repeating: 1, count: 24_000), from: "+492115551112",
      isUrgent: true, isConfidential: false, received: 1_760_000_000_000)
    let lines = try accounts.output(of: "messages 111")
    #expect(lines.count == 1)
    #expect(lines[0].hasSuffix("new urgent  2025-10-09 10:53  3 s  from +492115551112"))
  }
}
