import Mailbox

/// What the operator says of where mailboxes go.
public struct ImportChoices: Sendable {
  /// The name of the company that a context or domain goes to.
  public var companies: [String: String] = [:]
  /// What stands before a mailbox's number in the main number of its user, by context: `+49221555`.
  public var prefixes: [String: String] = [:]

  /// Nothing said.
  public init() {}

  /// The company of a context: the one that is named, else one of the same name, else the only company
  /// where there is only one context.
  /// - Throws: Why there is none, a sentence that says what to do.
  func company(
    of context: String, among companies: [Company], contexts: Int
  ) throws(ImportRefusal) -> Company {
    if let name = self.companies[context] {
      if let company = companies.first(where: { $0.name == name }) { return company }
      throw ImportRefusal(
        "There is no company '\(name)': 'voiceportal accounts company add' adds one.")
    }
    if let company = companies.first(where: { $0.name == context }) { return company }
    if contexts == 1, companies.count == 1 { return companies[0] }
    throw ImportRefusal(
      companies.isEmpty
        ? "There is no company yet: 'voiceportal accounts company add' adds one."
        : "It goes to no company: say which by --context \(context)=COMPANY.")
  }

  /// The main number of a mailbox: its own number if that is a whole one, else behind the prefix of its
  /// context, else as an extension of the portal's number, else ``placeholder(for:_:)``.
  func mainNumber(
    of number: String, in context: String, _ company: Company
  ) throws(ImportRefusal) -> PhoneNumber {
    if let prefix = prefixes[context] {
      guard let whole = PhoneNumber(signalled: prefix + number, in: company.plan) else {
        throw ImportRefusal("\(prefix)\(number) is no phone number.")
      }
      return whole
    }
    let isWhole = number.hasPrefix("+") || number.count > 6
    if isWhole, let whole = PhoneNumber(signalled: number, in: company.plan) { return whole }
    if let whole = Self.extended(company.portalNumber, by: number, company.plan) { return whole }
    return try Self.placeholder(for: number, company)
  }

  /// `0211-555-0` and `2101` give `0211-555-2101`; a number without a short last group, such as
  /// `02115550100`, has its last digits replaced. `nil` if the portal has only a short number.
  private static func extended(
    _ portal: String, by number: String, _ plan: NumberingPlan
  ) -> PhoneNumber? {
    guard let whole = PhoneNumber(signalled: portal, in: plan) else { return nil }
    let groups = portal.split { $0 == "-" || $0.isWhitespace }
    if groups.count > 2, let last = groups.last, last.count < number.count {
      return PhoneNumber(signalled: groups.dropLast().joined() + number, in: plan)
    }
    // What is left has to be more than a country code and an area code.
    guard whole.nationalNumber.count >= number.count + 3 else { return nil }
    return PhoneNumber(e164: whole.e164.dropLast(number.count) + number)
  }

  /// A number that nobody has: 999 is no country's code. Users have one who have no other.
  private static func placeholder(
    for number: String, _ company: Company
  ) throws(ImportRefusal) -> PhoneNumber {
    let id = String(company.id)
    let padded = String(repeating: "0", count: max(0, 3 - id.count)) + id
    guard let made = PhoneNumber(e164: "+\(placeholderCode)\(padded)\(number)") else {
      throw ImportRefusal("'\(number)' is no number.")
    }
    return made
  }

  /// The country code of numbers that stand for none.
  static let placeholderCode = "999"
}

/// Why a mailbox does not come, a whole sentence.
struct ImportRefusal: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
