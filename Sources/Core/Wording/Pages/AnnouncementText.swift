public import Mailbox

/// The repository of announcements.
public enum AnnouncementText: WrittenText {
  case lead, companyLead, companyHelp, present, presentHelp, none, own, ofCompany, new, newHelp,
    name, sound
  case choose, chooseHelp, noChoice

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .lead:
      Words(
        en: "Recordings that you can choose as greetings: your own, and your company's.",
        de:
          "Aufnahmen, die Sie als Begrüßung wählen können: Ihre eigenen und die Ihres Unternehmens.",
        nl: "Opnamen die u als begroeting kunt kiezen: die van u en die van uw bedrijf.")
    case .companyLead:
      Words(
        en: "Recordings of the company, which its users can choose as greetings.",
        de: "Aufnahmen des Unternehmens, die seine Benutzer als Begrüßung wählen können.",
        nl: "Opnamen van het bedrijf die zijn gebruikers als begroeting kunnen kiezen.")
    case .companyHelp:
      Words(
        en: "All users see them.", de: "Alle Benutzer sehen sie.",
        nl: "Alle gebruikers zien ze.")
    case .present: Words(en: "Announcements", de: "Ansagen", nl: "Aankondigingen")
    case .presentHelp:
      Words(
        en: "Your administrator manages those of the company.",
        de: "Die des Unternehmens verwaltet Ihr Administrator.",
        nl: "Die van het bedrijf beheert uw beheerder.")
    case .none:
      Words(
        en: "There are no announcements yet.", de: "Es gibt noch keine Ansagen.",
        nl: "Er zijn nog geen aankondigingen.")
    case .own: Words(en: "Your own", de: "Eigene", nl: "Eigen")
    case .ofCompany: Words(en: "The company's", de: "Vom Unternehmen", nl: "Van het bedrijf")
    case .new: Words(en: "New announcement", de: "Neue Ansage", nl: "Nieuwe aankondiging")
    case .newHelp:
      Words(
        en: "One with the same name replaces it; greetings keep the sound that they have.",
        de: "Eine mit demselben Namen ersetzt die alte; Begrüßungen behalten ihren Ton.",
        nl: "Een met dezelfde naam vervangt de oude; begroetingen houden hun geluid.")
    case .name: Words(en: "Name", de: "Name", nl: "Naam")
    case .sound: Words(en: "Announcement", de: "Ansage", nl: "Aankondiging")
    case .choose:
      Words(
        en: "From the announcements", de: "Aus dem Ansagen-Depot", nl: "Uit de aankondigingen")
    case .chooseHelp:
      Words(
        en: "Becomes this greeting when you save.", de: "Wird beim Speichern zu dieser Begrüßung.",
        nl: "Wordt bij het opslaan deze begroeting.")
    case .noChoice: Words(en: "Please choose", de: "Bitte wählen", nl: "Maak een keuze")
    }
  }
}
