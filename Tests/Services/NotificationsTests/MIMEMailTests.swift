import Foundation
import Mailbox
import Testing

@testable import Notifications

@Suite struct MIMEMailTests {
  private func mail(_ change: (inout MIMEMail) -> Void = { _ in }) -> MIMEMail {
    var mail = MIMEMail(
      from: .init(name: "Sprachportal – Köln", address: "portal@example.com"),
      to: .init(name: "Jürgen \"Chef\" Größe", address: "chef@example.com"),
      subject: "Neue Nachricht", language: "de", text: "Hallo\n.\nEnde ", html: "<p>Hallo</p>",
      messageID: "abc@example.com", date: "Fri, 15 Mar 2024 12:05:00 +0000")
    change(&mail)
    return mail
  }

  @Test func `a header of other letters is in encoded words that hold whole letters`() throws {
    let long = String(repeating: "ü€", count: 40)
    let text = String(decoding: try mail { $0.subject = long }.composed(), as: UTF8.self)
    let lines = text.components(separatedBy: "\r\n")
    let first = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
    let words = lines[first...].prefix { $0.hasPrefix("Subject: ") || $0.hasPrefix(" ") }
    #expect(words.count > 1)
    #expect(words.allSatisfy { $0.contains("=?UTF-8?B?") && $0.utf8.count <= 85 })
  }

  @Test(arguments: ["a\nBcc: x@y", "a\r\nX: y", "a\u{0}b", "a\u{2028}b", "a\u{85}b"])
  func `a header with a line break is refused`(text: String) {
    #expect(throws: MIMEMail.Refusal.self) { try mail { $0.subject = text }.composed() }
    #expect(throws: MIMEMail.Refusal.self) { try mail { $0.to.name = text }.composed() }
    #expect(throws: MIMEMail.Refusal.self) { try mail { $0.from.name = text }.composed() }
    #expect(throws: MIMEMail.Refusal.self) { try mail { $0.date = text }.composed() }
  }

  @Test(arguments: ["x@y>\r\nRCPT TO:<z@z", "", "a b@c", "\"a\"@b", "a@b@c", "a@[127.0.0.1]"])
  func `what is no address is refused`(address: String) {
    #expect(throws: MIMEMail.Refusal.self) { try mail { $0.to.address = address }.composed() }
    #expect(throws: MIMEMail.Refusal.self) { try mail { $0.from.address = address }.composed() }
    #expect(throws: MIMEMail.Refusal.self) { try mail { $0.replyTo = address }.composed() }
    #expect(throws: MIMEMail.Refusal.self) { try mail { $0.messageID = address }.composed() }
  }

  @Test(arguments: ["", "a\r\nX: y.wav", "größe.wav", "a\"b.wav", "../a.wav"])
  func `a file name that is not plain is refused`(name: String) {
    #expect(throws: MIMEMail.Refusal.self) {
      try mail {
        $0.attachment = .init(fileName: name, mediaType: "audio/wav", bytes: [1])
      }.composed()
    }
  }

  @Test func `no line of a mail is longer than SMTP allows`() throws {
    let bytes = try mail {
      $0.text = String(repeating: "lang ä ", count: 500)
      $0.attachment = .init(
        fileName: "a.wav", mediaType: "audio/wav", bytes: [UInt8](repeating: 7, count: 10_000))
    }.composed()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    #expect(!text.replacing("\r\n", with: "").contains("\n"))
  }

  private func quotedPrintable(_ text: String) -> String {
    var result: [UInt8] = []
    QuotedPrintable.append(text, to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  @Test func `quoted-printable keeps blanks at the end of a line and the sign itself`() {
    #expect(quotedPrintable("a =\nb ") == "a =3D\r\nb=20")
  }

  @Test func `a mail says who reads answers to it`() {
    var settings = MailSettings(server: "localhost", port: 25, sender: "portal@example.com")
    let unread = MailComposing(settings).test(to: "a@example.com", .en, token: "t", now: 0)
    #expect(unread.replyTo == nil && unread.text.contains("Nobody reads answers"))
    settings.replyTo = "desk@example.com"
    let read = MailComposing(settings).test(to: "a@example.com", .en, token: "t", now: 0)
    #expect(read.replyTo == "desk@example.com")
    for text in [read.text, read.html] { #expect(text.contains("go to desk@example.com.")) }
  }

  @Test func `what stands in the page is escaped`() {
    let page = MailPage(title: "<b>", language: "en", lines: ["\"a\" & <i>"], closing: "c")
    #expect(page.html.contains("&quot;a&quot; &amp; &lt;i&gt;"))
    #expect(!page.html.contains("<b>"))
    // A mark above it makes no other sign of it.
    let marked = MailPage(title: "t", language: "en", lines: ["<\u{301}x>"], closing: "c")
    #expect(marked.html.contains("&lt;\u{301}x&gt;"))
  }

  @Test func `a date is as RFC 5322 writes it`() {
    #expect(MailComposing.date(1_710_504_305_000) == "Fri, 15 Mar 2024 12:05:05 +0000")
  }

  @Test(
    arguments: [
      (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (951_782_400_999, "Tue, 29 Feb 2000 00:00:00 +0000"),
      (1_710_504_000_000, "Fri, 15 Mar 2024 12:00:00 +0000"),
      (1_767_225_599_000, "Wed, 31 Dec 2025 23:59:59 +0000"),
      (4_107_542_400_000, "Mon, 1 Mar 2100 00:00:00 +0000"),
    ] as [(Int64, String)])
  func `a date is written as RFC 5322 has it`(milliseconds: Int64, text: String) {
    #expect(MailComposing.date(milliseconds) == text)
  }

  @Test func `quoted-printable breaks long lines, and keeps blanks at their ends`() {
    #expect(quotedPrintable("ä=b \nc") == "=C3=A4=3Db=20\r\nc")
    let long = quotedPrintable(String(repeating: "ä", count: 30))
    #expect(long.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
    #expect(long.replacing("=\r\n", with: "") == String(repeating: "=C3=A4", count: 30))
    let plain = String(repeating: "a", count: 75)
    #expect(quotedPrintable(plain) == plain)
    #expect(quotedPrintable(plain + "b\n" + plain) == plain + "=\r\nb\r\n" + plain)
    #expect(quotedPrintable("\n\n" + plain + "=") == "\r\n\r\n" + plain + "=\r\n=3D")
  }
}
