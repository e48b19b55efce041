import HTTP
import Mailbox
import Store
import Testing

@testable import Web

/// What the page tells of e-mails and of messages as text.
@Suite struct NotificationPageTests {
  let system: TestPages

  init() throws { system = try TestPages() }

  private func leave() throws {
    let destination = try system.mailboxes.takes.begin(.draft)
    system.mailboxes.takes.finish(
      destination.id, samples: [Int16](repeating: 1_000, count: 16_000))
    let take = FinishedRecording(
      id: destination.id, milliseconds: 2_000, hasSound: true, ending: .key)
    let deposit = Deposit(
      mailbox: system.user.id, take: take, from: "+4915112345678", isUrgent: false,
      isConfidential: false)
    #expect(system.mailboxes.answer(.deposit(deposit), of: CallToken(1)) == .done)
  }

  private func page() throws -> String {
    try system.ask(.get, "/messages", as: system.signIn(system.user)).text
  }

  @Test func `an e-mail that was given up is told with its address`() throws {
    try system.mailboxes.setParts(ServerParts(mail: true))
    try system.accounts.change(user: system.user.id) {
      $0.settings.notification.noticeAddress = "ben@example.com"
    }
    try leave()
    #expect(try !page().contains("could not be delivered"))
    let job = try #require(try system.mailboxes.leaseMail(limit: 1).first)
    try system.mailboxes.settleMail(job.id, .never("550 no such mailbox"))
    #expect(try page().contains("An e-mail to ben@example.com about a message of"))
    // Told by phone, it stands on the page all the same.
    try system.mailboxes.dropMail(job.id, by: .administrator("root"))
    #expect(try !page().contains("could not be delivered"))
  }

  @Test func `a message's text stands there as a machine's, without markup of its own`() throws {
    try system.mailboxes.setParts(ServerParts(transcription: true))
    try system.accounts.change(user: system.user.id) {
      $0.settings.notification.transcription = true
    }
    try leave()
    let (job, _) = try #require(try system.mailboxes.leaseTranscript())
    try system.mailboxes.settleTranscript(
      of: job.message,
      .done(Transcript(text: "Call <b>me</b>", language: "en", engine: "Whisper & Co")))
    let browser = try system.signIn(system.user)
    let text = try system.ask(.get, "/messages/\(job.message)", as: browser).text
    #expect(text.contains("Call &lt;b&gt;me&lt;/b&gt;"))
    #expect(text.contains("Made by a machine (Whisper &amp; Co); it may be wrong."))
  }

  @Test(arguments: [
    ["storage": "email", "email": "ben@example.com"],
    ["storage": "unified", "notice": "on", "notice-address": "ben@example.com"],
    ["storage": "unified", "copy": "on", "copy-address": "ben@example.com"],
  ])
  func `what needs a mail server is refused where a user sets it, with the reason`(
    fields: [String: String]
  ) throws {
    try system.mailboxes.setParts(ServerParts())
    let browser = try system.signIn(system.user)
    var form = [
      "revision": "\(try system.accounts.revised(user: system.user.id).revision)",
      "mailbox": "on", "rings": "3", "longest-message": "5",
    ]
    form.merge(fields) { $1 }
    let answer = try system.ask(.post, "/mailbox", as: browser, form)
    #expect(answer.status == 422)
    #expect(answer.text.contains("no mail server is set up"))
  }

  @Test func `e-mail only without an address is refused where a user sets it`() throws {
    try system.mailboxes.setParts(ServerParts(mail: true))
    let browser = try system.signIn(system.user)
    let revision = try system.accounts.revised(user: system.user.id).revision
    let answer = try system.ask(
      .post, "/mailbox", as: browser,
      [
        "revision": "\(revision)", "mailbox": "on", "rings": "3", "longest-message": "5",
        "storage": "email", "email": "",
      ])
    #expect(answer.status == 422)
    #expect(try system.accounts.user(system.user.id).settings.notification.storage == .unified)
  }
}
