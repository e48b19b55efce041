import Mailbox
import Testing

@testable import Store

/// Lines of one company, on a server where companies have equal extensions.
extension MailboxStoreTests {
  @Suite struct CompanyLines {
    private let system: TestSystem
    private let other: Company
    private let dora: User

    init() throws {
      system = try TestSystem(.sqlite)
      var company = Company(
        name: "Tal", plan: NumberingPlan(countryCode: "31", trunkPrefix: "0"),
        portalNumber: "020-777-0")
      company.language = .nl
      other = try system.accounts.add(company)
      dora = try system.accounts.add(
        User(
          company: other.id, firstName: "Dora", lastName: "Tal",
          mainNumber: try #require(PhoneNumber(e164: "+31207771111")),
          extension: try Extension("111"), language: .nl, timeZone: "Europe/Amsterdam"))
    }

    private func arrive(
      from: String = TestSystem.stranger, to: String, company: Company?, trust: Trust = .claimed
    ) throws -> Arrival {
      var call = IncomingCall(from: from, trust: trust, to: to)
      call.company = company?.id
      guard case .arrival(let arrival) = system.ask(.arrive(call)) else {
        throw TestSystem.Surprise()
      }
      return arrival
    }

    @Test func `an equal extension means each company's own user`() throws {
      for (company, user) in [(system.company, system.anna), (other, dora)] {
        guard case .visit(let visit) = try arrive(to: "111", company: company) else {
          Issue.record("\(company.name)")
          continue
        }
        #expect(visit.mailbox == user.id)
      }
      guard case .notInService = try arrive(to: "111", company: nil) else {
        Issue.record("two companies have it")
        return
      }
    }

    @Test func `a number is read by the plan of the line's company`() throws {
      guard case .visit(let visit) = try arrive(to: "020 777 1111", company: other) else {
        Issue.record("it is Dora's")
        return
      }
      #expect(visit.mailbox == dora.id)
    }

    @Test func `a line reaches no mailbox of another company`() throws {
      let number = system.anna.mainNumber.e164
      #expect(try arrive(to: number, company: other) == .notInService(.nl))
    }

    @Test func `an extension that calls is the line's company's`() throws {
      guard
        case .logIn(let company, let mailbox, _) = try arrive(
          from: "111", to: "+31207770", company: other, trust: .verified)
      else {
        Issue.record("Dora calls her portal")
        return
      }
      #expect(company == other.id && mailbox == dora.id)
    }
  }
}
