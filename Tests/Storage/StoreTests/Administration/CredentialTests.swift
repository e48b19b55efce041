import Mailbox
import Testing

@testable import Store

@Suite struct CredentialTests {
  private func credential(
    _ secret: String, _ kind: Credential.Kind = .session, of user: Int64?, expires: Int64 = 9_000
  ) -> Credential {
    Credential(
      hash: SecretToken.hash(of: secret), kind: kind, user: user, expires: expires, value: "{}")
  }

  @Test(arguments: StoreMaker.all)
  func `a credential is found by its secret, changed and removed`(_ maker: StoreMaker) throws {
    let system = try TestSystem(maker)
    let accounts = system.accounts
    var session = credential("one", of: system.anna.id)
    try accounts.keep(session, told: nil)
    #expect(try accounts.credential(SecretToken.hash(of: "one")) == session)
    #expect(try accounts.credential("one") == nil)
    session.value = "{\"seen\":1}"
    try accounts.keep(session, told: nil)
    #expect(try accounts.credentials(.session, of: system.anna.id) == [session])
    #expect(try accounts.removeCredential(session.hash, told: nil))
    #expect(try !accounts.removeCredential(session.hash, told: nil))
    #expect(try accounts.credentials(.session, of: system.anna.id).isEmpty)
  }

  @Test(arguments: StoreMaker.all)
  func `each user has her own, by kind, and an operator's belong to nobody`(_ maker: StoreMaker)
    throws
  {
    let system = try TestSystem(maker)
    let accounts = system.accounts
    let own = credential("a", .accessToken, of: system.anna.id)
    let free = credential("b", .accessToken, of: nil)
    for one in [own, free, credential("c", of: system.anna.id)] {
      try accounts.keep(one, told: nil)
    }
    #expect(try accounts.credentials(.accessToken, of: system.anna.id) == [own])
    #expect(try accounts.credentials(.accessToken, of: nil) == [free])
    try accounts.removeUser(system.anna.id)
    #expect(try accounts.credential(own.hash) == nil)
    #expect(try accounts.credential(free.hash) == free)
  }

  @Test(arguments: StoreMaker.all)
  func `the audit log tells of a token and from where it was made`(_ maker: StoreMaker) throws {
    let system = try TestSystem(maker)
    let anna = system.anna.id
    let accounts = system.store.accounts(as: .page(user: anna), from: "192.0.2.9")
    let token = credential("t", .accessToken, of: anna)
    try accounts.keep(token, told: "made: crm")
    try accounts.removeCredential(token.hash, told: "revoked: crm")
    let entries = try accounts.audit(AuditQuery(user: anna))
    #expect(entries.prefix(2).map(\.detail) == ["revoked: crm", "made: crm"])
    #expect(entries.prefix(2).allSatisfy { $0.kind == .accessTokensChanged })
    #expect(entries.prefix(2).allSatisfy { $0.origin == "192.0.2.9" })
    #expect(!entries.map(\.detail).joined().contains(token.hash))
  }

  @Test(arguments: StoreMaker.all)
  func `the audit log of each company tells of an operator's token`(_ maker: StoreMaker) throws {
    let system = try TestSystem(maker)
    let accounts = system.store.accounts(as: .administrator("root"))
    let plan = NumberingPlan(countryCode: "31", trunkPrefix: "0")
    _ = try accounts.add(Company(name: "Second", plan: plan, portalNumber: "2999"))
    let token = credential("t", .accessToken, of: nil)
    try accounts.keep(token, told: "made: crm (operator)")
    try accounts.removeCredential(token.hash, told: "revoked: crm")
    for company in try accounts.companies() {
      let entries = try accounts.audit(AuditQuery(company: company.id)).prefix(2)
      #expect(entries.map(\.detail) == ["revoked: crm", "made: crm (operator)"])
      #expect(entries.allSatisfy { $0.actor == .administrator("root") && $0.user == nil })
    }
  }

  @Test(arguments: StoreMaker.all)
  func `what has expired is removed from time to time`(_ maker: StoreMaker) throws {
    let system = try TestSystem(maker)
    let accounts = system.accounts
    let old = credential("old", of: system.anna.id, expires: 0)
    let new = credential("new", of: system.anna.id, expires: .max)
    for one in [old, new] { try accounts.keep(one, told: nil) }
    try #require(system.store as? Mailboxes).purge()
    #expect(try accounts.credentials(.session, of: system.anna.id) == [new])
  }
}
