public import Mailbox

/// Access tokens on the profile.
public enum TokenText: WrittenText {
  case title, help, made, name, nameHelp, badName, scope, goodFor, make, revoke
  case madeOn, expires, lastUsed, never
  /// What it may use, by the word of the program.
  case uses(String)
  case days(Int)

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .title: Words(en: "Access tokens", de: "Zugriffsschlüssel", nl: "Toegangssleutels")
    case .help:
      Words(
        en: "With a token a program uses your mailbox through the API. Revoke one that you do not "
          + "need any more. A new passcode does not end them.",
        de: "Mit einem Schlüssel nutzt ein Programm Ihre Mailbox über die Schnittstelle (API). "
          + "Widerrufen Sie Schlüssel, die Sie nicht mehr brauchen. Ein neues Kennwort beendet sie nicht.",
        nl: "Met een sleutel gebruikt een programma uw mailbox via de API. Trek sleutels in die u "
          + "niet meer nodig hebt. Een nieuwe pincode beëindigt ze niet.")
    case .made:
      Words(
        en: "Copy the token now, it is shown this once:",
        de: "Kopieren Sie den Schlüssel jetzt, er wird nur dieses eine Mal gezeigt:",
        nl: "Kopieer de sleutel nu, hij wordt alleen deze ene keer getoond:")
    case .name: Words(en: "Name", de: "Name", nl: "Naam")
    case .nameHelp:
      Words(
        en: "What it is for, such as the name of the program.",
        de: "Wofür er ist, zum Beispiel der Name des Programms.",
        nl: "Waarvoor hij is, bijvoorbeeld de naam van het programma.")
    case .badName:
      Words(
        en: "A token needs a name of 1 to 80 characters, and you can have 50.",
        de: "Ein Schlüssel braucht einen Namen von 1 bis 80 Zeichen; Sie können 50 haben.",
        nl: "Een sleutel heeft een naam van 1 tot 80 tekens nodig; u kunt er 50 hebben.")
    case .scope: Words(en: "It may use", de: "Er gilt für", nl: "Hij geldt voor")
    case .uses("operator"):
      Words(en: "All companies", de: "Alle Unternehmen", nl: "Alle bedrijven")
    case .uses("company"):
      Words(en: "The whole company", de: "Das ganze Unternehmen", nl: "Het hele bedrijf")
    case .uses: Words(en: "My mailbox", de: "Meine Mailbox", nl: "Mijn mailbox")
    case .goodFor: Words(en: "Good for", de: "Gültig für", nl: "Geldig voor")
    case .make: Words(en: "Make a token", de: "Schlüssel erstellen", nl: "Sleutel maken")
    case .revoke: Words(en: "Revoke", de: "Widerrufen", nl: "Intrekken")
    case .madeOn: Words(en: "Made", de: "Erstellt", nl: "Gemaakt")
    case .expires: Words(en: "Expires", de: "Gültig bis", nl: "Geldig tot")
    case .lastUsed: Words(en: "Last used", de: "Zuletzt benutzt", nl: "Laatst gebruikt")
    case .never: Words(en: "never", de: "nie", nl: "nooit")
    case .days(let count):
      switch count {
      case 365: Words(en: "1 year", de: "1 Jahr", nl: "1 jaar")
      case 3_650: Words(en: "10 years", de: "10 Jahre", nl: "10 jaar")
      case _: Words(en: "\(count) days", de: "\(count) Tage", nl: "\(count) dagen")
      }
    }
  }
}
