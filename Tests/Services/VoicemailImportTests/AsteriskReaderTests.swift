import Foundation
import ProjectFiles
import Testing

@testable import VoicemailImport

/// What of Asterisk's files is understood. The people of `Fixtures/Asterisk` are made up.
@Suite struct AsteriskReaderTests {
  static let fixture = ProjectFiles.fixtures.appending(path: "Asterisk").path

  static func found() throws -> ForeignMailboxes {
    try AsteriskReader.read(
      configuration: fixture + "/voicemail.conf", spool: fixture + "/spool")
  }

  private func mailbox(_ title: String) throws -> ForeignMailbox {
    try #require(try Self.found().mailboxes.first { $0.title == title })
  }

  @Test func `every line of a context is a mailbox, also in files that are included`() throws {
    #expect(
      try Self.found().mailboxes.map(\.title) == [
        "office/3010", "office/3011", "office/3012", "office/3013", "office/3014", "branch/3010",
      ])
  }

  @Test func `what is not followed and what has no line is told`() throws {
    #expect(
      try Self.found().remarks == [
        "'#exec /usr/bin/true' is not followed.",
        "office/3099 has a folder and no line in voicemail.conf: it does not come.",
      ])
  }

  @Test func `a line gives code, name, addresses and options`() throws {
    let mara = try mailbox("office/3010")
    #expect(mara.name == "Mara Lind")
    #expect(mara.mail.address == "mara@example.com")
    #expect(mara.mail.attachesSound)
    #expect(mara.language == "de")
    #expect(mara.timeZone == "Europe/Berlin")
    #expect(mara.mostMessages == 50)
    #expect(mara.passcode?.digits == "771502")
    #expect(mara.passcode?.mayChange == true)
  }

  @Test func `of several addresses the first one comes, and the others are told`() {
    for text in ["a@example.com|b@example.com", "a@example.com, b@example.com;"] {
      var mailbox = ForeignMailbox(context: "", number: "1")
      mailbox.note(addresses: text)
      #expect(mailbox.mail.address == "a@example.com")
      #expect(
        mailbox.remarks == ["Of its e-mail addresses only the first comes, not b@example.com."])
    }
  }

  @Test func `a comma in quotation marks is part of a name, and a code with a dash is fixed`()
    throws
  {
    let ben = try mailbox("office/3011")
    #expect(ben.name == "Okafor, Ben")
    #expect(ben.mail.pager == "ben-pager@example.com")
    #expect(!ben.mail.attachesSound)
    #expect(ben.timeZone == "Europe/London")
    #expect(ben.passcode?.digits == "482915")
    #expect(ben.passcode?.mayChange == false)
  }

  @Test func `a semicolon after a backslash is no comment`() throws {
    #expect(try mailbox("office/3014").name == "Lena ; Park")
    #expect(try mailbox("office/3013").language == "fr")
  }

  @Test func `a passcode does not show itself`() throws {
    let passcode = try #require(try mailbox("office/3010").passcode)
    #expect(!"\(passcode)".contains("771502"))
    var dumped = ""
    dump(passcode, to: &dumped)
    #expect(!dumped.contains("771502"))
  }

  @Test func `folders say whether a message is new, saved or urgent`() throws {
    let messages = try mailbox("office/3010").messages
    let rows = messages.map { "\($0.place) \($0.state)\($0.isUrgent ? " urgent" : "")" }
    #expect(
      rows == [
        "INBOX/msg0000 new", "INBOX/msg0001 new", "Old/msg0000 saved", "Urgent/msg0000 new urgent",
        "Work/msg0000 saved urgent",
      ])
  }

  @Test func `a message has its caller's number, its time and its own name`() throws {
    let messages = try mailbox("office/3010").messages
    #expect(messages.map(\.from) == ["02215550123", "", "+442079460018", "3011", "02215550123"])
    #expect(messages[0].receivedSeconds == 1_767_520_800)
    #expect(messages[0].id == "1767520800-00000001")
    // One without an identifier has one made of what the file says.
    #expect(messages[2].id.hasPrefix("1767434400 "))
  }

  @Test func `of several formats the one with the least loss comes first`() throws {
    guard case .files(let files)? = try mailbox("office/3010").messages.first?.sounds.first else {
      Issue.record("no files")
      return
    }
    #expect(files.map { $0.suffix(4) } == [".wav", ".gsm"])
  }

  @Test(arguments: [
    (#""Petra" <0221555>"#, "0221555"), ("<3011>", "3011"), ("+44207", "+44207"),
    (#""Anonymous" <>"#, ""), ("Unknown", ""), ("", ""), (#""A<b" <12>"#, "12"),
  ])
  func `the number is taken out of a caller's identity`(text: String, number: String) {
    #expect(AsteriskMessageFacts.number(ofCallerID: text) == number)
  }

  @Test func `a section that is written twice is one`() {
    let file = AsteriskConfiguration(text: "[a]\nx=1\n[b]\ny=2\n[a](+)\nz => 3 ; end\n")
    #expect(file["a"].map(\.name) == ["x", "z"])
    #expect(file.value("z", in: "a") == "3")
  }
}
