import Foundation
public import Mailbox
public import Store
import Telephony
import Threads

/// The mailboxes that a simulation calls: the demo company in memory, or those of a data
/// directory, where the demo company is put if nobody is there yet.
public struct SimulatedHome {
  /// Where the calls go.
  public let store: any MailboxStore
  /// The people of its company.
  public let parties: PartyNames
  private let isNew: Bool
  private let language: Language
  private let disk: Mailboxes?

  /// Opens them.
  /// - Throws: ``StoreError`` when the store cannot be used.
  public init(directory: String?, language: Language, sounds: DemoSounds) throws {
    self.language = language
    disk = try directory.map { try Mailboxes(directory: $0) }
    _ = try disk?.deliverWaiting()
    store = disk ?? Mailboxes(now: Self.now)
    if let company = try store.accounts.companies().first {
      parties = try PartyNames(company, in: store.accounts)
      isNew = false
    } else {
      let demo = try DemoCompany(
        in: store.accounts, language: language, now: Self.now(),
        sound: { sounds.samples(of: $0) })
      parties = try PartyNames(demo.company, in: store.accounts)
      isNew = true
    }
  }

  /// Lets go of the data directory. A second time does nothing.
  public func close() { disk?.close() }

  /// The first is the call that is made at the start.
  public var suggestions: [Simulation.Suggestion] {
    guard let anna = person("Anna"), let emma = person("Emma"), let daan = person("Daan") else {
      return [
        Simulation.Suggestion(
          "somebody outside calls the portal",
          CallOrder(from: DemoCompany.outsideNumber, to: "portal"))
      ]
    }
    let outside = DemoCompany.outsideNumber
    let owner = [emma, anna, daan].first { $0.language == language } ?? emma
    return [
      .init(
        "somebody outside leaves a message for \(owner.firstName)",
        CallOrder(from: outside, to: owner.extension)),
      .init(
        "\(owner.firstName) fetches it, from another phone",
        CallOrder(from: owner.alias, to: "portal")),
      .init("Daan logs in without a passcode", CallOrder(from: daan.extension, to: "portal")),
      .init(
        "Emma is busy; 0 during her greeting transfers",
        CallOrder(from: outside, to: emma.extension, because: .busy)),
      .init("somebody outside calls the portal", CallOrder(from: outside, to: "portal")),
    ]
  }

  /// Who there is, and how to begin. The passcodes are shown only here (requirement B7).
  /// - Parameter page: The address at which they are shown in a browser.
  public func banner(page: String?) -> String {
    var lines = [
      "",
      "  `VoicePortal`   company \(parties.company.name), portal \(parties.company.portalNumber)",
      "",
    ]
    lines += parties.users.prefix(Self.mostShown).flatMap(self.lines)
    if parties.users.count > Self.mostShown {
      lines.append("  and \(parties.users.count - Self.mostShown) more")
    }
    if !isNew { lines.append("  The mailboxes are as they were left; so are the passcodes.") }
    if let page {
      lines += ["", "  Page   \(page)   sign in with a number and its passcode"]
    }
    lines += [
      "",
      "  Keys   `0-9` `*` `#`   `s` speak   `space` skip the prompt   `h` hang up   `?` help   "
        + "`Ctrl-C` leave",
    ]
    return lines.joined(separator: "\n")
  }

  private static let mostShown = 20

  private func lines(of user: User) -> [String] {
    let aliases = user.aliases.map { PartyNames.written($0.e164) }.joined(separator: ", ")
    let passcode = isNew ? person(user.firstName)?.passcode.digits : nil
    let isListed = (try? store.accounts.lists(of: user.id)) ?? []
    var facts = [Self.names[user.language] ?? ""]
    if !aliases.isEmpty { facts.append("also \(aliases)") }
    for list in isListed { facts.append("list \(list.number) “\(list.description)”") }
    if user.settings.autoLogin { facts.append("auto-login") }
    if let number = user.settings.redirectOnZero {
      facts.append("0 goes to \(PartyNames.written(number.e164))")
    }
    let name = user.fullName.padding(toLength: 16, withPad: " ", startingAt: 0)
    return [
      "  `\(name)` `\(user.extension)`   \(PartyNames.written(user.mainNumber.e164))"
        + (passcode.map { "   passcode `\($0)`" } ?? ""),
      "                   " + facts.joined(separator: " · "),
    ]
  }

  private static let names: [Language: String] = [.en: "English", .de: "German", .nl: "Dutch"]

  /// A person of the demo, if she is in this store.
  private func person(_ firstName: String) -> DemoCompany.Person? {
    guard parties.users.contains(where: { $0.firstName == firstName }) else { return nil }
    return DemoCompany.people.first { $0.firstName == firstName }
  }

  private static func now() -> Int64 { WallTime.milliseconds }
}
