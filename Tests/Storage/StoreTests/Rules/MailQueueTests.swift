import Mailbox
import Testing

@testable import Store

/// What is queued as e-mail, and what becomes of it (requirements I1, I2, D6).
extension MailboxStoreTests {
  @Suite struct MailQueue {
    private func system(_ maker: StoreMaker, _ change: (inout User) -> Void) throws -> (
      system: TestSystem, mailboxes: Mailboxes
    ) {
      let system = try TestSystem(maker)
      let mailboxes = try #require(system.store as? Mailboxes)
      mailboxes.sendsMail = true
      try system.adjust(system.anna, change)
      return (system, mailboxes)
    }

    private func jobs(_ mailboxes: Mailboxes) throws -> [MailJob] { try mailboxes.mail(limit: 100) }

    @Test(arguments: StoreMaker.all)
    func `a notice and a copy are queued with the message`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker) {
        $0.settings.notification.noticeAddress = "anna@example.com"
        $0.settings.notification.copyAddress = "copy@example.com"
      }
      try system.deposit(to: system.anna)
      let jobs = try jobs(mailboxes)
      #expect(jobs.map(\.kind) == [.notice, .copy])
      #expect(jobs.map(\.recipient) == ["anna@example.com", "copy@example.com"])
      #expect(jobs.allSatisfy { $0.message?.from == TestSystem.stranger })
      #expect(Set(jobs.map(\.token)).count == 2)
      #expect(try system.message(.first, of: system.anna) != nil)
    }

    @Test(arguments: StoreMaker.all, ["copy@example.com", "anna@example.com"])
    func `by e-mail only a copy goes to another address, and none to the same`(
      maker: StoreMaker, copy: String
    ) throws {
      let (system, mailboxes) = try system(maker) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
        $0.settings.notification.copyAddress = copy
      }
      try system.deposit(to: system.anna)
      let jobs = try jobs(mailboxes)
      #expect(Set(jobs.map(\.recipient)) == ["anna@example.com", copy])
      // Each holds the sound for itself.
      for job in jobs {
        #expect(job.message?.id == nil)
        _ = try mailboxes.audio(try #require(job.message?.parts.first).id)
        try mailboxes.settleMail(job.id, .taken)
      }
      #expect(try system.message(.first, of: system.anna) == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `without a mail server nothing is queued and nothing lost`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
      }
      mailboxes.sendsMail = false
      try system.deposit(to: system.anna)
      #expect(try jobs(mailboxes).isEmpty)
      #expect(try system.message(.first, of: system.anna) != nil)
    }

    @Test(arguments: StoreMaker.all)
    func `by e-mail only the message is in the queue until it is taken`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
      }
      try system.deposit(to: system.anna)
      #expect(try system.message(.first, of: system.anna) == nil)
      let job = try #require(try mailboxes.leaseMail(limit: 10).first)
      #expect(job.kind == .delivery && job.tries == 1)
      let sound = try #require(job.message?.parts.first)
      _ = try mailboxes.audio(sound.id)
      try mailboxes.settleMail(job.id, .taken)
      #expect(try jobs(mailboxes).isEmpty)
      #expect(try system.message(.first, of: system.anna) == nil)
      try mailboxes.purge()
      #expect(throws: StoreError.self) { try mailboxes.audio(sound.id) }
    }

    @Test(arguments: StoreMaker.all)
    func `refused for ever it becomes an ordinary new message`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
      }
      try system.deposit(to: system.anna)
      let job = try #require(try mailboxes.leaseMail(limit: 10).first)
      try mailboxes.settleMail(job.id, .never("550 no such mailbox"))
      let message = try #require(try system.message(.first, of: system.anna))
      #expect(message.sender.number == TestSystem.stranger)
      let left = try #require(try jobs(mailboxes).first)
      #expect(left.state == .refused && left.lastAnswer == "550 no such mailbox")
      #expect(try mailboxes.changes(after: 0, limit: 100).last?.kind == .deliveryFailed)
    }

    @Test(arguments: StoreMaker.all)
    func `it is tried after 1, 5, 15, 60 minutes and every 4 hours, for 5 days`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
      }
      try system.deposit(to: system.anna)
      let token = try #require(try jobs(mailboxes).first).token
      var pauses: [Int] = []
      var minutes = 0
      while let waiting = try jobs(mailboxes).first, waiting.state == .waiting {
        let job = try #require(try mailboxes.leaseMail(limit: 1).first)
        #expect(job.token == token)
        try mailboxes.settleMail(job.id, .later("451 later"))
        let due = try #require(try jobs(mailboxes).first).due
        let pause = Int((due - TestSystem.start) / 60_000) - minutes
        #expect(try mailboxes.leaseMail(limit: 1).isEmpty)
        pauses.append(pause)
        system.pass(minutes: pause)
        minutes += pause
      }
      #expect(pauses.prefix(6) == [1, 5, 15, 60, 240, 240])
      #expect(pauses.count > 30 && minutes - (pauses.last ?? 0) <= 5 * 24 * 60)
      #expect(try jobs(mailboxes).first?.state == .expired)
      #expect(try system.message(.first, of: system.anna) != nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a wrong way to the server costs no tries and no time`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker) {
        $0.settings.notification.noticeAddress = "anna@example.com"
      }
      try system.deposit(to: system.anna)
      let before = try #require(try jobs(mailboxes).first)
      let job = try #require(try mailboxes.leaseMail(limit: 1).first)
      try mailboxes.settleMail(job.id, .held("530 log in first"))
      let after = try #require(try jobs(mailboxes).first)
      #expect(after.state == .waiting && after.tries == 0)
      #expect(after.expires - before.expires == MailSchedule.heldMilliseconds)
    }

    @Test(arguments: StoreMaker.all)
    func `a mail is with one worker, and is due again when that one has died`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker) {
        $0.settings.notification.noticeAddress = "anna@example.com"
      }
      try system.deposit(to: system.anna)
      #expect(try mailboxes.leaseMail(limit: 5).count == 1)
      #expect(try mailboxes.leaseMail(limit: 5).isEmpty)
      system.pass(minutes: 11)
      #expect(try mailboxes.leaseMail(limit: 5).count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `a confidential message is not attached unless the company allows it`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
      }
      func deposit() throws {
        let take = try system.record()
        _ = system.ask(
          .deposit(
            Deposit(
              mailbox: system.anna.id, take: take, from: TestSystem.stranger, isConfidential: true))
        )
      }
      try deposit()
      #expect(try jobs(mailboxes).map(\.kind) == [.notice])
      #expect(try system.message(.first, of: system.anna)?.isConfidential == true)
      var company = try system.accounts.companies()[0]
      company.mail.attachesConfidential = true
      try system.accounts.update(company)
      try deposit()
      #expect(try jobs(mailboxes).map(\.kind) == [.notice, .delivery])
    }

    @Test(arguments: StoreMaker.all)
    func `a nearly full mailbox is told once, to its user and the administrator`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker) {
        $0.email = "anna@example.com"
        $0.settings.quota.maximumMessages = 10
      }
      var company = try system.accounts.companies()[0]
      company.mail.administrator = "admin@example.com"
      try system.accounts.update(company)
      for _ in 0..<10 { try system.deposit(to: system.anna) }
      let jobs = try jobs(mailboxes)
      #expect(jobs.map(\.kind) == [.nearlyFull, .nearlyFull])
      #expect(jobs.map(\.recipient) == ["anna@example.com", "admin@example.com"])
    }

    @Test(arguments: StoreMaker.all)
    func `what an operator drops comes into the mailbox`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
      }
      try system.deposit(to: system.anna)
      try mailboxes.dropMail(try #require(try jobs(mailboxes).first).id, by: .administrator("root"))
      #expect(try jobs(mailboxes).isEmpty && system.audited(.mailQueueChanged) == [system.anna.id])
      #expect(try system.message(.first, of: system.anna) != nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a user who is told of her passcode and of a lock`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker) { $0.email = "anna@example.com" }
      try system.accounts.setPasscode(Passcode("730516"), of: system.anna.id, assigned: false)
      for _ in 0..<3 { _ = system.logIn("111222", as: system.anna) }
      #expect(try jobs(mailboxes).map(\.kind) == [.passcodeChanged, .loginLocked])
    }

    @Test(arguments: StoreMaker.all)
    func `the first passcode of a new mailbox is no change to tell of`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker) { _ in }
      var dora = User(
        company: system.anna.company, firstName: "Dora", lastName: "Deng",
        mainNumber: try #require(PhoneNumber(e164: "+492115559999")),
        extension: try Extension("199"),
        language: .en, timeZone: "Europe/Berlin", email: "dora@example.com")
      dora = try system.accounts.add(dora)
      try system.accounts.setPasscode(Passcode("730516"), of: dora.id, assigned: true)
      #expect(try jobs(mailboxes).isEmpty)
      try system.accounts.setPasscode(Passcode("859203"), of: dora.id, assigned: true)
      #expect(try jobs(mailboxes).map(\.kind) == [.passcodeChanged])
    }

    @Test(arguments: StoreMaker.all)
    func `e-mail only without an address is refused`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      #expect(throws: StoreError.self) {
        try system.adjust(system.anna) { $0.settings.notification.storage = .email }
      }
    }

    @Test(arguments: StoreMaker.all)
    func `an owner by e-mail only hears so when she logs in`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
      }
      #expect(try system.welcome(system.anna).isByMailOnly == true)
      #expect(try system.welcome(system.ben).isByMailOnly == nil)
      mailboxes.sendsMail = false
      #expect(try system.welcome(system.anna).isByMailOnly == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a failed delivery is told once by phone`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
      }
      try system.deposit(to: system.anna)
      let job = try #require(try mailboxes.leaseMail(limit: 10).first)
      #expect(try system.welcome(system.anna).hasFailedMail == nil)
      try mailboxes.settleMail(job.id, .never("550 no such mailbox"))
      #expect(try system.welcome(system.anna).hasFailedMail == true)
      #expect(try system.welcome(system.anna).hasFailedMail == nil)
      // A further failure is told again.
      try mailboxes.retryMail(job.id, by: .administrator("root"))
      _ = try mailboxes.leaseMail(limit: 10)
      try mailboxes.settleMail(job.id, .never("550 no such mailbox"))
      #expect(try system.welcome(system.anna).hasFailedMail == true)
    }

    @Test(arguments: StoreMaker.all)
    func `a failed delivery is told to an owner who is let in without a passcode`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker) {
        $0.settings.autoLogin = true
        $0.settings.notification.noticeAddress = "anna@example.com"
      }
      try system.deposit(to: system.anna)
      let job = try #require(try mailboxes.leaseMail(limit: 10).first)
      try mailboxes.settleMail(job.id, .never("550 no such mailbox"))
      func told() throws -> Bool? {
        guard
          case .welcome(_, let welcome) = try system.arrive(
            from: "111", trust: .verified, to: TestSystem.portal)
        else { throw TestSystem.Surprise() }
        return welcome.hasFailedMail
      }
      #expect(try told() == true)
      #expect(try told() == nil)
    }
  }
}
