import Mailbox
import Testing

@testable import Store

@Suite struct WebPasswordTests {
  private func logIn(
    _ secret: String, at entrance: LogInRequest.Entrance, _ system: TestSystem
  ) -> Bool {
    let reply = system.ask(
      .logIn(
        LogInRequest(
          company: system.company.id, number: "111", mailbox: nil, passcode: Passcode(secret),
          from: "", trust: .claimed, entrance: entrance)))
    if case .welcome = reply { return true }
    return false
  }

  @Test(arguments: StoreMaker.all)
  func `the page asks for it where there is one, the phone never`(_ maker: StoreMaker) throws {
    let system = try TestSystem(maker)
    let anna = system.anna.id
    #expect(logIn(TestSystem.annasCode, at: .page, system))
    let stamp = try system.accounts.loginStamp(of: anna)
    try system.accounts.setWebPassword(WebPassword("correct horse"), of: anna)
    #expect(try system.accounts.loginState(of: anna).hasWebPassword)
    #expect(try system.accounts.loginStamp(of: anna) != stamp)
    #expect(logIn("correct horse", at: .page, system))
    #expect(!logIn(TestSystem.annasCode, at: .page, system))
    #expect(logIn(TestSystem.annasCode, at: .phone, system))
    #expect(!logIn("correct horse", at: .phone, system))
    let entry = try #require(try system.accounts.audit(AuditQuery(user: anna)).first)
    #expect(entry.kind == .webPasswordChanged && entry.detail == "")
    try system.accounts.setWebPassword(nil, of: anna)
    #expect(try system.accounts.loginStamp(of: anna) == stamp)
    #expect(logIn(TestSystem.annasCode, at: .page, system))
  }

  @Test(arguments: StoreMaker.all)
  func `a company decides what the page asks for`(_ maker: StoreMaker) throws {
    let system = try TestSystem(maker)
    let anna = system.anna.id
    func choose(_ choice: Company.WebSignIn) throws {
      var company = try #require(try system.accounts.companies().first)
      company.webSignIn = choice
      try system.accounts.update(company)
    }
    try choose(.webPassword)
    #expect(!logIn(TestSystem.annasCode, at: .page, system))
    #expect(logIn(TestSystem.annasCode, at: .phone, system))
    try system.accounts.setWebPassword(WebPassword("correct horse"), of: anna)
    #expect(logIn("correct horse", at: .page, system))
    try choose(.passcode)
    #expect(logIn(TestSystem.annasCode, at: .page, system))
    #expect(!logIn("correct horse", at: .page, system))
    try system.accounts.change(user: anna) { $0.role = .administrator }
    #expect(!logIn(TestSystem.annasCode, at: .page, system))
    #expect(logIn("correct horse", at: .page, system))
  }

  @Test(arguments: StoreMaker.all)
  func `one of less than twelve characters is refused`(_ maker: StoreMaker) throws {
    let system = try TestSystem(maker)
    #expect(throws: StoreError.self) {
      try system.accounts.setWebPassword(WebPassword("eleven sign"), of: system.anna.id)
    }
    #expect(try !system.accounts.loginState(of: system.anna.id).hasWebPassword)
  }

  @Test(arguments: StoreMaker.all)
  func `a user is one until somebody makes her an administrator`(_ maker: StoreMaker) throws {
    let system = try TestSystem(maker)
    #expect(try system.accounts.user(system.anna.id).role == .user)
    try system.accounts.change(user: system.anna.id) { $0.role = .administrator }
    #expect(try system.accounts.user(system.anna.id).role == .administrator)
  }
}
