import Administration
import HTTP
import Mailbox
import Store
import Testing
import Wording

@testable import Web

/// What the audit log tells is read by people: names and choices as they stand on the page.
@Suite struct AuditDetailTests {
  let system: TestPages

  init() throws { system = try TestPages() }

  /// The detail of the latest entry of a kind, as a reader of the language sees it.
  private func latest(_ kind: MailboxChange.Kind, _ language: Language = .de) throws -> String {
    var query = AuditQuery(company: system.company.id, limit: 1)
    query.kind = kind
    let entry = try #require(try system.accounts.audit(query).first)
    let admin = try system.accounts.user(system.admin.id)
    let request = PageRequest(
      request: HTTPRequest(.get, try #require(HTTPTarget("/")), headers: HTTPHeaders([])),
      site: system.site, language: language, parameters: [])
    let session = WebSession(
      user: admin.id, began: 0, lastSeen: 0, browser: "", client: "", loginStamp: "",
      knowsWebPassword: true, mustChangePasscode: false)
    let visit = SignedInRequest(
      visit: request, session: session, user: admin, company: system.company,
      managed: system.company)
    let names = [system.admin.id: "Ada Test", system.user.id: "Ben Test"]
    return AuditDetailText(visit: visit, names: names).text(of: entry)
  }

  @Test func `a change names the field and both choices in the reader's language`() throws {
    var user = system.user
    user.settings.order = .newestFirst
    user.settings.greetings.noAnswer = .alternate1
    try system.accounts.update(user)
    #expect(
      try latest(.userChanged)
        == "Begrüßung bei Nichtmelden: Die des Systems → Alternative 1; "
        + "Reihenfolge der Nachrichten: Älteste zuerst → Neueste zuerst")
    #expect(
      try latest(.userChanged, .nl)
        == "Begroeting bij geen gehoor: Die van het systeem → Alternatief 1; "
        + "Volgorde van berichten: Oudste eerst → Nieuwste eerst")
  }

  @Test func `a name with the marks of the log in it stays whole`() throws {
    var user = system.user
    user.firstName = #"A "b"; c: d → e"#
    try system.accounts.update(user)
    #expect(try latest(.userChanged) == #"Vorname: Ben → A "b"; c: d → e"#)
  }

  @Test func `a list tells its members by name`() throws {
    var list = try DistributionList(number: 3, description: "Team")
    try list.add(system.admin.id, typedAs: "111")
    try system.accounts.set(list, of: system.user.id)
    try list.add(system.user.id, typedAs: "112")
    list.isOpenToOthers = true
    try system.accounts.set(list, of: system.user.id)
    #expect(
      try latest(.listsChanged)
        == "Liste 3: Für Kollegen offen: Aus → Ein; Mitglieder: Ada Test → Ada Test, Ben Test")
  }

  @Test func `every setting of users and companies has its name there`() throws {
    var (user, company) = (system.user, system.company)
    let context = FieldContext(company: company) { _ in nil }
    for field in UserFields.all {
      for text in Self.others(field) {
        var changed = user
        guard (try? field.write(&changed, text, context)) != nil, changed != user,
          (try? system.accounts.update(changed)) != nil
        else { continue }
        user = changed
        break
      }
    }
    for field in CompanyFields.all {
      for text in Self.others(field) {
        var changed = company
        guard (try? field.write(&changed, text, context)) != nil, changed != company,
          (try? system.accounts.update(changed)) != nil
        else { continue }
        company = changed
        break
      }
    }
    var told: [MailboxChange.Kind: Set<String>] = [:]
    for kind in [MailboxChange.Kind.userChanged, .companyChanged] {
      var query = AuditQuery(company: company.id, limit: 500)
      query.kind = kind
      for entry in try system.accounts.audit(query) where !entry.detail.isEmpty {
        let changes = AuditedChange.all(in: entry.detail, of: kind)
        for change in try #require(changes, "\(entry.detail)") {
          #expect(NamedText(.field, change.field).isKnown, "\(change.field)")
          for case .word(let word) in [change.before, change.after] {
            #expect(NamedText(.choice, word).isKnown, "\(word)")
          }
          told[kind, default: []].insert(change.field)
        }
      }
    }
    #expect(told[.userChanged]?.count ?? 0 >= UserFields.all.count - 3, "\(told)")
    #expect(told[.companyChanged]?.count ?? 0 >= CompanyFields.all.count - 4, "\(told)")
  }

  /// Words to try until one is taken: another choice, or what such a field may hold.
  private static func others<Record>(_ field: Field<Record>) -> [String] {
    let choices = field.choices.filter { $0 != "own" || field.name != "policy" }.reversed()
    return choices + [
      "+49211777123", "777", "9", "49", "x@example.com", "Europe/Amsterdam", "new",
      "https://example.com/hook", "Name",
    ]
  }
}
