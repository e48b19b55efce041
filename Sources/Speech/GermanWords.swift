import CallFlow

extension German {
  func word(_ word: Word) -> String {
    switch word {
    case .youHave: "Sie haben"
    case .noNewMessages: "keine neuen Nachrichten"
    case .and: "und"
    case .ofThem: "davon"
    case .noFailedAttempts: "Es gab keine fehlgeschlagenen Anmeldeversuche."
    case .oneFailedAttempt:
      "Seit Ihrem letzten Besuch gab es einen fehlgeschlagenen Anmeldeversuch."
    case .thereWere: "seit Ihrem letzten Besuch gab es"
    case .failedAttempts: "fehlgeschlagene Anmeldeversuche"

    case .firstNewMessage: "erste neue Nachricht"
    case .firstSavedMessage: "erste gespeicherte Nachricht"
    case .message: "Nachricht"
    case .of, .from: "von"
    case .new: "neu"
    case .saved: "gespeichert"
    case .urgent: "dringend"
    case .confidential: "vertraulich"
    case .deleted: "gelöscht"
    case .received: "eingegangen"
    case .forwardedBy: "weitergeleitet von"
    case .length: "Länge"
    case .today: "heute"
    case .yesterday: "gestern"
    case .at: "um"

    case .distributionList: "Verteilerliste"
    case .noMembers: "keine Mitglieder"
    case .sentToNobody: "Die Nachricht wurde an niemanden gesendet."
    case .sentToOne: "Die Nachricht wurde an einen Empfänger gesendet."
    case .sentTo: "die Nachricht wurde an"
    case .recipients: "Empfänger gesendet"
    case .notDelivered: "die Nachricht konnte nicht zugestellt werden an"
    case .nothingDeleted: "Es wurden keine Nachrichten gelöscht."
    case .oneDeleted: "Eine Nachricht wurde gelöscht."
    case .messagesDeleted: "Nachrichten wurden gelöscht"

    case .hundred: "hundert"
    case .thousand: "tausend"
    case .plus: "plus"
    case .theNumberIs: "die Nummer ist"
    case .noNumberSet: "Es ist keine Nummer eingestellt."
    case .personAtNumber: "der Anschluss mit der Nummer"
    }
  }

  func particle(_ particle: Particle) -> String? {
    switch particle {
    case .oClock: "Uhr"
    case .oneFeminine: "eine"
    case .oneNeuter: "ein"
    case .oh, .am, .pm, .noon, .midnight: nil
    }
  }

  func noun(_ noun: Noun, isPlural: Bool) -> String {
    switch noun {
    case .newMessage: isPlural ? "neue Nachrichten" : "neue Nachricht"
    case .newUrgentMessage: isPlural ? "neue dringende Nachrichten" : "neue dringende Nachricht"
    case .savedMessage: isPlural ? "gespeicherte Nachrichten" : "gespeicherte Nachricht"
    case .minute: isPlural ? "Minuten" : "Minute"
    case .second: isPlural ? "Sekunden" : "Sekunde"
    case .member: isPlural ? "Mitglieder" : "Mitglied"
    }
  }

  func key(_ digit: Digit) -> String {
    switch digit {
    case .star: "Stern-Taste"
    case .pound: "Raute-Taste"
    case .zero: "Null"
    case .one: "Eins"
    case .two: "Zwei"
    case .three: "Drei"
    case .four: "Vier"
    case .five: "Fünf"
    case .six: "Sechs"
    case .seven: "Sieben"
    case .eight: "Acht"
    case .nine: "Neun"
    }
  }

  func weekday(_ weekday: Int) -> String {
    let names = [
      "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ]
    return "am \(names[weekday - 1])"
  }

  func day(_ day: Int) -> String {
    switch day {
    case 1: "am ersten"
    case 3: "am dritten"
    case 7: "am siebten"
    case 8: "am achten"
    case ..<20: "am \(numeral(day))ten"
    case _: "am \(numeral(day))sten"
    }
  }

  func month(_ month: Int) -> String {
    let names = [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
      "Oktober", "November", "Dezember",
    ]
    return names[month - 1]
  }
}
