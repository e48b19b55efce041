import Audio
import Foundation
import Mailbox
import ProjectFiles
import SoundFiles
import Store
import Testing

@testable import voiceportal

@Suite struct AnnouncementCommandTests {
  private func tone(_ milliseconds: Int, in folder: Folder) throws -> String {
    let path = "\(folder.path)/tone-\(milliseconds).flac"
    let samples = Tone.sine(
      hertz: 440, milliseconds: milliseconds, levelDB: -20, sampleRate: 44_100)
    try Sound(samples: samples, sampleRate: 44_100).write(to: path, format: .flac)
    return path
  }

  @Test func `announcements are added, listed, replaced, written out and removed`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    let path = try tone(2_000, in: folder)
    #expect(
      try accounts.output(of: "announcement add fair \(path)")
        == ["The announcement 'fair' of Nord lasts 2 s."])
    try accounts.run("announcement add", "trade days", path)
    try accounts.run("announcement add fair \(tone(4_000, in: folder))")
    #expect(try accounts.output(of: "announcement list") == ["fair        4 s", "trade days  2 s"])
    try accounts.run("announcement export fair \(folder.path)/out.wav")
    #expect(abs(try Sound.read(folder.path + "/out.wav").milliseconds - 4_000) < 20)
    try accounts.run("announcement remove fair")
    #expect(try accounts.output(of: "announcement list") == ["trade days  2 s"])
  }

  @Test func `a greeting is made from an announcement, and is chosen`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    try accounts.run("announcement add fair \(tone(2_000, in: folder))")
    #expect(
      try accounts.output(of: "greeting set 111 busy --announcement fair")
        == ["The greeting busy of Anna Berg lasts 2 s."])
    #expect(try accounts.user("111")?.settings.greetings.playsBusy == true)
    let user = try #require(try accounts.user("111"))
    let greeting = try #require(try accounts.store.accounts.greeting(.busy, of: user.id))
    #expect(abs(Int(greeting.milliseconds) - 2_000) < 20)
  }

  @Test func `a user has announcements of her own`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    #expect(
      try accounts.output(of: "announcement add fair \(tone(2_000, in: folder)) --user 111")
        == ["The announcement 'fair' of Anna Berg lasts 2 s."])
    #expect(try accounts.output(of: "announcement list --user 111") == ["fair  2 s"])
    #expect(try accounts.output(of: "announcement list --user 112").isEmpty)
    #expect(try accounts.output(of: "announcement list").isEmpty)
    try accounts.run("announcement export fair \(folder.path)/out.wav --user 111")
    #expect(abs(try Sound.read(folder.path + "/out.wav").milliseconds - 2_000) < 20)
    #expect(
      accounts.refusal(of: "greeting set 112 busy --announcement fair")
        == "There is no announcement 'fair'.")
    #expect(
      try accounts.output(of: "announcement remove fair --user 111")
        == ["Removed the announcement 'fair' of Anna Berg."])
    #expect(try accounts.output(of: "announcement list --user 111").isEmpty)
  }

  @Test func `her own announcement goes before the company's of the same name`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    try accounts.run("announcement add fair \(tone(2_000, in: folder))")
    try accounts.run("announcement add fair \(tone(4_000, in: folder)) --user 111")
    #expect(
      try accounts.output(of: "greeting set 111 personal --announcement fair")
        == ["The greeting personal of Anna Berg lasts 4 s."])
    #expect(
      try accounts.output(of: "greeting set 112 personal --announcement fair")
        == ["The greeting personal of Bob Lee lasts 2 s."])
    try accounts.run("announcement remove fair --user 111")
    #expect(
      try accounts.output(of: "greeting show 111").contains {
        $0.hasPrefix("personal") && $0.contains("4 s")
      })
    #expect(
      try accounts.output(of: "greeting set 111 personal --announcement fair")
        == ["The greeting personal of Anna Berg lasts 2 s."])
  }

  @Test func `an announcement that is too long for a name is no name`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    try accounts.run("announcement add fair \(tone(31_000, in: folder))")
    #expect(
      accounts.refusal(of: "greeting set 111 name --announcement fair")
        == "announcement: 'fair' lasts 31 s; 30 s are allowed here.")
  }

  @Test(arguments: [
    "announcement remove fair", "announcement export fair x.wav",
    "announcement remove fair --user 111", "announcement export fair x.wav --user 111",
    "greeting set 111 busy --announcement fair",
  ])
  func `what is not there is said to be missing`(words: String) throws {
    #expect(try TestAccounts().refusal(of: words) == "There is no announcement 'fair'.")
  }

  @Test func `a file with keys in it is refused, and says which and where`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    let keys = try #require(Tone.dtmf(keys: Array("42#".utf8)))
    let speech = Tone.sine(hertz: 300, milliseconds: 1_000, levelDB: -20)
    let path = "\(folder.path)/keys.wav"
    try Sound(samples: speech + keys + speech).write(to: path, format: .wav)
    for words in ["announcement add fair \(path)", "greeting set 111 busy \(path)"] {
      let reason = try #require(accounts.refusal(of: words))
      #expect(reason.contains("holds the tones of telephone keys (42#, from "))
    }
    #expect(try accounts.output(of: "announcement list").isEmpty)
  }
}
