/// A language that the portal speaks (requirement A1).
public enum Language: String, CaseIterable, Codable, Sendable {
  case en, de, nl
}

/// How a listener is spoken to: her language, and which numbers are of her country, so that they are
/// read as she dials them.
public struct SpeechLocale: Codable, Hashable, Sendable {
  public var language: Language
  /// The country of her company; `nil` reads every number with its country code.
  public var home: HomeCountry?

  /// A language, and a home if one is known.
  public init(_ language: Language, home: HomeCountry? = nil) {
    self.language = language
    self.home = home
  }
}

/// A country as far as the numbers of its own people are read: a few bytes of every call.
public struct HomeCountry: Codable, Hashable, Sendable {
  /// The country code of E.164, for example 49; 0 is none.
  public var code: UInt16
  /// Whether people say a 0 before the area code.
  public var saysTrunkZero: Bool

  /// The country of a company. A trunk prefix other than 0 is not said.
  public init(_ plan: NumberingPlan) {
    code = UInt16(plan.countryCode) ?? 0
    saysTrunkZero = plan.trunkPrefix == "0"
  }
}
