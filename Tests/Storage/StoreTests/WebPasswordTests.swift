import Mailbox
import Testing

@testable import Store

@Suite struct WebPasswordTests {
  private func logIn(
    _ secret: String, at entrance: LogInRequest.Entrance, _ house: House
  ) -> Bool {
    let reply = house.ask(
      .logIn(
        LogInRequest(
          company: house.company.id, number: "111", mailbox: nil, passcode: Passcode(secret),
          from: "", trust: .claimed, entrance: entrance)))
    if case .welcome = reply { return true }
    return false
  }

  @Test(arguments: StoreMaker.all)
  func `the page asks for it where there is one, the phone never`(_ maker: StoreMaker) throws {
    let house = try House(maker)
    let anna = house.anna.id
    #expect(logIn(House.annasCode, at: .page, house))
    let stamp = try house.accounts.loginStamp(of: anna)
    try house.accounts.setWebPassword(WebPassword("correct horse"), of: anna)
    #expect(try house.accounts.loginState(of: anna).hasWebPassword)
    #expect(try house.accounts.loginStamp(of: anna) != stamp)
    #expect(logIn("correct horse", at: .page, house))
    #expect(!logIn(House.annasCode, at: .page, house))
    #expect(logIn(House.annasCode, at: .phone, house))
    #expect(!logIn("correct horse", at: .phone, house))
    let entry = try #require(try house.accounts.audit(AuditQuery(user: anna)).first)
    #expect(entry.kind == .webPasswordChanged && entry.detail == "")
    try house.accounts.setWebPassword(nil, of: anna)
    #expect(try house.accounts.loginStamp(of: anna) == stamp)
    #expect(logIn(House.annasCode, at: .page, house))
  }

  @Test(arguments: StoreMaker.all)
  func `a company decides what the page asks for`(_ maker: StoreMaker) throws {
    let house = try House(maker)
    let anna = house.anna.id
    func choose(_ choice: Company.WebSignIn) throws {
      var company = try #require(try house.accounts.companies().first)
      company.webSignIn = choice
      try house.accounts.update(company)
    }
    try choose(.webPassword)
    #expect(!logIn(House.annasCode, at: .page, house))
    #expect(logIn(House.annasCode, at: .phone, house))
    try house.accounts.setWebPassword(WebPassword("correct horse"), of: anna)
    #expect(logIn("correct horse", at: .page, house))
    try choose(.passcode)
    #expect(logIn(House.annasCode, at: .page, house))
    #expect(!logIn("correct horse", at: .page, house))
    try house.accounts.change(user: anna) { $0.role = .administrator }
    #expect(!logIn(House.annasCode, at: .page, house))
    #expect(logIn("correct horse", at: .page, house))
  }

  @Test(arguments: StoreMaker.all)
  func `one of less than twelve characters is refused`(_ maker: StoreMaker) throws {
    let house = try House(maker)
    #expect(throws: StoreError.self) {
      try house.accounts.setWebPassword(WebPassword("eleven sign"), of: house.anna.id)
    }
    #expect(try !house.accounts.loginState(of: house.anna.id).hasWebPassword)
  }

  @Test(arguments: StoreMaker.all)
  func `a user is one until somebody makes her an administrator`(_ maker: StoreMaker) throws {
    let house = try House(maker)
    #expect(try house.accounts.user(house.anna.id).role == .user)
    try house.accounts.change(user: house.anna.id) { $0.role = .administrator }
    #expect(try house.accounts.user(house.anna.id).role == .administrator)
  }
}
