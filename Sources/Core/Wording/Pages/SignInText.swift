public import Mailbox

/// The page on which a user signs in.
public enum SignInText: WrittenText {
  case title, lead, account, accountHelp, passcode, passcodeHelp, show, signIn, forgotten
  case refused, locked, busy, signedOut

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .title, .signIn: Words(en: "Sign in", de: "Anmelden", nl: "Aanmelden")
    case .lead:
      Words(
        en: "With the number and the passcode that you also enter on the phone.",
        de: "Mit der Nummer und dem Kennwort, die Sie auch am Telefon eingeben.",
        nl: "Met het nummer en de pincode die u ook aan de telefoon invoert.")
    case .account:
      Words(
        en: "Number, extension or e-mail address", de: "Nummer, Durchwahl oder E-Mail-Adresse",
        nl: "Nummer, toestel of e-mailadres")
    case .accountHelp:
      Words(
        en: "One of your alias numbers will do too.",
        de: "Auch eine Ihrer Aliasnummern ist möglich.",
        nl: "Een van uw aliasnummers kan ook.")
    case .passcode:
      Words(
        en: "Passcode or web password", de: "Kennwort oder Webkennwort",
        nl: "Pincode of webwachtwoord")
    case .passcodeHelp:
      Words(
        en: "Too many wrong entries lock your login for some time, here and on the phone.",
        de:
          "Nach zu vielen falschen Eingaben wird die Anmeldung eine Zeit lang gesperrt, hier und am "
          + "Telefon.",
        nl: "Na te veel verkeerde invoer wordt het aanmelden een tijd geblokkeerd, hier en aan de "
          + "telefoon.")
    case .show: Words(en: "Show", de: "Einblenden", nl: "Tonen")
    case .forgotten:
      Words(
        en: "Forgot your passcode? Your administrator gives you a new one.",
        de: "Kennwort vergessen? Ihr Administrator gibt Ihnen ein neues.",
        nl: "Pincode vergeten? Uw beheerder geeft u een nieuwe.")
    case .refused:
      Words(
        en: "Number and passcode do not match.",
        de: "Nummer und Kennwort passen nicht zusammen.",
        nl: "Nummer en pincode horen niet bij elkaar.")
    case .locked:
      Words(
        en: "There were too many wrong entries. Please try again later.",
        de: "Es gab zu viele falsche Eingaben. Bitte versuchen Sie es später noch einmal.",
        nl: "Er is te vaak verkeerd ingevoerd. Probeer het later opnieuw.")
    case .busy:
      Words(
        en: "The portal cannot sign you in at the moment. Please try again later.",
        de:
          "Das Portal kann Sie im Moment nicht anmelden. Bitte versuchen Sie es später noch einmal.",
        nl: "Het portaal kan u op dit moment niet aanmelden. Probeer het later opnieuw.")
    case .signedOut:
      Words(en: "You are signed out.", de: "Sie sind abgemeldet.", nl: "U bent afgemeld.")
    }
  }
}
