extension NamedText {
  /// What an entry of the audit log says was done.
  static let changes: [String: Words] = [
    "message-arrived": Words(
      en: "Message arrived", de: "Nachricht eingetroffen", nl: "Bericht ontvangen"),
    "message-changed": Words(
      en: "Message changed", de: "Nachricht geändert", nl: "Bericht gewijzigd"),
    "user-added": Words(en: "User added", de: "Benutzer hinzugefügt", nl: "Gebruiker toegevoegd"),
    "user-changed": Words(en: "User changed", de: "Benutzer geändert", nl: "Gebruiker gewijzigd"),
    "user-removed": Words(en: "User removed", de: "Benutzer entfernt", nl: "Gebruiker verwijderd"),
    "greeting-changed": Words(
      en: "Greeting changed", de: "Begrüßung geändert", nl: "Begroeting gewijzigd"),
    "lists-changed": Words(
      en: "Distribution lists changed", de: "Verteilerlisten geändert",
      nl: "Distributielijsten gewijzigd"),
    "announcements-changed": Words(
      en: "Announcements changed", de: "Ansagen geändert", nl: "Aankondigingen gewijzigd"),
    "passcode-changed": Words(
      en: "Passcode changed", de: "Kennwort geändert", nl: "Pincode gewijzigd"),
    "web-password-changed": Words(
      en: "Web password changed", de: "Webkennwort geändert", nl: "Webwachtwoord gewijzigd"),
    "access-tokens-changed": Words(
      en: "Access tokens changed", de: "Zugriffsschlüssel geändert",
      nl: "Toegangssleutels gewijzigd"),
    "login-locked": Words(
      en: "Login locked", de: "Anmeldung gesperrt", nl: "Aanmelden geblokkeerd"),
    "login-unlocked": Words(
      en: "Login unlocked", de: "Anmeldung entsperrt", nl: "Aanmelden gedeblokkeerd"),
    "delivery-failed": Words(
      en: "Delivery failed", de: "Zustellung gescheitert", nl: "Bezorging mislukt"),
    "mailbox-nearly-full": Words(
      en: "Mailbox nearly full", de: "Mailbox fast voll", nl: "Voicemail bijna vol"),
    "company-added": Words(
      en: "Company added", de: "Unternehmen hinzugefügt", nl: "Bedrijf toegevoegd"),
    "company-changed": Words(
      en: "Company changed", de: "Unternehmen geändert", nl: "Bedrijf gewijzigd"),
    "mail-queue-changed": Words(
      en: "Waiting e-mails", de: "Wartende E-Mails", nl: "Wachtende e-mails"),
    "event-queue-changed": Words(
      en: "Waiting events", de: "Wartende Ereignisse", nl: "Wachtende gebeurtenissen"),
    "company-removed": Words(
      en: "Company removed", de: "Unternehmen entfernt", nl: "Bedrijf verwijderd"),
  ]
}
