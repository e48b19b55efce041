public import Mailbox

/// The pages of administrators.
public enum AdminText: WrittenText {
  case administration, users, company, audit, addUser
  case addUserLead, searchUsers, searchHelp, search, nobodyFound
  case tableCaption, name, mainNumber, `extension`, language
  case state, locked, until, noPasscode
  case assignedPasscode, mailboxOff, active, pages, previous
  case next, missing, changedMeanwhile, login
  case loginHelp, hasWebPassword, hasNoWebPassword, unlock, newPasscode
  case newPasscodeHelp, assignPasscode, generate, generatedPasscode, generatedOnce
  case clearWebPassword, companyLead, auditLead, auditUser, auditEmpty
  case when, who, what, about, detail
  case byPhone, onPage, byCommand, older
  case count(Int, String)
  case range(Int, Int, Int)
  case failures(Int)
  case removeTitle(String)
  case removeHelp(Int)

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .administration: Words(en: "Administration", de: "Verwaltung", nl: "Beheer")
    case .users: Words(en: "Users", de: "Benutzer", nl: "Gebruikers")
    case .company: Words(en: "Company", de: "Unternehmen", nl: "Bedrijf")
    case .audit: Words(en: "Audit log", de: "Änderungsprotokoll", nl: "Wijzigingslogboek")
    case .addUser: Words(en: "Add a user", de: "Benutzer hinzufügen", nl: "Gebruiker toevoegen")
    case .addUserLead:
      Words(
        en: "All other settings follow after this.",
        de: "Alle anderen Einstellungen folgen danach.",
        nl: "Alle andere instellingen volgen hierna.")
    case .searchUsers: Words(en: "Search users", de: "Benutzer suchen", nl: "Gebruikers zoeken")
    case .searchHelp:
      Words(
        en: "Name, number, extension or e-mail address.",
        de: "Name, Nummer, Durchwahl oder E-Mail-Adresse.",
        nl: "Naam, nummer, toestelnummer of e-mailadres.")
    case .search: Words(en: "Search", de: "Suchen", nl: "Zoeken")
    case .nobodyFound:
      Words(en: "Nobody was found.", de: "Niemand wurde gefunden.", nl: "Niemand gevonden.")
    case .tableCaption:
      Words(en: "Users by last name", de: "Benutzer nach Nachname", nl: "Gebruikers op achternaam")
    case .name: Words(en: "Name", de: "Name", nl: "Naam")
    case .mainNumber: Words(en: "Main number", de: "Hauptnummer", nl: "Hoofdnummer")
    case .extension: Words(en: "Extension", de: "Durchwahl", nl: "Toestelnummer")
    case .language: Words(en: "Language", de: "Sprache", nl: "Taal")
    case .state: Words(en: "State", de: "Status", nl: "Status")
    case .locked: Words(en: "Locked", de: "Gesperrt", nl: "Geblokkeerd")
    case .until: Words(en: "until", de: "bis", nl: "tot")
    case .noPasscode: Words(en: "No passcode", de: "Kein Kennwort", nl: "Geen pincode")
    case .assignedPasscode:
      Words(
        en: "Must change the passcode", de: "Muss das Kennwort ändern",
        nl: "Moet de pincode wijzigen")
    case .mailboxOff: Words(en: "Mailbox off", de: "Mailbox aus", nl: "Voicemail uit")
    case .active: Words(en: "Active", de: "Aktiv", nl: "Actief")
    case .pages: Words(en: "Pages", de: "Seiten", nl: "Pagina's")
    case .previous: Words(en: "Previous", de: "Vorherige", nl: "Vorige")
    case .next: Words(en: "Next", de: "Nächste", nl: "Volgende")
    case .missing: Words(en: "This is needed.", de: "Dies wird gebraucht.", nl: "Dit is nodig.")
    case .changedMeanwhile:
      Words(
        en: "Somebody else has changed this record meanwhile. Beside each field stands what "
          + "is stored now; save again to keep yours.",
        de: "Dieser Eintrag wurde inzwischen geändert. Neben jedem Feld steht, was jetzt "
          + "gilt; speichern Sie noch einmal, damit Ihres gilt.",
        nl: "Dit record is intussen gewijzigd. Naast elk veld staat wat nu geldt; sla "
          + "opnieuw op om het uwe te bewaren.")
    case .login: Words(en: "Login", de: "Anmeldung", nl: "Aanmelden")
    case .loginHelp:
      Words(
        en: "The passcode of the phone, and the web password of the page.",
        de: "Das Kennwort am Telefon und das Webkennwort der Seite.",
        nl: "De pincode aan de telefoon en het webwachtwoord van de pagina.")
    case .hasWebPassword:
      Words(
        en: "There is a web password.", de: "Es gibt ein Webkennwort.",
        nl: "Er is een webwachtwoord.")
    case .hasNoWebPassword:
      Words(
        en: "There is no web password.", de: "Es gibt kein Webkennwort.",
        nl: "Er is geen webwachtwoord.")
    case .unlock:
      Words(en: "Unlock the login", de: "Anmeldung entsperren", nl: "Aanmelden deblokkeren")
    case .newPasscode: Words(en: "New passcode", de: "Neues Kennwort", nl: "Nieuwe pincode")
    case .newPasscodeHelp:
      Words(
        en: "The user must change it at the next login.",
        de: "Der Benutzer muss es bei der nächsten Anmeldung ändern.",
        nl: "De gebruiker moet die bij de volgende aanmelding wijzigen.")
    case .assignPasscode:
      Words(en: "Assign the passcode", de: "Kennwort zuweisen", nl: "Pincode toewijzen")
    case .generate: Words(en: "Generate", de: "Generieren", nl: "Genereren")
    case .generatedPasscode:
      Words(en: "The new passcode is", de: "Das neue Kennwort ist", nl: "De nieuwe pincode is")
    case .generatedOnce:
      Words(
        en: "It is shown this once.", de: "Es wird nur dieses eine Mal gezeigt.",
        nl: "Die wordt alleen deze ene keer getoond.")
    case .clearWebPassword:
      Words(
        en: "Remove the web password", de: "Webkennwort entfernen", nl: "Webwachtwoord verwijderen")
    case .companyLead:
      Words(
        en: "What holds for all users of the company.",
        de: "Was für alle Benutzer des Unternehmens gilt.",
        nl: "Wat voor alle gebruikers van het bedrijf geldt.")
    case .auditLead:
      Words(
        en: "Who has changed what, the latest first.",
        de: "Wer was geändert hat, das Neueste zuerst.",
        nl: "Wie wat gewijzigd heeft, het nieuwste eerst.")
    case .auditUser:
      Words(en: "Number of a user", de: "Nummer eines Benutzers", nl: "Nummer van een gebruiker")
    case .auditEmpty:
      Words(
        en: "Nothing was changed.", de: "Es wurde nichts geändert.", nl: "Er is niets gewijzigd.")
    case .when: Words(en: "When", de: "Wann", nl: "Wanneer")
    case .who: Words(en: "Who", de: "Wer", nl: "Wie")
    case .what: Words(en: "What", de: "Was", nl: "Wat")
    case .about: Words(en: "About", de: "Betrifft", nl: "Betreft")
    case .detail:
      Words(en: "Old and new value", de: "Alter und neuer Wert", nl: "Oude en nieuwe waarde")
    case .byPhone: Words(en: "by phone", de: "am Telefon", nl: "aan de telefoon")
    case .onPage: Words(en: "on the page", de: "auf der Seite", nl: "op de pagina")
    case .byCommand: Words(en: "command line", de: "Befehlszeile", nl: "opdrachtregel")
    case .older: Words(en: "Older entries", de: "Ältere Einträge", nl: "Oudere vermeldingen")
    case .count(let number, let company):
      Words(
        en: "\(number) users of \(company).", de: "\(number) Benutzer: \(company).",
        nl: "\(number) gebruikers van \(company).")
    case .range(let first, let last, let all):
      Words(
        en: "\(first) to \(last) of \(all) users", de: "\(first) bis \(last) von \(all) Benutzern",
        nl: "\(first) tot \(last) van \(all) gebruikers")
    case .failures(let count):
      Words(
        en: "Wrong entries since the last login: \(count).",
        de: "Falsche Eingaben seit der letzten Anmeldung: \(count).",
        nl: "Foute invoer sinds de laatste aanmelding: \(count).")
    case .removeTitle(let name):
      Words(en: "Remove \(name)?", de: "\(name) entfernen?", nl: "\(name) verwijderen?")
    case .removeHelp(let new):
      Words(
        en: "The mailbox goes with all messages (\(new) new), greetings and lists. This "
          + "cannot be undone.",
        de: "Die Mailbox verschwindet mit allen Nachrichten (\(new) neue), Begrüßungen und "
          + "Listen. Das lässt sich nicht rückgängig machen.",
        nl: "De voicemail verdwijnt met alle berichten (\(new) nieuwe), begroetingen en "
          + "lijsten. Dit kan niet ongedaan worden gemaakt.")
    }
  }
}
