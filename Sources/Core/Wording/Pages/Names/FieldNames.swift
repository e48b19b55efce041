extension NamedText {
  /// What a field of the field tables is called.
  static let fields: [String: Words] = [
    "first-name": Words(en: "First name", de: "Vorname", nl: "Voornaam"),
    "last-name": Words(en: "Last name", de: "Nachname", nl: "Achternaam"),
    "main-number": Words(en: "Main number", de: "Hauptnummer", nl: "Hoofdnummer"),
    "extension": Words(en: "Extension", de: "Durchwahl", nl: "Toestelnummer"),
    "language": Words(en: "Language", de: "Sprache", nl: "Taal"),
    "time-zone": Words(en: "Time zone", de: "Zeitzone", nl: "Tijdzone"),
    "email": Words(en: "E-mail address", de: "E-Mail-Adresse", nl: "E-mailadres"),
    "aliases": Words(en: "Alias numbers", de: "Aliasnummern", nl: "Aliasnummers"),
    "role": Words(en: "Role", de: "Rolle", nl: "Rol"),
    "auto-login": Words(
      en: "Automatic login", de: "Automatische Anmeldung", nl: "Automatisch aanmelden"),
    "forward-always": Words(
      en: "Forward all calls", de: "Alle Anrufe umleiten", nl: "Alle oproepen doorschakelen"),
    "forward-busy": Words(
      en: "Forward when busy", de: "Bei Besetzt umleiten", nl: "Doorschakelen bij bezet"),
    "forward-no-answer": Words(
      en: "Forward when unanswered", de: "Bei Nichtmelden umleiten",
      nl: "Doorschakelen bij geen gehoor"),
    "send-all": Words(
      en: "All calls to the mailbox", de: "Alle Anrufe zur Mailbox",
      nl: "Alle oproepen naar de voicemail"),
    "send-busy": Words(
      en: "Calls when busy to the mailbox", de: "Bei Besetzt zur Mailbox",
      nl: "Bij bezet naar de voicemail"),
    "send-unanswered": Words(
      en: "Unanswered calls to the mailbox", de: "Bei Nichtmelden zur Mailbox",
      nl: "Bij geen gehoor naar de voicemail"),
    "rings": Words(en: "Rings", de: "Rufzeichen", nl: "Belsignalen"),
    "mailbox": Words(en: "Mailbox", de: "Mailbox", nl: "Voicemail"),
    "redirect-on-zero": Words(
      en: "Transfer on 0", de: "Weiterverbinden mit 0", nl: "Doorverbinden met 0"),
    "login-from-greeting": Words(
      en: "Login by * in the greeting", de: "Anmeldung mit * in der Begrüßung",
      nl: "Aanmelden met * in de begroeting"),
    "busy-greeting": Words(
      en: "Greeting when busy", de: "Begrüßung bei Besetzt", nl: "Begroeting bij bezet"),
    "no-answer-greeting": Words(
      en: "Greeting when unanswered", de: "Begrüßung bei Nichtmelden",
      nl: "Begroeting bij geen gehoor"),
    "instructions": Words(
      en: "Instructions after own greetings", de: "Hinweis nach eigenen Begrüßungen",
      nl: "Uitleg na eigen begroetingen"),
    "away": Words(
      en: "Extended away greeting", de: "Begrüßung bei längerer Abwesenheit",
      nl: "Begroeting bij langere afwezigheid"),
    "away-messages": Words(
      en: "Messages while away", de: "Nachrichten bei Abwesenheit",
      nl: "Berichten tijdens afwezigheid"),
    "deposit": Words(en: "After the greeting", de: "Nach der Begrüßung", nl: "Na de begroeting"),
    "deposit-transfer": Words(
      en: "Transfer to", de: "Weiterverbinden zu", nl: "Doorverbinden naar"),
    "longest-message": Words(
      en: "Longest message in minutes", de: "Längste Nachricht in Minuten",
      nl: "Langste bericht in minuten"),
    "order": Words(
      en: "Order of messages", de: "Reihenfolge der Nachrichten", nl: "Volgorde van berichten"),
    "quota-messages": Words(
      en: "Most messages", de: "Höchstzahl der Nachrichten", nl: "Hoogste aantal berichten"),
    "quota-seconds": Words(
      en: "Seconds of all messages", de: "Sekunden aller Nachrichten",
      nl: "Seconden van alle berichten"),
    "company-messages": Words(
      en: "Messages to the whole company", de: "Nachrichten an das ganze Unternehmen",
      nl: "Berichten aan het hele bedrijf"),
    "storage": Words(en: "Storage", de: "Speicherung", nl: "Opslag"),
    "notice-address": Words(
      en: "Address for notices", de: "Adresse für Hinweise", nl: "Adres voor meldingen"),
    "copy-address": Words(
      en: "Address for copies", de: "Adresse für Kopien", nl: "Adres voor kopieën"),
    "mwi": Words(en: "Message lamp", de: "Nachrichtenlampe", nl: "Berichtenlampje"),
    "transcription": Words(
      en: "Messages as text", de: "Nachrichten als Text", nl: "Berichten als tekst"),
    "name": Words(en: "Name", de: "Name", nl: "Naam"),
    "country-code": Words(en: "Country code", de: "Landesvorwahl", nl: "Landnummer"),
    "trunk-prefix": Words(
      en: "Prefix of national numbers", de: "Vorwahlziffer im Inland", nl: "Voorvoegsel binnenland"),
    "portal-number": Words(
      en: "Number of the portal", de: "Nummer des Portals", nl: "Nummer van het portaal"),
    "access-code": Words(en: "Access code", de: "Zugangscode", nl: "Toegangscode"),
    "policy": Words(
      en: "Rules of passcodes", de: "Regeln für Kennwörter", nl: "Regels voor pincodes"),
    "passcode-shortest": Words(en: "Fewest digits", de: "Wenigste Ziffern", nl: "Minste cijfers"),
    "passcode-longest": Words(en: "Most digits", de: "Meiste Ziffern", nl: "Meeste cijfers"),
    "passcode-ascending": Words(
      en: "Rising digits in a row", de: "Aufsteigende Ziffern in Folge",
      nl: "Oplopende cijfers op rij"),
    "passcode-descending": Words(
      en: "Falling digits in a row", de: "Absteigende Ziffern in Folge",
      nl: "Aflopende cijfers op rij"),
    "passcode-repeat": Words(
      en: "One digit in a row", de: "Gleiche Ziffern in Folge", nl: "Gelijke cijfers op rij"),
    "passcode-repeated-groups": Words(
      en: "Repeated groups", de: "Wiederholte Gruppen", nl: "Herhaalde groepen"),
    "passcode-sequence": Words(en: "Sequences", de: "Zahlenfolgen", nl: "Reeksen"),
    "passcode-keypad-lines": Words(
      en: "Lines on the keypad", de: "Linien auf dem Tastenfeld", nl: "Lijnen op het toetsenblok"),
    "passcode-own-number": Words(en: "Own number", de: "Eigene Nummer", nl: "Eigen nummer"),
    "passcode-own-number-reversed": Words(
      en: "Own number reversed", de: "Eigene Nummer rückwärts", nl: "Eigen nummer omgekeerd"),
    "passcode-name": Words(
      en: "Own name on the keys", de: "Eigener Name auf den Tasten", nl: "Eigen naam op de toetsen"),
    "passcode-reverse-of-old": Words(
      en: "Old passcode reversed", de: "Altes Kennwort rückwärts", nl: "Oude pincode omgekeerd"),
    "passcode-history": Words(
      en: "Old ones refused", de: "Gesperrte frühere Kennwörter", nl: "Geweigerde oude pincodes"),
    "web-sign-in": Words(
      en: "Signing in on the page", de: "Anmeldung auf der Seite", nl: "Aanmelden op de pagina"),
    "passcode-days": Words(
      en: "Days until it must be changed", de: "Tage bis zur Änderung", nl: "Dagen tot wijziging"),
    "failures-to-lock": Words(
      en: "Wrong entries until a lock", de: "Falsche Eingaben bis zur Sperre",
      nl: "Foute invoer tot blokkering"),
    "first-lock-minutes": Words(
      en: "Minutes of the first lock", de: "Minuten der ersten Sperre",
      nl: "Minuten van de eerste blokkering"),
    "longest-lock-minutes": Words(
      en: "Minutes of the longest lock", de: "Minuten der längsten Sperre",
      nl: "Minuten van de langste blokkering"),
    "failures-per-caller": Words(
      en: "Wrong entries from one number", de: "Falsche Eingaben von einer Nummer",
      nl: "Foute invoer vanaf één nummer"),
    "failures-per-source": Words(
      en: "Wrong entries from one address", de: "Falsche Eingaben von einer Netzadresse",
      nl: "Foute invoer vanaf één netadres"),
    "allow": Words(en: "Calls may go to", de: "Anrufe dürfen gehen zu", nl: "Oproepen mogen naar"),
    "deny": Words(
      en: "Calls may not go to", de: "Anrufe dürfen nicht gehen zu", nl: "Oproepen mogen niet naar"),
    "calls-out-per-user": Words(
      en: "Outside calls of a user an hour", de: "Anrufe nach außen je Benutzer und Stunde",
      nl: "Oproepen naar buiten per gebruiker per uur"),
    "calls-out-per-company": Words(
      en: "Outside calls of all an hour", de: "Anrufe nach außen aller je Stunde",
      nl: "Oproepen naar buiten van allen per uur"),
    "keeps-deleted-days": Words(
      en: "Days deleted messages are kept", de: "Tage, die Gelöschtes bleibt",
      nl: "Dagen dat verwijderde berichten blijven"),
    "mail-sound": Words(en: "Sound in e-mails", de: "Ton in E-Mails", nl: "Geluid in e-mails"),
    "mail-reply-to": Words(
      en: "Address for answers", de: "Adresse für Antworten", nl: "Adres voor antwoorden"),
    "mail-administrator": Words(
      en: "Address of the administrator", de: "Adresse des Administrators",
      nl: "Adres van de beheerder"),
    "hook-secret": Words(
      en: "Secret that signs events", de: "Geheimnis, das Ereignisse unterschreibt",
      nl: "Geheim dat gebeurtenissen ondertekent"),
    "hook-urls": Words(
      en: "Addresses that get events", de: "Adressen, die Ereignisse erhalten",
      nl: "Adressen die gebeurtenissen krijgen"),
    "mail-confidential": Words(
      en: "Confidential messages by e-mail", de: "Vertrauliche Nachrichten per E-Mail",
      nl: "Vertrouwelijke berichten per e-mail"),
  ]
}
