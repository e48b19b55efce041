import HTTP
import Mailbox
import Store
import Testing

@testable import Web

/// What the page tells of e-mails and of messages as text.
@Suite struct NotificationPageTests {
  let house: PageHouse

  init() throws { house = try PageHouse() }

  private func leave() throws {
    let destination = try house.mailboxes.takes.begin(.draft)
    house.mailboxes.takes.finish(
      destination.id, samples: [Int16](repeating: 1_000, count: 16_000))
    let take = Take(id: destination.id, milliseconds: 2_000, hasSound: true, ending: .key)
    let deposit = Deposit(
      mailbox: house.user.id, take: take, from: "+4915112345678", isUrgent: false,
      isConfidential: false)
    #expect(house.mailboxes.answer(.deposit(deposit), of: CallToken(1)) == .done)
  }

  private func page() throws -> String {
    try house.ask(.get, "/messages", as: house.signIn(house.user)).text
  }

  @Test func `an e-mail that was given up is told with its address`() throws {
    try house.mailboxes.setParts(ServerParts(mail: true))
    try house.accounts.change(user: house.user.id) {
      $0.settings.notification.noticeAddress = "ben@example.com"
    }
    try leave()
    #expect(try !page().contains("could not be delivered"))
    let job = try #require(try house.mailboxes.leaseMail(limit: 1).first)
    try house.mailboxes.settleMail(job.id, .never("550 no such mailbox"))
    #expect(try page().contains("An e-mail to ben@example.com about a message of"))
    // Told by phone, it stands on the page all the same.
    try house.mailboxes.dropMail(job.id)
    #expect(try !page().contains("could not be delivered"))
  }

  @Test func `a message's text stands there as a machine's, without markup of its own`() throws {
    try house.mailboxes.setParts(ServerParts(transcription: true))
    try house.accounts.change(user: house.user.id) {
      $0.settings.notification.transcription = true
    }
    try leave()
    let (job, _) = try #require(try house.mailboxes.leaseTranscript())
    try house.mailboxes.settleTranscript(
      of: job.message,
      .done(Transcript(text: "Call <b>me</b>", language: "en", engine: "Whisper & Co")))
    let browser = try house.signIn(house.user)
    let text = try house.ask(.get, "/messages/\(job.message)", as: browser).text
    #expect(text.contains("Call &lt;b&gt;me&lt;/b&gt;"))
    #expect(text.contains("Made by a machine (Whisper &amp; Co); it may be wrong."))
  }

  @Test func `e-mail only without a mail server is refused where it is set, with the reason`()
    throws
  {
    try house.mailboxes.setParts(ServerParts())
    let browser = try house.signIn(house.user)
    let answer = try house.ask(
      .post, "/mailbox", as: browser,
      [
        "revision": "\(try house.accounts.revised(user: house.user.id).revision)",
        "mailbox": "on", "rings": "3", "storage": "email", "email": "ben@example.com",
        "longest-message": "5",
      ])
    #expect(answer.status == 422)
    #expect(answer.text.contains("no mail server is set up"))
  }
}
