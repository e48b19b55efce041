import Mailbox

extension MailPhrase {
  var german: String {
    switch self {
    case .newMessage(let caller): "Neue Sprachnachricht von \(caller.german)"
    case .newUrgentMessage(let caller): "Dringende Sprachnachricht von \(caller.german)"
    case .mailboxNearlyFull: "Eine Mailbox ist fast voll"
    case .passcodeChanged: "Das Kennwort Ihrer Mailbox wurde geändert"
    case .loginLocked: "Ihre Mailbox ist vorübergehend gesperrt"
    case .signInLink: "Ihr Link für ein neues Webkennwort"
    case .mailUndelivered(let user): "Eine Nachricht an \(user) konnte nicht zugestellt werden"
    case .test: "Testnachricht des Sprachportals"
    case .greeting(let name): "Guten Tag \(name),"
    case .messageLeft(let caller, let time):
      "\(caller.germanSubject) hat Ihnen am \(time.german) eine Sprachnachricht hinterlassen."
    case .forwarded(let name): "\(name) hat sie an Sie weitergeleitet."
    case .lasts(let seconds): "Dauer: \(length(seconds))"
    case .isUrgent: "Die Nachricht ist dringend."
    case .isConfidential: "Die Nachricht ist vertraulich."
    case .transcript(let text, let engine):
      "Als Text, von einer Maschine erstellt (\(engine)) und vielleicht falsch: „\(text)“"
    case .noWords(let engine): "Eine Maschine (\(engine)) hat kein Wort davon verstanden."
    case .soundIsAttached: "Die Nachricht ist als Tondatei angehängt."
    case .onlyHere: "Sie wird nicht in Ihrer Mailbox aufbewahrt."
    case .waiting(let new, let saved):
      "In Ihrer Mailbox: \(new) neue und \(saved) gespeicherte "
        + "\(saved == 1 ? "Nachricht" : "Nachrichten")."
    case .hearOnPage: "Oder hören Sie sie auf der Seite:"
    case .hearByPhone(let portal): "Um Ihre Nachrichten zu hören, rufen Sie \(portal) an."
    case .nearlyFullExplained(let user):
      "Die Mailbox von \(user) ist zu mehr als 90 % voll. Ist sie voll, können Anrufer keine "
        + "Nachrichten hinterlassen."
    case .passcodeWasChanged(let time): "Ihr Kennwort wurde am \(time.german) geändert."
    case .loginWasLocked(let time):
      "Mehrmals wurde ein falsches Kennwort eingegeben; die Anmeldung wurde am \(time.german) gesperrt."
    case .notYou: "Wenn Sie das nicht waren, wenden Sie sich an Ihren Administrator."
    case .signInLinkAsked(let time, let minutes):
      "Am \(time.german) hat jemand, vermutlich Sie, ein neues Webkennwort verlangt. Mit dem Link legen Sie "
        + "es fest; er gilt einmal und \(minutes) Minuten lang."
    case .signInLinkFollows: "Neues Webkennwort festlegen:"
    case .signInLinkNotYou:
      "Wenn Sie das nicht waren, beachten Sie diese E-Mail nicht: Ohne den Link ändert sich nichts."
    case .undeliveredExplained(let user):
      "Eine E-Mail für \(user) wurde abgelehnt oder konnte fünf Tage lang nicht gesendet werden. Eine "
        + "Nachricht, die nur per E-Mail gesendet werden sollte, liegt in der Mailbox. "
        + "'voiceportal mail list' nennt den Grund."
    case .testExplained: "Das Sprachportal kann E-Mails senden."
    case .automatic(nil):
      "Diese E-Mail wurde vom Sprachportal erzeugt. Antworten darauf werden nicht gelesen."
    case .automatic(let address?):
      "Diese E-Mail wurde vom Sprachportal erzeugt. Antworten darauf gehen an \(address)."
    }
  }
}

extension MailedCaller {
  /// At the start of a sentence, as who does something.
  var germanSubject: String { self == .withheld ? "Ein unbekannter Anrufer" : german }

  /// Behind "from".
  var german: String {
    switch self {
    case .withheld: "einem unbekannten Anrufer"
    case .number(let number): number
    case .named(let name, let number): "\(name) (\(number))"
    }
  }
}

extension LocalTime {
  /// `Freitag, 15. März 2024 um 12:05 Uhr`.
  var german: String {
    let days = [
      "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ]
    let months = [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
      "Oktober", "November", "Dezember",
    ]
    return "\(days[Int(weekday) - 1]), \(day). \(months[Int(month) - 1]) \(year) um \(clock) Uhr"
  }
}
