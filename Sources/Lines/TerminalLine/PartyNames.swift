public import Mailbox
public import Store

/// The people of a company by the words that a person at the terminal uses for them.
public struct PartyNames: Sendable {
  public let company: Company
  public let users: [User]

  /// The company as it is now.
  /// - Throws: When the store cannot tell.
  public init(_ company: Company, in accounts: any Accounts) throws(StoreError) {
    self.company = company
    users = try accounts.users(of: company.id)
  }

  /// What a line would signal for a word: `portal`, `withheld`, a first name, or a number.
  public func signalled(_ word: String) -> String {
    let word = word.lowercased()
    if word == "portal" { return company.portalNumber }
    if word == "withheld" { return "" }
    if let user = users.first(where: { $0.firstName.lowercased() == word }) {
      return user.extension.digits
    }
    return word
  }

  /// Why a word names nobody who can call or be called, as a sentence; `nil` if it does.
  public func fault(in word: String) -> String? {
    let known = ["portal", "withheld"] + users.map { $0.firstName.lowercased() }
    if known.contains(word.lowercased()) { return nil }
    guard word.contains(where: \.isLetter) else { return nil }
    let names = users.prefix(20).map(\.firstName).joined(separator: ", ")
    return "there is nobody called '\(word)'; there are \(names), portal, withheld and numbers."
  }

  /// How a party is shown: its number, and whose it is.
  func shown(_ word: String) -> String {
    let number = signalled(word)
    if number.isEmpty { return "a withheld number" }
    if number == company.portalNumber { return "the portal, \(number)" }
    guard let owner = owner(of: number) else { return word }
    return "\(owner.fullName), \(number == owner.extension.digits ? number : word)"
  }

  func nameOfUser(_ id: Int64) -> String {
    users.first { $0.id == id }?.fullName ?? "mailbox \(id)"
  }

  /// Whose number, alias or extension it is.
  func owner(of number: String) -> User? {
    if let user = users.first(where: { $0.extension.digits == number }) { return user }
    guard let number = PhoneNumber(signalled: number, in: company.plan) else { return nil }
    return users.first { $0.mainNumber == number || $0.aliases.contains(number) }
  }

  /// A number in normal form with its groups apart; anything else as it is.
  public static func written(_ number: String) -> String {
    guard let number = PhoneNumber(e164: number) else { return number }
    return "+" + number.groups.joined(separator: " ")
  }
}
