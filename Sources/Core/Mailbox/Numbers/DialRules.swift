/// Which numbers a company's users may have called on its bill: by forwarding, transfer on 0 and
/// call-back.
///
/// The longest prefix that fits a number decides; of two equal ones the denial wins. A number that
/// no prefix fits is denied.
public struct DialRules: Codable, Equatable, Sendable {
  /// Prefixes of E.164 numbers that may be dialled, with their `+`.
  public var allow: [String]
  /// Prefixes of E.164 numbers that may not be dialled, with their `+`.
  public var deny: [String]

  /// Why a text is no prefix, as a sentence; `nil` if it is one.
  public static func fault(inPrefix text: String) -> String? {
    let digits = text.utf8.dropFirst()
    guard text.utf8.first == UInt8(ascii: "+"), digits.count <= 15,
      digits.allSatisfy({ (48...57).contains($0) })
    else { return "'\(text.prefix(40))' is not + and the first digits of a number." }
    return nil
  }

  /// Rules from both lists of prefixes.
  public init(allow: [String], deny: [String]) {
    self.allow = allow
    self.deny = deny
  }

  /// The rules to begin with: the company's own country without its premium numbers, nothing
  /// abroad. Whoever breaks into a mailbox earns money by calls to such numbers (toll fraud).
  public static func standard(for plan: NumberingPlan) -> DialRules {
    let own = "+" + plan.countryCode
    let premium = premiumPrefixes[plan.countryCode] ?? []
    return DialRules(allow: [own], deny: premium.map { own + $0 })
  }

  /// Whether the number may be dialled.
  public func permits(_ number: PhoneNumber) -> Bool {
    guard let allowed = Self.longest(of: allow, fitting: number) else { return false }
    guard let denied = Self.longest(of: deny, fitting: number) else { return true }
    return allowed > denied
  }

  private static func longest(of prefixes: [String], fitting number: PhoneNumber) -> Int? {
    prefixes.lazy.filter { number.e164.hasPrefix($0) }.map(\.count).max()
  }

  // Premium and mass-calling numbers after the country code, from the national numbering plans.
  private static let premiumPrefixes = [
    "1": ["900"] + islandsInCountryCodeOne,
    "31": ["900", "906", "909"],
    "41": ["900", "901", "906"],
    "43": ["900", "901", "930", "931", "939"],
    "44": ["9"],
    "49": ["900", "137", "118"],
  ]

  // These countries share the code 1 with the United States and Canada, but are billed as abroad.
  private static let islandsInCountryCodeOne = [
    "242", "246", "264", "268", "284", "345", "441", "473", "649", "658", "664", "721", "758",
    "767", "784", "809", "829", "849", "868", "869", "876",
  ]
}
