public import Mailbox

/// A small company to try things with: a user in each language, two waiting messages each, a
/// distribution list each, aliases, auto-login for one, redirect on 0 for one.
public struct DemoCompany: Sendable {
  /// A message that waits at the start.
  public struct WaitingMessage: Sendable {
    /// The name of its sound.
    public let sound: String
    /// The number it was left from.
    public let from: String
    public let isUrgent: Bool
    /// Hours before the start at which it was left.
    public let hoursAgo: Int64
  }

  /// One person of the company.
  public struct Person: Sendable {
    public let firstName: String
    public let lastName: String
    public let language: Language
    public let number: String
    public let `extension`: String
    public let alias: String
    /// Shown in the banner of a simulation and nowhere else (requirement B7).
    public let passcode: Passcode
    public let messages: [WaitingMessage]
  }

  /// The portal is reached by this number.
  public static let portalNumber = "2000"
  /// Somebody who is not of the company.
  public static let outsideNumber = "0221-4710123"

  public static let people = [
    Person(
      firstName: "Emma", lastName: "Clarke", language: .en, number: "+49 211 5550101",
      extension: "101", alias: "+44 20 79460018", passcode: Passcode("495028"),
      messages: [
        WaitingMessage(
          sound: "en-offer", from: "+442079460187", isUrgent: false, hoursAgo: 27),
        WaitingMessage(sound: "en-visitors", from: "111", isUrgent: true, hoursAgo: 2),
      ]),
    Person(
      firstName: "Anna", lastName: "Berg", language: .de, number: "+49 211 5550111",
      extension: "111", alias: "0211-555-1111", passcode: Passcode("123567"),
      messages: [
        WaitingMessage(sound: "de-car", from: "02214710144", isUrgent: false, hoursAgo: 20),
        WaitingMessage(sound: "de-meeting", from: "121", isUrgent: true, hoursAgo: 1),
      ]),
    Person(
      firstName: "Daan", lastName: "de Vries", language: .nl, number: "+49 211 5550121",
      extension: "121", alias: "+31 20 5550121", passcode: Passcode("765190"),
      messages: [
        WaitingMessage(sound: "nl-bicycle", from: "+31205550177", isUrgent: false, hoursAgo: 50),
        WaitingMessage(sound: "nl-earlier", from: "101", isUrgent: true, hoursAgo: 3),
      ]),
  ]

  public let company: Company
  /// In the order of ``people``.
  public let users: [User]

  /// Puts the company into a store, all of it or nothing.
  /// - Parameters:
  ///   - language: Spoken to callers before a mailbox is known.
  ///   - now: Milliseconds since 1970 UTC.
  ///   - sound: The samples of a waiting message by its name, at 8 kHz.
  /// - Throws: ``StoreError`` when the store cannot take it, or what `sound` throws.
  public init(
    in accounts: any Accounts, language: Language = .en, now: Int64,
    sound: (String) throws -> [Int16]
  ) throws {
    (company, users) = try accounts.transaction { accounts in
      try Self.add(to: accounts, language: language, now: now, sound: sound)
    }
  }

  private static func add(
    to accounts: any Accounts, language: Language, now: Int64, sound: (String) throws -> [Int16]
  ) throws -> (Company, [User]) {
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    var company = Company(name: "Demo", plan: plan, portalNumber: portalNumber)
    company.language = language
    // The two cities abroad that messages come from, so that calling back can be tried.
    company.dialRules.allow += ["+3120", "+4420"]
    company = try accounts.add(company)
    var users: [User] = []
    for person in people { users.append(try add(person, to: company, in: accounts)) }
    for (person, user) in zip(people, users) {
      try accounts.setPasscode(person.passcode, of: user.id, assigned: false)
      for message in person.messages {
        try accounts.addMessage(
          to: user.id, samples: sound(message.sound), from: message.from,
          isUrgent: message.isUrgent, isConfidential: false,
          received: now - message.hoursAgo * 3_600_000)
      }
      var list = try DistributionList(number: 1, description: "Demo team", isOpenToOthers: true)
      for other in users where other.id != user.id {
        try list.add(other.id, typedAs: other.extension.digits)
      }
      try accounts.set(list, of: user.id)
    }
    return (company, users)
  }

  private static func add(
    _ person: Person, to company: Company, in accounts: any Accounts
  ) throws -> User {
    let zones: [Language: String] = [
      .en: "Europe/London", .de: "Europe/Berlin", .nl: "Europe/Amsterdam",
    ]
    var user = User(
      company: company.id, firstName: person.firstName, lastName: person.lastName,
      mainNumber: try PhoneNumber(typed: person.number, in: company.plan),
      extension: try Extension(person.extension), language: person.language,
      timeZone: zones[person.language] ?? company.timeZone)
    user.aliases = [try PhoneNumber(typed: person.alias, in: company.plan)]
    // Somebody who may try the administrator's pages.
    if person.language == .en { user.role = .administrator }
    user.settings.autoLogin = person.language == .nl
    if person.language == .en {
      user.settings.redirectOnZero = try PhoneNumber(typed: "0211-5550199", in: company.plan)
    }
    return try accounts.add(user)
  }
}
