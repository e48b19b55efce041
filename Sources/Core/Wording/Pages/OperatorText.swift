public import Mailbox

/// The pages of operators, who administer all companies.
public enum OperatorText: WrittenText {
  case title, companies, companiesLead, allCalls, administer, administered, users, addCompany
  case addCompanyLead

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .title: Words(en: "All companies", de: "Alle Unternehmen", nl: "Alle bedrijven")
    case .companies: Words(en: "Companies", de: "Unternehmensliste", nl: "Bedrijvenlijst")
    case .companiesLead:
      Words(
        en: "Choose the company that you administer.",
        de: "Wählen Sie das Unternehmen, das Sie verwalten.",
        nl: "Kies het bedrijf dat u beheert.")
    case .allCalls:
      Words(en: "Calls of all", de: "Anrufe aller Unternehmen", nl: "Oproepen van alle bedrijven")
    case .administer: Words(en: "Administer", de: "Verwalten", nl: "Beheren")
    case .administered:
      Words(en: "You administer it now", de: "Wird jetzt verwaltet", nl: "Wordt nu beheerd")
    case .users: Words(en: "Users", de: "Benutzer", nl: "Gebruikers")
    case .addCompany:
      Words(en: "Add a company", de: "Unternehmen hinzufügen", nl: "Bedrijf toevoegen")
    case .addCompanyLead:
      Words(
        en: "All other settings follow after this, and then its users.",
        de: "Alle anderen Einstellungen folgen danach, dann die Benutzer.",
        nl: "Alle andere instellingen volgen hierna, daarna de gebruikers.")
    }
  }
}
