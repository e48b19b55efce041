import Mailbox
import Testing

@testable import Store

/// Events for the programs of companies, and what becomes of them (requirement I5).
extension MailboxStoreTests {
  @Suite struct HookQueue {
    private static let url = "https://crm.example.com/events"
    private static let other = "https://log.example.com/"

    private func house(_ maker: StoreMaker, _ urls: [String] = [url]) throws -> (House, Mailboxes) {
      let house = try House(maker) {
        $0.hooks.urls = urls
        $0.hooks.secret = HookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
      }
      return (house, try #require(house.store as? Mailboxes))
    }

    private func kinds(_ mailboxes: Mailboxes) throws -> [HookEvent.Kind] {
      try mailboxes.hooks(limit: 100).map(\.event.kind)
    }

    private func fail(
      _ house: House, _ mailboxes: Mailboxes, _ outcome: HookOutcome
    ) throws -> HookEndpoint? {
      let job = try #require(try mailboxes.leaseHooks(limit: 10).first)
      return try mailboxes.settleHook(job.id, outcome)
    }

    @Test(arguments: StoreMaker.all)
    func `a new message is told to each URL with its facts`(maker: StoreMaker) throws {
      let (house, mailboxes) = try house(maker, [Self.url, Self.other])
      try house.deposit(to: house.anna, isUrgent: true)
      let jobs = try mailboxes.hooks(limit: 100)
      #expect(jobs.map(\.url) == [Self.url, Self.other])
      #expect(Set(jobs.map(\.event.id)).count == 1)
      let event = try #require(jobs.first?.event)
      #expect(event.kind == .messageNew && event.company == "Berg")
      #expect(event.mailbox?.extension == "111" && event.mailbox?.number == "+492115551111")
      #expect(event.message?.from == House.stranger && event.message?.isUrgent == true)
      #expect(event.message?.milliseconds == 2_000)
      #expect(try event.message?.id == house.message(.first, of: house.anna)?.id)
    }

    @Test(arguments: StoreMaker.all)
    func `without a URL nothing is queued`(maker: StoreMaker) throws {
      let (house, mailboxes) = try house(maker, [])
      try house.deposit(to: house.anna)
      #expect(try mailboxes.hooks(limit: 100).isEmpty)
    }

    @Test(arguments: StoreMaker.all)
    func `a message that is heard, deleted, and a locked login are told`(maker: StoreMaker) throws {
      let (house, mailboxes) = try house(maker)
      try house.deposit(to: house.anna)
      let first = try #require(try house.message(.first, of: house.anna))
      _ = house.ask(.dispose(mailbox: house.anna.id, message: first.id, .save))
      _ = house.ask(.finish(mailbox: house.anna.id))
      _ = house.ask(.dispose(mailbox: house.anna.id, message: first.id, .save), call: 2)
      _ = house.ask(.finish(mailbox: house.anna.id), call: 2)
      _ = house.ask(.dispose(mailbox: house.anna.id, message: first.id, .delete), call: 3)
      _ = house.ask(.finish(mailbox: house.anna.id), call: 3)
      for _ in 0..<3 { _ = house.logIn("111222", as: house.anna) }
      #expect(
        try kinds(mailboxes) == [.messageNew, .messageRead, .messageDeleted, .loginLocked])
    }

    @Test(arguments: StoreMaker.all)
    func `a mailbox that is full is told once`(maker: StoreMaker) throws {
      let (house, mailboxes) = try house(maker)
      try house.adjust(house.anna) {
        $0.settings.quota = MailboxQuota(maximumMessages: 2, maximumSeconds: 3_600)
      }
      try house.deposit(to: house.anna)
      try house.deposit(to: house.anna)
      #expect(try kinds(mailboxes) == [.messageNew, .messageNew, .mailboxFull])
    }

    @Test(arguments: StoreMaker.all)
    func `what the server tells of itself goes to every company that listens`(
      maker: StoreMaker
    ) throws {
      let (house, mailboxes) = try house(maker)
      defer { withExtendedLifetime(house) {} }
      try mailboxes.hookServer(.serverStarted)
      let job = try #require(try mailboxes.hooks(limit: 100).first)
      #expect(job.event.kind == .serverStarted && job.event.mailbox == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a failed delivery is told with the message that is kept`(maker: StoreMaker) throws {
      let (house, mailboxes) = try house(maker)
      mailboxes.sendsMail = true
      try house.adjust(house.anna) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
      }
      try house.deposit(to: house.anna)
      let mail = try #require(try mailboxes.leaseMail(limit: 10).first)
      try mailboxes.settleMail(mail.id, .never("550 no such mailbox"))
      let events = try mailboxes.hooks(limit: 100).map(\.event)
      #expect(events.map(\.kind) == [.messageNew, .deliveryFailed])
      #expect(events.first?.message?.id == nil)
      #expect(try events.last?.message?.id == house.message(.first, of: house.anna)?.id)
    }

    @Test(arguments: StoreMaker.all)
    func `events of one mailbox go one after the other, those of another go on`(
      maker: StoreMaker
    ) throws {
      let (house, mailboxes) = try house(maker)
      try house.deposit(to: house.anna)
      try house.deposit(to: house.anna)
      try house.deposit(to: house.ben)
      let leased = try mailboxes.leaseHooks(limit: 10)
      #expect(leased.map(\.user) == [house.anna.id, house.ben.id])
      #expect(try mailboxes.leaseHooks(limit: 10).isEmpty)
      // What is refused holds back what came later in its mailbox.
      _ = try mailboxes.settleHook(leased[0].id, .refused("HTTP 500"))
      _ = try mailboxes.settleHook(leased[1].id, .taken)
      #expect(try mailboxes.leaseHooks(limit: 10).isEmpty)
      house.pass(minutes: 1)
      let again = try mailboxes.leaseHooks(limit: 10)
      #expect(again.map(\.id) == [leased[0].id])
      #expect(again.first?.event == leased[0].event)
      _ = try mailboxes.settleHook(leased[0].id, .taken)
      #expect(try mailboxes.leaseHooks(limit: 10).count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `a URL that cannot be reached puts off all that goes there`(maker: StoreMaker) throws {
      let (house, mailboxes) = try house(maker, [Self.url, Self.other])
      try house.deposit(to: house.anna)
      try house.deposit(to: house.ben)
      let job = try #require(try mailboxes.leaseHooks(limit: 1).first)
      _ = try mailboxes.settleHook(job.id, .unreachable("nobody is there"))
      #expect(try mailboxes.leaseHooks(limit: 10).map(\.url) == [Self.other, Self.other])
      house.pass(minutes: 1)
      #expect(try mailboxes.leaseHooks(limit: 10).map(\.url) == [Self.url, Self.url])
    }

    @Test(arguments: StoreMaker.all)
    func `after three days of failure a URL is given up until it is enabled`(
      maker: StoreMaker
    ) throws {
      let (house, mailboxes) = try house(maker)
      try house.deposit(to: house.anna)
      #expect(try fail(house, mailboxes, .unreachable("nobody is there")) == nil)
      house.pass(minutes: 3 * 24 * 60)
      let given = try fail(house, mailboxes, .refused("HTTP 500"))
      #expect(given?.url == Self.url)
      #expect(try mailboxes.hookEndpoints().first?.disabledAt != nil)
      // Nothing is sent, and nothing more is queued.
      try house.deposit(to: house.anna)
      #expect(try mailboxes.hooks(limit: 100).count == 1)
      house.pass(minutes: 60)
      #expect(try mailboxes.leaseHooks(limit: 10).isEmpty)
      try mailboxes.enableHooks(Self.url, of: house.company.id)
      house.pass(minutes: 240)
      #expect(try mailboxes.leaseHooks(limit: 10).count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `an event is given up after five days, and the next one goes`(maker: StoreMaker) throws {
      let (house, mailboxes) = try house(maker)
      try house.deposit(to: house.anna)
      let first = try #require(try mailboxes.hooks(limit: 1).first)
      house.pass(minutes: 5 * 24 * 60 + 1)
      #expect(try mailboxes.leaseHooks(limit: 10).isEmpty)
      #expect(try mailboxes.hook(first.id).state == .expired)
      try house.deposit(to: house.anna)
      #expect(try mailboxes.leaseHooks(limit: 10).count == 1)
      try mailboxes.retryHook(first.id)
      #expect(try mailboxes.hook(first.id).state == .waiting)
      try mailboxes.dropHook(first.id)
      #expect(throws: StoreError.self) { try mailboxes.hook(first.id) }
    }

    @Test(arguments: StoreMaker.all)
    func `what waits for a URL goes with it`(maker: StoreMaker) throws {
      let (house, mailboxes) = try house(maker, [Self.url, Self.other])
      try house.deposit(to: house.anna)
      var company = try #require(try house.accounts.companies().first)
      company.hooks.urls = [Self.other]
      try house.accounts.update(company)
      #expect(try mailboxes.hooks(limit: 100).map(\.url) == [Self.other])
    }

    @Test(arguments: StoreMaker.all)
    func `a secret stands in no log`(maker: StoreMaker) throws {
      let (house, _) = try house(maker)
      var company = try #require(try house.accounts.companies().first)
      company.hooks.secret = HookSecret("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
      try house.accounts.update(company)
      let entries = try house.accounts.audit(AuditQuery(company: company.id))
      let details = entries.map(\.detail).joined()
      #expect(details.contains("hooks.secret") && !details.contains("whsec"))
    }

    @Test(arguments: StoreMaker.all)
    func `URLs without a secret, in another form, or into the own network are refused`(
      maker: StoreMaker
    ) throws {
      let (house, mailboxes) = try house(maker, [])
      try mailboxes.setParts(ServerParts(hookHosts: HookHosts(["crm.internal"])))
      func refusal(_ change: (inout CompanyHooks) -> Void) throws -> String? {
        var company = try #require(try house.accounts.companies().first)
        change(&company.hooks)
        do {
          try house.accounts.update(company)
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
