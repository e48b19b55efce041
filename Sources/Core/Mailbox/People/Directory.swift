/// Who has which number, and how a mailbox stands. Each store brings its own way to look; the
/// rules that use it are written once, so that two stores cannot differ.
public protocol Directory {
  /// Why a look-up can fail.
  associatedtype Failure: Error
  /// All companies, by rising key.
  func companies() throws(Failure) -> [Company]
  /// The company with this key.
  func company(_ id: Int64) throws(Failure) -> Company?
  /// The company whose ``Company/portalKey`` this is.
  func company(portalKey: String) throws(Failure) -> Company?
  /// Whose main number or alias this is, in normal form (`+492115551111`). Any text may be asked
  /// for; one that is no normal form belongs to nobody.
  func user(e164: String) throws(Failure) -> User?
  /// The user of a company who has this extension.
  func user(extension: String, of company: Int64) throws(Failure) -> User?
  /// How a user's mailbox stands now.
  func facts(of user: User) throws(Failure) -> MailboxFacts
}

extension Directory {
  /// The user of this company whom a typed or signalled number names: by main number, alias or
  /// extension, in any notation; `nil`: nobody.
  public func user(named text: String, in company: Company) throws(Failure) -> User? {
    if text.isEmpty { return nil }
    if let user = try user(e164: text) { return user.company == company.id ? user : nil }
    if company.plan.isNormalForm(text) { return nil }
    if let short = try? Extension(text),
      let user = try user(extension: short.digits, of: company.id)
    {
      return user
    }
    guard let number = PhoneNumber(signalled: text, in: company.plan),
      let user = try user(e164: number.e164), user.company == company.id
    else { return nil }
    return user
  }
}

extension Company {
  /// The portal's number in the form in which it is compared. No two companies have the same.
  public var portalKey: String { comparableForm(of: portalNumber) }

  /// Normal form of a phone number; of anything else, such as a short number, what was typed
  /// without blanks and dashes. Two notations of one number give the same text.
  public func comparableForm(of text: String) -> String {
    if plan.isNormalForm(text) { return text }
    return PhoneNumber(signalled: text, in: plan)?.e164
      ?? text.filter { !$0.isBlank && $0 != "-" }
  }
}

extension NumberingPlan {
  /// Whether a number is written as it is kept. Most lines signal so, and it is quicker to see
  /// than to read a number.
  fileprivate func isNormalForm(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "+"), PhoneNumber(e164: text) != nil else {
      return false
    }
    return !(countryCodeAndTrunkZero.map(text.hasPrefix) ?? false)
  }
}
