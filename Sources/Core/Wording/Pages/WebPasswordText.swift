public import Mailbox

/// The web password on the page Profile.
public enum WebPasswordText: WrittenText {
  case title, help, helpWithout, present, presentPasscode, new, newHelp, again, save, clear, set
  case wrongPresent, locked, differs, needed, neededHelp, administratorNote

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .title: Words(en: "Web password", de: "Webkennwort", nl: "Webwachtwoord")
    case .help:
      Words(
        en: "This page asks for it instead of the passcode. The phone still asks for the passcode.",
        de:
          "Diese Seite fragt danach statt nach dem Kennwort. Am Telefon gilt weiter das Kennwort.",
        nl: "Deze pagina vraagt erom in plaats van de pincode. Aan de telefoon geldt de pincode.")
    case .helpWithout:
      Words(
        en: "You have none: this page asks for the passcode of your phone.",
        de: "Sie haben keines: Diese Seite fragt nach dem Kennwort, das auch am Telefon gilt.",
        nl: "U hebt er geen: deze pagina vraagt om de pincode die ook aan de telefoon geldt.")
    case .present:
      Words(en: "Present web password", de: "Jetziges Webkennwort", nl: "Huidig webwachtwoord")
    case .presentPasscode:
      Words(en: "Passcode", de: "Kennwort", nl: "Pincode")
    case .new: Words(en: "New web password", de: "Neues Webkennwort", nl: "Nieuw webwachtwoord")
    case .newHelp:
      Words(
        en: "At least \(WebPassword.lengths.lowerBound) characters of any kind. Several words are "
          + "easy to remember.",
        de: "Mindestens \(WebPassword.lengths.lowerBound) beliebige Zeichen. Mehrere Wörter sind "
          + "leicht zu merken.",
        nl: "Minstens \(WebPassword.lengths.lowerBound) willekeurige tekens. Enkele woorden zijn "
          + "makkelijk te onthouden.")
    case .again:
      Words(
        en: "New web password again", de: "Neues Webkennwort wiederholen",
        nl: "Nieuw webwachtwoord herhalen")
    case .save:
      Words(
        en: "Save the web password", de: "Webkennwort speichern", nl: "Webwachtwoord opslaan")
    case .clear:
      Words(
        en: "Remove the web password", de: "Webkennwort entfernen",
        nl: "Webwachtwoord verwijderen")
    case .set:
      Words(en: "Set a web password", de: "Webkennwort festlegen", nl: "Webwachtwoord instellen")
    case .wrongPresent:
      Words(en: "This is not right.", de: "Das stimmt nicht.", nl: "Dit klopt niet.")
    case .locked:
      Words(
        en: "There were too many wrong entries. Please try again later.",
        de: "Es gab zu viele falsche Eingaben. Bitte versuchen Sie es später noch einmal.",
        nl: "Er is te vaak verkeerd ingevoerd. Probeer het later opnieuw.")
    case .differs:
      Words(
        en: "The two entries differ.", de: "Die beiden Eingaben sind verschieden.",
        nl: "De twee invoeren verschillen.")
    case .needed:
      Words(
        en: "Administration needs a web password", de: "Die Verwaltung braucht ein Webkennwort",
        nl: "Voor het beheer is een webwachtwoord nodig")
    case .neededHelp:
      Words(
        en:
          "You are an administrator, and have signed in with your passcode. Set a web password in "
          + "your profile, or sign in again if you have one.",
        de:
          "Sie sind Administrator und haben sich mit Ihrem Kennwort angemeldet. Legen Sie in Ihrem "
          + "Profil ein Webkennwort fest, oder melden Sie sich neu an, wenn Sie schon eines haben.",
        nl: "U bent beheerder en hebt zich met uw pincode aangemeld. Stel in uw profiel een "
          + "webwachtwoord in, of meld u opnieuw aan als u er al een hebt.")
    case .administratorNote:
      Words(
        en: "You are an administrator: the pages of administration need a web password.",
        de: "Sie sind Administrator: Die Seiten der Verwaltung brauchen ein Webkennwort.",
        nl: "U bent beheerder: de pagina's van het beheer vereisen een webwachtwoord.")
    }
  }
}
