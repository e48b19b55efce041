public import Mailbox

/// What an entry of the audit log tells in detail.
public enum AuditText: WrittenText {
  case noValue, assigned, removedPassword
  case change(field: String, before: String, after: String)
  case secretChange(field: String)
  case list(Int, String)
  case removed(String)
  case listRemoved(Int)
  case seconds(String, Int)
  case tokenMade(String)
  case tokenRevoked(String)
  case triedAtOnce(String)
  case givenUp(String)
  case sentAgain(String)

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .noValue: Words(en: "none", de: "keine Angabe", nl: "geen")
    case .assigned:
      Words(
        en: "Assigned: it must be changed at the next sign-in.",
        de: "Vergeben: bei der nächsten Anmeldung zu ändern.",
        nl: "Toegewezen: te wijzigen bij de volgende aanmelding.")
    case .removedPassword: Words(en: "Removed", de: "Entfernt", nl: "Verwijderd")
    case .change(let field, let before, let after):
      Words(
        en: "\(field): \(before) → \(after)", de: "\(field): \(before) → \(after)",
        nl: "\(field): \(before) → \(after)")
    case .secretChange(let field):
      Words(en: "\(field): changed", de: "\(field): geändert", nl: "\(field): gewijzigd")
    case .list(let number, let text):
      Words(
        en: "List \(number): \(text)", de: "Liste \(number): \(text)",
        nl: "Lijst \(number): \(text)")
    case .removed(let name):
      Words(en: "\(name) removed", de: "\(name) entfernt", nl: "\(name) verwijderd")
    case .listRemoved(let number):
      Words(
        en: "List \(number) removed", de: "Liste \(number) entfernt",
        nl: "Lijst \(number) verwijderd")
    case .seconds(let name, let count):
      Words(
        en: "\(name): \(count) s recorded", de: "\(name): \(count) s aufgenommen",
        nl: "\(name): \(count) s opgenomen")
    case .tokenMade(let name):
      Words(en: "Made: \(name)", de: "Angelegt: \(name)", nl: "Gemaakt: \(name)")
    case .tokenRevoked(let name):
      Words(en: "Revoked: \(name)", de: "Widerrufen: \(name)", nl: "Ingetrokken: \(name)")
    case .triedAtOnce(let name):
      Words(
        en: "\(name): tried again at once", de: "\(name): sofort erneut versucht",
        nl: "\(name): meteen opnieuw geprobeerd")
    case .givenUp(let name):
      Words(en: "\(name): given up", de: "\(name): aufgegeben", nl: "\(name): opgegeven")
    case .sentAgain(let name):
      Words(
        en: "\(name): sent to again", de: "\(name): wird wieder beliefert",
        nl: "\(name): krijgt weer gebeurtenissen")
    }
  }
}
