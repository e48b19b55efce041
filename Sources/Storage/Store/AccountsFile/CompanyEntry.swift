import Mailbox
import StrictJSON

/// The company of an accounts file. Only name, country code and portal number must be written.
struct CompanyEntry: Decodable, Sendable {
  /// Keyed and checked by the store.
  let company: Company

  private enum Field: String, CodingKey, CaseIterable {
    case name, countryCode, trunkPrefix, portalNumber, accessCode
    /// A profile: `one-net`, `webex` or `webex-government`.
    case policy
    case lockout, passcodeDays, dialRules, allowsCompanyMessages, keepsDeletedDays
    case callsOutPerUser, callsOutPerCompany
    case saysInstructions, webSignIn
    case language, timeZone
  }

  private enum LockoutField: String, CodingKey, CaseIterable {
    case failuresToLock, firstLockMinutes, longestLockMinutes, failuresPerCaller, failuresPerSource
  }

  private enum RulesField: String, CodingKey, CaseIterable { case allow, deny }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Field.self)
    var company = Company(
      name: try fields.decode(String.self, forKey: .name),
      plan: NumberingPlan(
        countryCode: try fields.decode(String.self, forKey: .countryCode),
        trunkPrefix: try fields.value(.trunkPrefix, or: "0")),
      portalNumber: try fields.decode(String.self, forKey: .portalNumber))
    company.accessCode = try fields.value(.accessCode, or: company.accessCode)
    if let name: String = try fields.value(.policy) {
      guard let policy = PasscodePolicy.profile(named: name) else {
        let names = PasscodePolicy.profileNames.joined(separator: ", ")
        throw DecodingError.dataCorruptedError(
          forKey: .policy, in: fields, debugDescription: "\"\(name)\" is none of \(names).")
      }
      company.policy = policy
    }
    if fields.contains(.lockout) {
      company.lockout = try Self.lockout(try fields.superDecoder(forKey: .lockout))
    }
    if fields.contains(.dialRules) {
      let rules = try fields.superDecoder(forKey: .dialRules).fields(RulesField.self)
      company.dialRules.allow = try rules.value(.allow, or: company.dialRules.allow)
      company.dialRules.deny = try rules.value(.deny, or: company.dialRules.deny)
    }
    company.passcodeDays = try fields.value(.passcodeDays)
    company.webSignIn = try fields.choice(.webSignIn, or: company.webSignIn)
    company.saysInstructions = try fields.value(.saysInstructions, or: true)
    company.allowsCompanyMessages = try fields.value(.allowsCompanyMessages, or: true)
    company.keepsDeletedDays = try fields.value(.keepsDeletedDays, or: company.keepsDeletedDays)
    company.callsOutPerUser = try fields.value(.callsOutPerUser, or: company.callsOutPerUser)
    company.callsOutPerCompany = try fields.value(
      .callsOutPerCompany, or: company.callsOutPerCompany)
    company.language = try fields.choice(.language, or: company.language)
    company.timeZone = try fields.value(.timeZone, or: company.timeZone)
    self.company = company
  }

  private static func lockout(_ decoder: any Decoder) throws -> LockoutRules {
    let fields = try decoder.fields(LockoutField.self)
    var rules = LockoutRules()
    rules.failuresToLock = try fields.value(.failuresToLock, or: rules.failuresToLock)
    rules.firstLockMinutes = try fields.value(.firstLockMinutes, or: rules.firstLockMinutes)
    rules.longestLockMinutes = try fields.value(.longestLockMinutes, or: rules.longestLockMinutes)
    rules.failuresPerCaller = try fields.value(.failuresPerCaller, or: rules.failuresPerCaller)
    rules.failuresPerSource = try fields.value(.failuresPerSource, or: rules.failuresPerSource)
    return rules
  }
}
