import Audio
import Foundation
import Mailbox
import ProjectFiles
import SoundFiles
import Store
import Testing

@testable import VoicemailImport

/// Every format in which Asterisk writes, as a message and as a greeting.
@Suite struct SpoolFormatTests {
  private static let second = Tone.sine(
    hertz: 700, milliseconds: 2_000, levelDB: -20, sampleRate: 8_000)

  /// The bytes of a file of two seconds, or of `Fixtures/Asterisk`.
  private static func bytes(_ ending: String) throws -> [UInt8] {
    switch ending {
    case "ulaw": return second.map { G711.muLaw.encode($0) }
    case "alaw": return second.map { G711.aLaw.encode($0) }
    case "g722":
      var encoder = G722Encoder()
      return second.map { encoder.encode($0) }
    case let ending:
      let files = [
        "wav": "3010/unavail.wav", "WAV": "3010/INBOX/msg0001.WAV",
        "wav49": "3010/INBOX/msg0001.WAV",
        "gsm": "3010/busy.gsm", "mp3": "3012/INBOX/msg0000.mp3",
      ]
      let name = try #require(files[ending])
      return [UInt8](
        try Data(
          contentsOf: ProjectFiles.fixtures.appending(path: "Asterisk/spool/office/\(name)")))
    }
  }

  @Test(arguments: ["wav", "WAV", "wav49", "gsm", "ulaw", "alaw", "g722", "mp3"])
  func `a message and a greeting come in each format`(ending: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vp-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let box = folder.appending(path: "spool/office/3010")
    try FileManager.default.createDirectory(
      at: box.appending(path: "INBOX"), withIntermediateDirectories: true)
    let sound = Data(try Self.bytes(ending))
    try sound.write(to: box.appending(path: "INBOX/msg0000.\(ending)"))
    try sound.write(to: box.appending(path: "unavail.\(ending)"))
    try Data("[message]\ncallerid=\"Otto\" <02215550123>\norigtime=1767520800\n".utf8).write(
      to: box.appending(path: "INBOX/msg0000.txt"))
    let configuration = folder.appending(path: "voicemail.conf")
    try Data("[office]\n3010 => 771502,Mara Lind\n".utf8).write(to: configuration)

    let mailboxes = Mailboxes(now: { 1_767_600_000_000 })
    let accounts = mailboxes.accounts
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    let company = try accounts.add(
      Company(name: "office", plan: plan, portalNumber: "02215550000"))
    let found = try AsteriskReader.read(
      configuration: configuration.path, spool: folder.appending(path: "spool").path)
    let outcome = try MailboxImport(of: found, into: accounts, ImportChoices())
      .carryOut(on: accounts)
    #expect(outcome.faults.isEmpty && outcome.messages == 1 && outcome.greetings == 1)
    let mara = try #require(try accounts.user(withNumber: "3010", of: company.id))
    let message = try #require(try accounts.messages(of: mara.id).first)
    #expect(message.received == 1_767_520_800_000 && message.from == "+492215550123")
    #expect(message.parts[0].milliseconds > 900)
    switch try mailboxes.audio(message.parts[0].id) {
    case .samples(let samples): #expect(Level.rms(samples) > -45)
    case .file(let path): #expect(try Level.rms(Sound.read(path).samples) > -45)
    }
    #expect((try accounts.greeting(.personal, of: mara.id)?.milliseconds ?? 0) > 500)
    // The source is never changed.
    #expect(
      try Data(contentsOf: box.appending(path: "INBOX/msg0000.\(ending)")) == sound)
  }
}
