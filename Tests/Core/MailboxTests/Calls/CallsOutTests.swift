import Mailbox
import Testing

/// How many calls go out on the company's bill.
@Suite struct CallsOutTests {
  @Test func `a user has her calls of an hour, and all users have the company's`() throws {
    var company = try Town().company
    (company.callsOutPerUser, company.callsOutPerCompany) = (2, 3)
    var calls = CallsOut()
    func permits(_ user: Int64, _ company: Company, _ now: Int64) -> Bool {
      calls.permits(callOf: user, in: company, at: now)
    }
    #expect(permits(1, company, 0))
    #expect(permits(1, company, 1_000))
    #expect(!permits(1, company, 2_000))
    #expect(permits(2, company, 3_000))
    #expect(!permits(3, company, 4_000))
    // A call that was refused does not count.
    #expect(permits(3, company, 3_600_000))
    var other = company
    other.id = 2
    #expect(permits(9, other, 4_000))
    company.callsOutPerUser = 0
    #expect(!permits(4, company, 9_000_000))
  }
}
