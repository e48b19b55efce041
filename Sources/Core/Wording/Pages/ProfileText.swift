public import Mailbox

/// The page of the profile.
public enum ProfileText: WrittenText {
  case lead, mustChange, passcode, passcodeHelp, oldPasscode, newPasscode, newPasscodeAgain
  case changePasscode, generate, generatedHelp, show, rules, kept, broken
  case lengths(Int, Int)
  case ascending(Int)
  case descending(Int)
  case repeated(Int)
  case groups, sequence
  case keypadLines, ownNumber, ownNumberReversed, name
  case history(Int)
  case wrongOld, locked, differs, noneGenerated
  case about, aboutHelp, firstName, lastName, mailHelp, language, languageHelp, timeZone
  case timeZoneHelp, sessions, sessionsHelp, browser, signedIn, lastActive, action, thisSession
  case end, endOthers

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .lead:
      Words(
        en: "Your passcode, your name, and the browsers in which you are signed in.",
        de: "Ihr Kennwort, Ihre Angaben und die Browser, in denen Sie angemeldet sind.",
        nl: "Uw pincode, uw gegevens en de browsers waarin u bent aangemeld.")
    case .mustChange:
      Words(
        en: "Your passcode was assigned to you or has expired. Choose a new one to go on.",
        de: "Ihr Kennwort wurde Ihnen zugeteilt oder ist abgelaufen. Wählen Sie ein neues, um "
          + "fortzufahren.",
        nl: "Uw pincode is u toegewezen of is verlopen. Kies een nieuwe om verder te gaan.")
    case .passcode: Words(en: "Passcode", de: "Kennwort", nl: "Pincode")
    case .passcodeHelp:
      Words(
        en:
          "For your mailbox on the phone and for this page. After a change all other sessions end.",
        de:
          "Für Ihre Mailbox am Telefon und für diese Seite. Nach der Änderung werden alle anderen "
          + "Sitzungen beendet.",
        nl:
          "Voor uw mailbox aan de telefoon en voor deze pagina. Na een wijziging eindigen alle andere "
          + "sessies.")
    case .oldPasscode:
      Words(en: "Present passcode", de: "Bisheriges Kennwort", nl: "Huidige pincode")
    case .newPasscode: Words(en: "New passcode", de: "Neues Kennwort", nl: "Nieuwe pincode")
    case .newPasscodeAgain:
      Words(
        en: "New passcode again", de: "Neues Kennwort wiederholen",
        nl: "Nieuwe pincode herhalen")
    case .changePasscode:
      Words(en: "Change the passcode", de: "Kennwort ändern", nl: "Pincode wijzigen")
    case .generate: Words(en: "Generate", de: "Generieren", nl: "Genereren")
    case .generatedHelp:
      Words(
        en: "A generated passcode is in both fields already. Show it and note it before you save.",
        de:
          "Ein generiertes Kennwort steht schon in beiden Feldern. Blenden Sie es ein und merken Sie "
          + "es sich, bevor Sie speichern.",
        nl: "Een gegenereerde code staat al in beide velden. Toon en onthoud die voordat u opslaat."
      )
    case .show:
      Words(
        en: "Show or hide the passcode", de: "Kennwort ein-/ausblenden",
        nl: "Pincode tonen/verbergen")
    case .rules:
      Words(
        en: "Rules for the passcode", de: "Regeln für das Kennwort",
        nl: "Regels voor de pincode")
    case .kept: Words(en: "Met", de: "Erfüllt", nl: "Voldaan")
    case .broken: Words(en: "Not met", de: "Nicht erfüllt", nl: "Niet voldaan")
    case .lengths(let least, let most):
      Words(
        en: "\(least) to \(most) digits, only digits",
        de: "\(least) bis \(most) Ziffern, nur Ziffern",
        nl: "\(least) tot \(most) cijfers, alleen cijfers")
    case .ascending(let most):
      Words(
        en: "At most \(most) ascending digits in a row",
        de: "Höchstens \(most) Ziffern nacheinander aufsteigend",
        nl: "Hoogstens \(most) oplopende cijfers achter elkaar")
    case .descending(let most):
      Words(
        en: "At most \(most) descending digits in a row",
        de: "Höchstens \(most) Ziffern nacheinander absteigend",
        nl: "Hoogstens \(most) aflopende cijfers achter elkaar")
    case .repeated(let most):
      Words(
        en: "The same digit at most \(most) times in a row",
        de: "Dieselbe Ziffer höchstens \(most)-mal nacheinander",
        nl: "Hetzelfde cijfer hoogstens \(most) keer achter elkaar")
    case .groups:
      Words(
        en: "No group of digits twice in a row", de: "Keine Zifferngruppe zweimal nacheinander",
        nl: "Geen groep cijfers twee keer achter elkaar")
    case .sequence:
      Words(
        en: "Not one single sequence such as 123456", de: "Keine einzige Folge wie 123456",
        nl: "Niet één enkele reeks zoals 123456")
    case .keypadLines:
      Words(
        en: "No three keys in a straight line", de: "Keine drei Tasten in einer geraden Linie",
        nl: "Geen drie toetsen in een rechte lijn")
    case .ownNumber:
      Words(
        en: "Holds neither your number nor your extension",
        de: "Enthält weder Ihre Nummer noch Ihre Durchwahl",
        nl: "Bevat noch uw nummer noch uw toestel")
    case .ownNumberReversed:
      Words(
        en: "Nor backwards", de: "Auch nicht rückwärts", nl: "Ook niet achterstevoren")
    case .name:
      Words(
        en: "Does not spell your name on the keypad",
        de: "Ergibt auf der Tastatur nicht Ihren Namen",
        nl: "Spelt op het toetsenbord niet uw naam")
    case .history(let count):
      Words(
        en: "None of your last \(count) passcodes (checked on saving)",
        de: "Keines Ihrer letzten \(count) Kennwörter (wird beim Speichern geprüft)",
        nl: "Geen van uw laatste \(count) pincodes (bij opslaan gecontroleerd)")
    case .wrongOld:
      Words(
        en: "This is not your present passcode.", de: "Das ist nicht Ihr bisheriges Kennwort.",
        nl: "Dit is niet uw huidige pincode.")
    case .locked:
      Words(
        en: "There were too many wrong entries. Please try again later.",
        de: "Es gab zu viele falsche Eingaben. Bitte versuchen Sie es später noch einmal.",
        nl: "Er is te vaak verkeerd ingevoerd. Probeer het later opnieuw.")
    case .differs:
      Words(
        en: "The two new passcodes differ.", de: "Die beiden neuen Kennwörter sind verschieden.",
        nl: "De twee nieuwe codes verschillen.")
    case .noneGenerated:
      Words(
        en: "No passcode could be generated that the rules allow.",
        de: "Es ließ sich kein Kennwort generieren, das die Regeln erlauben.",
        nl: "Er kon geen pincode worden gegenereerd die de regels toestaan.")
    case .about: Words(en: "About you", de: "Angaben", nl: "Gegevens")
    case .aboutHelp:
      Words(
        en: "Colleagues see your name like this.", de: "So sehen Kollegen Ihren Namen.",
        nl: "Zo zien collega's uw naam.")
    case .firstName: Words(en: "First name", de: "Vorname", nl: "Voornaam")
    case .lastName: Words(en: "Last name", de: "Nachname", nl: "Achternaam")
    case .mailHelp:
      Words(
        en: "You can sign in with it too.", de: "Damit können Sie sich auch anmelden.",
        nl: "Daarmee kunt u zich ook aanmelden.")
    case .language: Words(en: "Language", de: "Sprache", nl: "Taal")
    case .languageHelp:
      Words(
        en: "For this page, the phone and e-mails.",
        de: "Für diese Seite, das Telefon und E-Mails.",
        nl: "Voor deze pagina, de telefoon en e-mails.")
    case .timeZone: Words(en: "Time zone", de: "Zeitzone", nl: "Tijdzone")
    case .timeZoneHelp:
      Words(
        en: "For the times of messages.", de: "Für die Zeiten der Nachrichten.",
        nl: "Voor de tijden van berichten.")
    case .sessions: Words(en: "Sessions", de: "Sitzungen", nl: "Sessies")
    case .sessionsHelp:
      Words(
        en: "A session ends after 30 minutes without a request, and after 12 hours at the latest.",
        de: "Eine Sitzung endet nach 30 Minuten ohne Eingabe, spätestens nach 12 Stunden.",
        nl: "Een sessie eindigt na 30 minuten zonder invoer, uiterlijk na 12 uur.")
    case .browser:
      Words(en: "Browser and address", de: "Browser und Adresse", nl: "Browser en adres")
    case .signedIn: Words(en: "Signed in", de: "Angemeldet", nl: "Aangemeld")
    case .lastActive: Words(en: "Last active", de: "Zuletzt aktiv", nl: "Laatst actief")
    case .action: Words(en: "Action", de: "Aktion", nl: "Actie")
    case .thisSession: Words(en: "This session", de: "Diese Sitzung", nl: "Deze sessie")
    case .end: Words(en: "End", de: "Beenden", nl: "Beëindigen")
    case .endOthers:
      Words(
        en: "End all other sessions", de: "Alle anderen Sitzungen beenden",
        nl: "Alle andere sessies beëindigen")
    }
  }
}
