import Audio
import Foundation
import ScriptLine
import SoundFiles
import Testing

/// A step that fails says what happened instead.
@Suite struct StepFailureTests {
  private func failure(_ steps: String) throws -> String? {
    try Samples.play(steps).failure.map { "\($0.line ?? 0): \($0.happened)" }
  }

  private let login = "call from 112 to portal\ndials 246812#\n"

  @Test(arguments: ["hears main-menu", "dials 9\nhears goodbye"])
  func `the end of a script hangs up`(steps: String) throws {
    #expect(try failure(login + steps) == nil)
  }

  @Test func `who speaks until the portal leaves hangs up all the same`() throws {
    // Busy tone: the caller's own line has told that she has gone.
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).wav")
    defer { try? FileManager.default.removeItem(at: path) }
    let on = Tone.sine(hertz: 425, milliseconds: 480, levelDB: -20)
    let cadence = on + Tone.silence(milliseconds: 480)
    let sound = Sound(samples: (0..<30).flatMap { _ in cadence })
    try sound.write(to: path.path, format: .wav)
    let steps =
      "call from 0221-4710123 to 112 because no-answer\ndials #\nsays \(path.path)\nhangs up"
    #expect(try failure(steps) == nil)
    #expect(try failure("\(steps)\nhangs up") == "6: the call was over at deposit-too-short")
  }

  @Test(arguments: [
    (
      "hears sorry",
      "4: heard counts new 0 urgent 0 saved 0, main-menu, press 1 messages, press 3 recorded-name, "
        + "press 4 call-forwarding, press 5 distribution-lists, press 6 announcements, "
        + "press 8 change-passcode, press 9 goodbye; "
        + "then the call waited for the caller at main-menu"
    ),
    ("says 3 s", "4: the call waited for the caller at main-menu"),
    (
      "hears nothing for 7 s",
      "4: heard main-menu"
    ),
    ("expects transfer 111", "4: the call waited for the caller at main-menu"),
    ("expects the call has ended", "4: the call waited for the caller at main-menu"),
    ("dials 9\nexpects transfer 111", "5: the portal ended the call"),
    ("dials 9\nwaits 9 s", "5: the call was over at goodbye"),
    ("dials 9\nlistens 9 s", "5: no step mentions that the portal ended the call"),
    ("dials 9\nlistens 9 s\nhangs up", "6: the call was over at goodbye"),
    ("call from 111 to portal", "4: the call was still on; no step ends it"),
    ("later 1 day", "4: a call was on"),
    ("hangs up\ndials 1", "5: the call was over: the caller had hung up"),
    ("hangs up\nexpects mailbox 111 new 1", "5: there were new 2 saved 0 urgent 1 deleted 0"),
    ("hangs up\nexpects mwi 112 new 1 old 0", "5: there were new 0 saved 0 urgent 0 deleted 0"),
    ("hangs up\nexpects mailbox 999 new 1", "5: nobody has the number 999"),
    (
      "hangs up\nexpects mail to anna@example.com",
      "5: no mail went out"
    ),
    ("hangs up\nexpects journal \"key 7\"", "5: no step of the journal holds \"key 7\""),
    (
      "hangs up\nexpects journal /none.journal",
      "5: the journal cannot be read: /none.journal: There is no such file."
    ),
    (
      "hangs up\ngiven accounts none.json5",
      "5: there is no accounts file none.json5 beside the script, in ../Accounts "
        + "or in Fixtures/Accounts"
    ),
    (
      "hangs up\ngiven layout nokia",
      "5: there is no layout 'nokia'; there are broadworks, asterisk, unity and files of one's own."
    ),
  ])
  func `a failing step names what happened`(steps: String, message: String) throws {
    #expect(try failure(login + steps) == message)
  }

  @Test(arguments: [
    ("expects mail to nora@example.com without sound saying +492214710123", nil),
    (
      "expects mail to noor@example.com",
      "6: the mails that went out were \"New voice message from +492214710123\" to "
        + "nora@example.com without sound; \"New voice message from +492214710123\" to "
        + "office@example.com with sound"
    ),
    (
      "expects mail to nora@example.com\nexpects mail to office@example.com without sound",
      "7: the mails that went out were \"New voice message from +492214710123\" to "
        + "office@example.com with sound"
    ),
    (
      "expects mail to nora@example.com\nexpects mail to office@example.com\n"
        + "expects mail to office@example.com",
      "8: no mail went out but those of the steps before"
    ),
  ])
  func `a mail that is expected wrongly fails the script, and tells of those that went out`(
    steps: String, message: String?
  ) throws {
    let call = "call from 0221-4710123 to 31 because busy\ndials #\nsays 3 s\nhangs up\n"
    let failure = try Samples.play(call + steps, accounts: "by-mail.json5").failure
    #expect(failure.map { "\($0.line ?? 0): \($0.happened)" } == message)
  }

  @Test func `a mail without the expected words is shown with its own`() throws {
    let failure = try Samples.play(
      "call from 0221-4710123 to 31 because busy\ndials #\nsays 3 s\nhangs up\n"
        + "expects mail to nora@example.com saying Neue Nachricht", accounts: "by-mail.json5"
    ).failure
    let told = try #require(failure?.happened)
    #expect(told.contains("to nora@example.com without sound, which says \"Hello Nora Notice, "))
  }

  @Test(.timeLimit(.minutes(20))) func `who speaks for days is recorded as long as may be`() throws
  {
    let result = try Samples.play(
      "call from 0221 1234567 to 111\nsays 36500 days\nlistens 36500 days\n"
        + "expects the call has ended\nexpects mailbox 111 new 3")
    #expect(result.failure == nil)
  }

  @Test func `the calendar of scripts ends with the year 9999`() throws {
    let century = String(repeating: "later 36500 days\n", count: 79)
    #expect(
      try failure(century + "later 36500 days")
        == "81: the calendar of call scripts ends with the year 9999")
    #expect(
      try failure(century + login + "hangs up\nexpects mailbox 112 new 0") == nil)
  }

  @Test func `a transfer that no step mentions fails the script`() throws {
    let failure = try failure("call from 030 1234567 to 111\nhears greeting\ndials 0\nlistens 9 s")
    #expect(
      failure == "5: no step mentions that the portal transferred the caller to +492115550112")
  }

  @Test func `a refusal that no step mentions fails the script`() throws {
    let failure = try failure("call from 111 to 999")
    #expect(failure == "2: no step mentions that the portal refused the call: not-in-service")
  }

  @Test func `another refusal than expected fails`() throws {
    let failure = try failure("call from 111 to 999\nexpects refused busy")
    #expect(failure == "3: the portal refused the call: not-in-service")
  }

  @Test func `without accounts there is nobody to call`() throws {
    let script = try CallScript("call from 1 to portal", name: "a.call", folder: ".")
    let result = ScriptPlayer.play(script, in: ScriptSetting())
    #expect(
      result.failure?.happened == "there was nobody to call: no accounts were given")
  }

  @Test func `a call that was left by its script is still brought to its end`() throws {
    let result = try Samples.play("call from 030 1234567 to 112\ndials #\nsays 3 s\nhears sorry")
    #expect(result.failure != nil)
    #expect(result.journals.last?.contains("| message-sent ended") == true)
  }

  @Test func `passcodes are dots wherever a call is shown`() throws {
    let result = try Samples.play(login + "hangs up\ndials 246812#")
    #expect(result.failure?.step == "dials ••••••#")
    #expect(!ReportFormat.text.report([result]).contains("246812"))
    #expect(!result.journals.contains { $0.contains("246812") })
  }
}
