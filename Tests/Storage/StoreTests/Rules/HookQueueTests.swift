import Mailbox
import Testing

@testable import Store

/// Events for the programs of companies, and what becomes of them (requirement I5).
extension MailboxStoreTests {
  @Suite struct HookQueue {
    private static let url = "https://crm.example.com/events"
    private static let other = "https://log.example.com/"

    private func system(_ maker: StoreMaker, _ urls: [String] = [url]) throws -> (
      TestSystem, Mailboxes
    ) {
      let system = try TestSystem(maker) {
        $0.hooks.urls = urls
        $0.hooks.secret = HookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
      }
      return (system, try #require(system.store as? Mailboxes))
    }

    private func kinds(_ mailboxes: Mailboxes) throws -> [HookEvent.Kind] {
      try mailboxes.hooks(limit: 100).map(\.event.kind)
    }

    private func fail(
      _ system: TestSystem, _ mailboxes: Mailboxes, _ outcome: HookOutcome
    ) throws -> HookEndpoint? {
      let job = try #require(try mailboxes.leaseHooks(limit: 10).first)
      return try mailboxes.settleHook(job.id, outcome)
    }

    @Test(arguments: StoreMaker.all)
    func `a new message is told to each URL with its facts`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker, [Self.url, Self.other])
      try system.deposit(to: system.anna, isUrgent: true)
      let jobs = try mailboxes.hooks(limit: 100)
      #expect(jobs.map(\.url) == [Self.url, Self.other])
      #expect(Set(jobs.map(\.event.id)).count == 1)
      let event = try #require(jobs.first?.event)
      #expect(event.kind == .messageNew && event.company == "Berg")
      #expect(event.mailbox?.extension == "111" && event.mailbox?.number == "+492115551111")
      #expect(event.message?.from == TestSystem.stranger && event.message?.isUrgent == true)
      #expect(event.message?.milliseconds == 2_000)
      #expect(try event.message?.id == system.message(.first, of: system.anna)?.id)
    }

    @Test(arguments: StoreMaker.all)
    func `without a URL nothing is queued`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker, [])
      try system.deposit(to: system.anna)
      #expect(try mailboxes.hooks(limit: 100).isEmpty)
    }

    @Test(arguments: StoreMaker.all)
    func `a message that is heard, deleted, and a locked login are told`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker)
      try system.deposit(to: system.anna)
      let first = try #require(try system.message(.first, of: system.anna))
      _ = system.ask(.dispose(mailbox: system.anna.id, message: first.id, .save))
      _ = system.ask(.finish(mailbox: system.anna.id))
      _ = system.ask(.dispose(mailbox: system.anna.id, message: first.id, .save), call: 2)
      _ = system.ask(.finish(mailbox: system.anna.id), call: 2)
      _ = system.ask(.dispose(mailbox: system.anna.id, message: first.id, .delete), call: 3)
      _ = system.ask(.finish(mailbox: system.anna.id), call: 3)
      for _ in 0..<3 { _ = system.logIn("111222", as: system.anna) }
      #expect(
        try kinds(mailboxes) == [.messageNew, .messageRead, .messageDeleted, .loginLocked])
    }

    @Test(arguments: StoreMaker.all)
    func `a mailbox that is full is told once`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker)
      try system.adjust(system.anna) {
        $0.settings.quota = MailboxQuota(maximumMessages: 2, maximumSeconds: 3_600)
      }
      try system.deposit(to: system.anna)
      try system.deposit(to: system.anna)
      #expect(try kinds(mailboxes) == [.messageNew, .messageNew, .mailboxFull])
    }

    @Test(arguments: StoreMaker.all)
    func `what the server tells of itself goes to every company that listens`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker)
      defer { withExtendedLifetime(system) {} }
      try mailboxes.hookServer(.serverStarted)
      let job = try #require(try mailboxes.hooks(limit: 100).first)
      #expect(job.event.kind == .serverStarted && job.event.mailbox == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a failed delivery is told with the message that is kept`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker)
      mailboxes.sendsMail = true
      try system.adjust(system.anna) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
      }
      try system.deposit(to: system.anna)
      let mail = try #require(try mailboxes.leaseMail(limit: 10).first)
      try mailboxes.settleMail(mail.id, .never("550 no such mailbox"))
      let events = try mailboxes.hooks(limit: 100).map(\.event)
      #expect(events.map(\.kind) == [.messageNew, .deliveryFailed])
      #expect(events.first?.message?.id == nil)
      #expect(try events.last?.message?.id == system.message(.first, of: system.anna)?.id)
    }

    @Test(arguments: StoreMaker.all)
    func `events of one mailbox go one after the other, those of another go on`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker)
      try system.deposit(to: system.anna)
      try system.deposit(to: system.anna)
      try system.deposit(to: system.ben)
      let leased = try mailboxes.leaseHooks(limit: 10)
      #expect(leased.map(\.user) == [system.anna.id, system.ben.id])
      #expect(try mailboxes.leaseHooks(limit: 10).isEmpty)
      // What is refused holds back what came later in its mailbox.
      _ = try mailboxes.settleHook(leased[0].id, .refused("HTTP 500"))
      _ = try mailboxes.settleHook(leased[1].id, .taken)
      #expect(try mailboxes.leaseHooks(limit: 10).isEmpty)
      system.pass(minutes: 1)
      let again = try mailboxes.leaseHooks(limit: 10)
      #expect(again.map(\.id) == [leased[0].id])
      #expect(again.first?.event == leased[0].event)
      _ = try mailboxes.settleHook(leased[0].id, .taken)
      #expect(try mailboxes.leaseHooks(limit: 10).count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `a URL that cannot be reached puts off all that goes there`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker, [Self.url, Self.other])
      try system.deposit(to: system.anna)
      try system.deposit(to: system.ben)
      let job = try #require(try mailboxes.leaseHooks(limit: 1).first)
      _ = try mailboxes.settleHook(job.id, .unreachable("nobody is there"))
      #expect(try mailboxes.leaseHooks(limit: 10).map(\.url) == [Self.other, Self.other])
      system.pass(minutes: 1)
      #expect(try mailboxes.leaseHooks(limit: 10).map(\.url) == [Self.url, Self.url])
    }

    @Test(arguments: StoreMaker.all)
    func `after three days of failure a URL is given up until it is enabled`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker)
      try system.deposit(to: system.anna)
      #expect(try fail(system, mailboxes, .unreachable("nobody is there")) == nil)
      system.pass(minutes: 3 * 24 * 60)
      let given = try fail(system, mailboxes, .refused("HTTP 500"))
      #expect(given?.url == Self.url)
      #expect(try mailboxes.hookEndpoints().first?.disabledAt != nil)
      // Nothing is sent, and nothing more is queued.
      try system.deposit(to: system.anna)
      #expect(try mailboxes.hooks(limit: 100).count == 1)
      system.pass(minutes: 60)
      #expect(try mailboxes.leaseHooks(limit: 10).isEmpty)
      try mailboxes.enableHooks(Self.url, of: system.company.id, by: .administrator("root"))
      #expect(try mailboxes.leaseHooks(limit: 10).count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `what waits for a URL goes at once when it is enabled`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker)
      try system.deposit(to: system.anna)
      _ = try fail(system, mailboxes, .unreachable("nobody is there"))
      system.pass(minutes: 3 * 24 * 60)
      _ = try fail(system, mailboxes, .refused("HTTP 500"))
      try mailboxes.enableHooks(Self.url, of: system.company.id, by: .administrator("root"))
      #expect(try mailboxes.leaseHooks(limit: 10).count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `an event is given up after five days, and the next one goes`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker)
      try system.deposit(to: system.anna)
      let first = try #require(try mailboxes.hooks(limit: 1).first)
      system.pass(minutes: 5 * 24 * 60 + 1)
      #expect(try mailboxes.leaseHooks(limit: 10).isEmpty)
      #expect(try mailboxes.hook(first.id).state == .expired)
      try system.deposit(to: system.anna)
      #expect(try mailboxes.leaseHooks(limit: 10).count == 1)
      try mailboxes.retryHook(first.id, by: .administrator("root"))
      #expect(try mailboxes.hook(first.id).state == .waiting)
      try mailboxes.dropHook(first.id, by: .administrator("root"))
      #expect(throws: StoreError.self) { try mailboxes.hook(first.id) }
      let entries = try mailboxes.accounts.audit(AuditQuery(company: system.company.id)).filter {
        $0.kind == .eventQueueChanged
      }
      #expect(entries.map(\.detail) == ["dropped: \(first.id)", "retried: \(first.id)"])
      #expect(entries.allSatisfy { $0.actor == .administrator("root") })
    }

    @Test(arguments: StoreMaker.all)
    func `what waits for a URL goes with it`(maker: StoreMaker) throws {
      let (system, mailboxes) = try system(maker, [Self.url, Self.other])
      try system.deposit(to: system.anna)
      var company = try #require(try system.accounts.companies().first)
      company.hooks.urls = [Self.other]
      try system.accounts.update(company)
      #expect(try mailboxes.hooks(limit: 100).map(\.url) == [Self.other])
    }

    @Test(arguments: StoreMaker.all)
    func `a secret stands in no log`(maker: StoreMaker) throws {
      let (system, _) = try system(maker)
      var company = try #require(try system.accounts.companies().first)
      company.hooks.secret = HookSecret("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
      try system.accounts.update(company)
      let entries = try system.accounts.audit(AuditQuery(company: company.id))
      let details = entries.map(\.detail).joined()
      #expect(details.contains("hooks.secret") && !details.contains("whsec"))
    }

    @Test(arguments: StoreMaker.all)
    func `URLs without a secret, in another form, or into the own network are refused`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker, [])
      try mailboxes.setParts(ServerParts(hookHosts: HookHosts(["crm.internal"])))
      func refusal(_ change: (inout CompanyHooks) -> Void) throws -> String? {
        var company = try #require(try system.accounts.companies().first)
        change(&company.hooks)
        do {
          try system.accounts.update(company)
          return nil
        } catch StoreError.refused(let field, _) {
          return field
        }
      }
      #expect(try refusal { ($0.urls, $0.secret) = ([Self.url], nil) } == "hook-secret")
      #expect(try refusal { $0.urls = ["example.com"] } == "hook-urls")
      #expect(try refusal { $0.urls = ["http://example.com"] } == "hook-urls")
      #expect(try refusal { $0.urls = ["https://10.0.0.1"] } == "hook-urls")
      #expect(try refusal { $0.urls = ["http://crm.internal/x"] } == nil)
    }
  }
}
