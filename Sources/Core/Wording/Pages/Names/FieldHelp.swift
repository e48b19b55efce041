extension NamedText {
  /// A sentence about a field whose name does not say all.
  static let help: [String: Words] = [
    "main-number": Words(
      en: "A phone number in any notation. It belongs to one user only.",
      de: "Eine Rufnummer in beliebiger Schreibweise. Sie gehört nur einem Benutzer.",
      nl: "Een telefoonnummer in elke schrijfwijze. Het hoort bij één gebruiker."),
    "extension": Words(en: "2 to 6 digits.", de: "2 bis 6 Ziffern.", nl: "2 tot 6 cijfers."),
    "time-zone": Words(
      en: "Such as Europe/Berlin.", de: "Zum Beispiel Europe/Berlin.",
      nl: "Bijvoorbeeld Europe/Amsterdam."),
    "aliases": Words(
      en: "Further numbers, with commas between.", de: "Weitere Nummern, durch Kommas getrennt.",
      nl: "Verdere nummers, gescheiden door komma's."),
    "role": Words(
      en: "An administrator manages the users of the company on this page, with a web password.",
      de: "Ein Administrator verwaltet auf dieser Seite die Benutzer des Unternehmens, "
        + "mit einem Webkennwort.",
      nl: "Een beheerder beheert op deze pagina de gebruikers van het bedrijf, met een "
        + "webwachtwoord."),
    "auto-login": Words(
      en: "No passcode is asked for calls from own phones.",
      de: "Von eigenen Telefonen wird kein Kennwort verlangt.",
      nl: "Vanaf eigen telefoons wordt geen pincode gevraagd."),
    "forward-always": Words(
      en: "A number; \"off NUMBER\" keeps it for later; empty forgets it.",
      de: "Eine Nummer; „off NUMMER“ behält sie für später; leer löscht sie.",
      nl: "Een nummer; \"off NUMMER\" bewaart het voor later; leeg wist het."),
    "forward-busy": Words(en: "As above.", de: "Wie oben.", nl: "Zoals hierboven."),
    "forward-no-answer": Words(en: "As above.", de: "Wie oben.", nl: "Zoals hierboven."),
    "rings": Words(
      en: "0, or 2 to 20: then a call counts as unanswered.",
      de: "0, oder 2 bis 20: Danach gilt ein Anruf als nicht angenommen.",
      nl: "0, of 2 tot 20: daarna geldt een oproep als niet beantwoord."),
    "redirect-on-zero": Words(
      en: "Where 0 takes a caller; empty: nowhere.",
      de: "Wohin die 0 einen Anrufer bringt; leer: nirgendwohin.",
      nl: "Waar de 0 een beller heen brengt; leeg: nergens."),
    "longest-message": Words(en: "1 to 10.", de: "1 bis 10.", nl: "1 tot 10."),
    "storage": Words(
      en: "On phone and page, or by e-mail only.", de: "An Telefon und Seite, oder nur per E-Mail.",
      nl: "Op telefoon en pagina, of alleen per e-mail."),
    "notice-address": Words(
      en: "Gets a notice of each new message; empty: nobody.",
      de: "Erhält einen Hinweis auf jede neue Nachricht; leer: niemand.",
      nl: "Krijgt een melding van elk nieuw bericht; leeg: niemand."),
    "copy-address": Words(
      en: "Gets a copy with the sound; empty: nobody.",
      de: "Erhält eine Kopie mit dem Ton; leer: niemand.",
      nl: "Krijgt een kopie met het geluid; leeg: niemand."),
    "portal-number": Words(
      en: "A phone number or an extension that reaches the portal.",
      de: "Eine Rufnummer oder Durchwahl, die das Portal erreicht.",
      nl: "Een telefoonnummer of toestelnummer dat het portaal bereikt."),
    "access-code": Words(
      en: "Digits, * and #: reaches the portal from the company's phones.",
      de: "Ziffern, * und #: erreicht das Portal von Telefonen des Unternehmens.",
      nl: "Cijfers, * en #: bereikt het portaal vanaf telefoons van het bedrijf."),
    "policy": Words(
      en: "Sets all rules below at once; \"own\" leaves them.",
      de: "Setzt alle folgenden Regeln auf einmal; „eigene“ lässt sie.",
      nl: "Zet alle onderstaande regels ineens; \"eigen\" laat ze staan."),
    "passcode-ascending": Words(
      en: "Empty: any number.", de: "Leer: beliebig viele.", nl: "Leeg: elk aantal."),
    "passcode-descending": Words(
      en: "Empty: any number.", de: "Leer: beliebig viele.", nl: "Leeg: elk aantal."),
    "passcode-repeat": Words(
      en: "Empty: any number.", de: "Leer: beliebig viele.", nl: "Leeg: elk aantal."),
    "passcode-days": Words(en: "Empty: never.", de: "Leer: nie.", nl: "Leeg: nooit."),
    "first-lock-minutes": Words(
      en: "Each further lock doubles.", de: "Jede weitere Sperre dauert doppelt so lang.",
      nl: "Elke volgende blokkering duurt dubbel zo lang."),
    "allow": Words(
      en: "Beginnings of numbers such as +49, with commas between.",
      de: "Anfänge von Nummern wie +49, durch Kommas getrennt.",
      nl: "Beginstukken van nummers zoals +31, gescheiden door komma's."),
    "deny": Words(
      en: "Beginnings of numbers such as +49900, with commas between.",
      de: "Anfänge von Nummern wie +49900, durch Kommas getrennt.",
      nl: "Beginstukken van nummers zoals +31900, gescheiden door komma's."),
  ]
}
