import Mailbox
import Testing

@testable import Store

/// Messages as text, beside the message and never before it (requirement I4).
extension MailboxStoreTests {
  @Suite struct Transcripts {
    private func system(_ maker: StoreMaker, mail: Bool = true) throws -> (TestSystem, Mailboxes) {
      let system = try TestSystem(maker)
      let mailboxes = try #require(system.store as? Mailboxes)
      try mailboxes.setParts(ServerParts(mail: mail, transcription: true))
      try system.adjust(system.anna) {
        $0.settings.notification.transcription = true
        if mail { $0.settings.notification.noticeAddress = "anna@example.com" }
      }
      return (system, mailboxes)
    }

    private static let text = Transcript(
      text: "Call me\u{7} back,\nplease.", language: "en", engine: "ours")

    @Test(arguments: StoreMaker.all)
    func `a message waits for its text and is there at once`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker)
      try system.deposit(to: system.anna)
      let message = try #require(try system.message(.first, of: system.anna))
      let (job, parts) = try #require(try mailboxes.leaseTranscript())
      #expect(job.message == message.id && job.language == .de && parts == message.parts)
      #expect(try mailboxes.leaseTranscript() == nil)
      try mailboxes.settleTranscript(of: job.message, .done(Self.text))
      let listed = try mailboxes.accounts.messagePage(of: system.anna.id, MessageQuery())
      #expect(listed.messages.first?.transcript?.text == "Call me back, please.")
      #expect(listed.messages.first?.transcript?.engine == "ours")
      // The page is told.
      #expect(try mailboxes.changes(after: 0, limit: 100).last?.kind == .messageChanged)
    }

    @Test(arguments: StoreMaker.all)
    func `a message of who does not want that, or without an engine, does not wait`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker)
      try system.deposit(to: system.ben)
      try mailboxes.setParts(ServerParts(mail: true))
      try system.deposit(to: system.anna)
      #expect(try mailboxes.leaseTranscript() == nil)
      #expect(try mailboxes.leaseMail(limit: 10).count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `a notice waits for the text, but not long`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker)
      try system.deposit(to: system.anna)
      #expect(try mailboxes.leaseMail(limit: 10).isEmpty)
      let (job, _) = try #require(try mailboxes.leaseTranscript())
      try mailboxes.settleTranscript(of: job.message, .done(Self.text))
      let mail = try #require(try mailboxes.leaseMail(limit: 10).first)
      #expect(try mailboxes.facts(for: mail).transcript?.text == "Call me back, please.")
      // The second one's engine hangs.
      try system.deposit(to: system.anna)
      system.pass(minutes: 2)
      #expect(try mailboxes.leaseMail(limit: 10).count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `a notice of a confidential message does not wait for what it may not tell`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker)
      try system.deposit(to: system.anna, isConfidential: true)
      #expect(try mailboxes.leaseMail(limit: 10).count == 1)
      #expect(try mailboxes.leaseTranscript() != nil)
    }

    @Test(arguments: StoreMaker.all)
    func `an engine is asked three times, and a missing one as long as it takes`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker)
      try system.deposit(to: system.anna)
      let (first, _) = try #require(try mailboxes.leaseTranscript())
      for _ in 0..<5 {
        try mailboxes.settleTranscript(of: first.message, .held("no engine"))
        system.pass(minutes: 5)
        _ = try #require(try mailboxes.leaseTranscript())
      }
      for minutes in [1, 5] {
        try mailboxes.settleTranscript(of: first.message, .failed("no"))
        system.pass(minutes: minutes)
        _ = try #require(try mailboxes.leaseTranscript())
      }
      try mailboxes.settleTranscript(of: first.message, .failed("no"))
      system.pass(minutes: 24 * 60)
      #expect(try mailboxes.leaseTranscript() == nil)
      let job = try #require(try mailboxes.transcript(of: first.message))
      #expect(job.state == .failed && job.lastFault == "no" && job.tries == 3)
    }
  }
}
