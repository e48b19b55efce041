extension NamedText {
  /// What a part of the field tables is called.
  static let parts: [String: Words] = [
    "person": Words(en: "User", de: "Benutzer", nl: "Gebruiker"),
    "calls": Words(en: "Calls", de: "Anrufe", nl: "Oproepen"),
    "mailbox": Words(en: "Mailbox", de: "Mailbox", nl: "Voicemail"),
    "notification": Words(
      en: "Storage and notices", de: "Speicherung und Hinweise", nl: "Opslag en meldingen"),
    "company": Words(en: "Company", de: "Unternehmen", nl: "Bedrijf"),
    "passcodes": Words(en: "Passcodes", de: "Kennwörter", nl: "Pincodes"),
    "lockout": Words(en: "Locks", de: "Sperren", nl: "Blokkeringen"),
    "rules": Words(
      en: "Messages and dialling", de: "Nachrichten und Wählen", nl: "Berichten en kiezen"),
    "hooks": Words(
      en: "Events for programs", de: "Ereignisse für Programme",
      nl: "Gebeurtenissen voor programma's"),
    "mail": Words(en: "E-mail", de: "E-Mail", nl: "E-mail"),
  ]
}
