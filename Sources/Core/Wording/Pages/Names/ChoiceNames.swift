extension NamedText {
  /// What a word that a field can be set to is called.
  static let choices: [String: Words] = [
    "passcode": Words(en: "Passcode", de: "Kennwort", nl: "Pincode"),
    "web-password": Words(en: "Web password", de: "Webkennwort", nl: "Webwachtwoord"),
    "either": Words(
      en: "Web password, or the passcode without one", de: "Webkennwort, sonst das Kennwort",
      nl: "Webwachtwoord, anders de pincode"),
    "on": Words(en: "On", de: "Ein", nl: "Aan"),
    "off": Words(en: "Off", de: "Aus", nl: "Uit"),
    "en": Words(en: "English", de: "English", nl: "English"),
    "de": Words(en: "Deutsch", de: "Deutsch", nl: "Deutsch"),
    "nl": Words(en: "Nederlands", de: "Nederlands", nl: "Nederlands"),
    "user": Words(en: "User", de: "Benutzer", nl: "Gebruiker"),
    "administrator": Words(en: "Administrator", de: "Administrator", nl: "Beheerder"),
    "operator": Words(en: "Operator", de: "Betreiber", nl: "Exploitant"),
    "system": Words(en: "The system's", de: "Die des Systems", nl: "Die van het systeem"),
    "own": Words(en: "Own", de: "Eigene", nl: "Eigen"),
    "personal": Words(en: "Personal", de: "Persönliche", nl: "Persoonlijke"),
    "alternate-1": Words(en: "Alternate 1", de: "Alternative 1", nl: "Alternatief 1"),
    "alternate-2": Words(en: "Alternate 2", de: "Alternative 2", nl: "Alternatief 2"),
    "alternate-3": Words(en: "Alternate 3", de: "Alternative 3", nl: "Alternatief 3"),
    "company": Words(en: "As the company", de: "Wie das Unternehmen", nl: "Zoals het bedrijf"),
    "transfer": Words(
      en: "Transfer the caller", de: "Den Anrufer weiterverbinden", nl: "De beller doorverbinden"),
    "oldest-first": Words(en: "Oldest first", de: "Älteste zuerst", nl: "Oudste eerst"),
    "newest-first": Words(en: "Newest first", de: "Neueste zuerst", nl: "Nieuwste eerst"),
    "unified": Words(en: "Phone and page", de: "Telefon und Seite", nl: "Telefoon en pagina"),
    "email": Words(en: "E-mail only", de: "Nur E-Mail", nl: "Alleen e-mail"),
    "refused": Words(en: "Refused", de: "Nicht erlaubt", nl: "Niet toegestaan"),
    "wav": Words(en: "WAV", de: "WAV", nl: "WAV"),
    "mp3": Words(en: "MP3", de: "MP3", nl: "MP3"),
    "allowed": Words(en: "Allowed", de: "Erlaubt", nl: "Toegestaan"),
  ]
}
