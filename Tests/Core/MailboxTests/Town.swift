import Mailbox

/// A directory of a company with two users, Anna (111) and Ben (112).
struct Town: Directory {
  typealias Failure = Never

  var company: Company
  var anna: User
  var ben: User
  var facts = MailboxFacts()

  init() throws {
    var company = Company(name: "Berg", plan: germany, portalNumber: "0211 5550")
    company.id = 1
    self.company = company
    func user(_ id: Int64, _ name: String, _ e164: String, _ short: String) throws -> User {
      var user = User(
        company: 1, firstName: name, lastName: "Berg", mainNumber: try number(e164),
        extension: try Extension(short), language: .de, timeZone: "Europe/Berlin")
      user.id = id
      return user
    }
    anna = try user(11, "Anna", "+492115551111", "111")
    anna.aliases = [try number("+491701111111")]
    ben = try user(12, "Ben", "+492115552222", "112")
  }

  func companies() -> [Company] { [company] }
  func company(_ id: Int64) -> Company? { id == company.id ? company : nil }
  func company(portalKey: String) -> Company? { portalKey == company.portalKey ? company : nil }
  func user(e164: String) -> User? {
    [anna, ben].first { ([$0.mainNumber] + $0.aliases).map(\.e164).contains(e164) }
  }
  func user(extension: String, of company: Int64) -> User? {
    [anna, ben].first { $0.extension.digits == `extension` }
  }
  func facts(of user: User) -> MailboxFacts { facts }

  /// Where a stranger's call to Anna goes.
  func call(_ condition: CallCondition?, rings: Int? = nil) -> Arrival {
    IncomingCallPolicy.arrival(
      of: IncomingCall(
        from: "+4915112345678", trust: .claimed, to: "+492115551111", condition: condition,
        rings: rings),
      in: self)
  }

  /// What a stranger meets in Anna's mailbox.
  func visit(_ condition: CallCondition? = nil) -> MailboxVisit? {
    guard case .visit(let visit) = call(condition) else { return nil }
    return visit
  }
}
