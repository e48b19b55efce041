import CallFlow
import Mailbox

extension German {
  func refusal(_ rule: PasscodeRule) -> String {
    switch rule {
    case .digitsOnly: "Ein Kennwort darf nur aus Ziffern bestehen."
    case .tooShort: "Dieses Kennwort ist zu kurz."
    case .tooLong: "Dieses Kennwort ist zu lang."
    case .ownNumber: "Ein Kennwort darf nicht Ihre Rufnummer enthalten."
    case .ownExtension: "Ein Kennwort darf nicht Ihre Durchwahl enthalten."
    case .ownNumberReversed:
      "Ein Kennwort darf nicht Ihre Rufnummer oder Durchwahl rückwärts enthalten."
    case .ownName: "Ein Kennwort darf auf den Tasten nicht Ihren Namen ergeben."
    case .sequence: "Ein Kennwort darf keine fortlaufende Ziffernfolge sein."
    case .ascendingRun: "Dieses Kennwort enthält zu viele aufsteigende Ziffern hintereinander."
    case .descendingRun: "Dieses Kennwort enthält zu viele absteigende Ziffern hintereinander."
    case .repeatedDigit: "Dieses Kennwort enthält dieselbe Ziffer zu oft hintereinander."
    case .repeatedGroup: "In einem Kennwort darf sich keine Gruppe von Ziffern wiederholen."
    case .keypadLine: "Ein Kennwort darf keine Tasten enthalten, die in einer geraden Linie liegen."
    case .reverseOfOld:
      "Ein Kennwort darf nicht Ihr altes Kennwort in umgekehrter Reihenfolge sein."
    case .usedBefore: "Dieses Kennwort haben Sie schon einmal verwendet."
    }
  }

  func word(_ word: Word) -> String {
    switch word {
    case .youHave: "Sie haben"
    case .noNewMessages: "keine neuen Nachrichten"
    case .and: "und"
    case .ofThem: "davon"
    case .oneOfThemUrgent: "davon eine dringend"
    case .noFailedAttempts: "Es gab keine fehlgeschlagenen Anmeldeversuche."
    case .oneFailedAttempt:
      "Seit Ihrer letzten Anmeldung gab es einen fehlgeschlagenen Anmeldeversuch."
    case .thereWere: "seit Ihrer letzten Anmeldung gab es"
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

    case .distributionList: "Verteilerliste"
    case .nextFreeList: "die nächste freie Nummer ist"
    case .announcement: "Ansage"
    case .noMembers: "keine Mitglieder"
    case .sentToNobody: "Die Nachricht wurde an niemanden gesendet."
    case .sentToOne: "Die Nachricht wurde an einen Empfänger gesendet."
    case .sentTo: "die Nachricht wurde an"
    case .recipients: "Empfänger gesendet"
    case .notDelivered: "die Nachricht konnte an"
    case .nothingDeleted: "Es wurden keine Nachrichten gelöscht."
    case .oneDeleted: "Eine Nachricht wurde gelöscht."
    case .messagesDeleted: "Nachrichten wurden gelöscht"

    case .thousand: "tausend"
    case .plus: "plus"
    case .theNumberIs: "die Nummer ist"
    case .noNumberSet: "Es ist keine Nummer eingestellt."
    case .personAtNumber: "der Teilnehmer mit der Nummer"
    }
  }

  func particle(_ particle: Particle) -> String? {
    switch particle {
    case .notDeliveredEnd: "nicht zugestellt werden"
    case .hundred: "hundert"
    case .am, .pm: nil
    }
  }

  func noun(_ noun: Noun, isPlural: Bool) -> String {
    switch noun {
    case .newMessage: isPlural ? "neue Nachrichten" : "eine neue Nachricht"
    case .newUrgentMessage:
      isPlural ? "neue dringende Nachrichten" : "eine neue dringende Nachricht"
    case .savedMessage: isPlural ? "gespeicherte Nachrichten" : "eine gespeicherte Nachricht"
    case .minute: isPlural ? "Minuten" : "eine Minute"
    case .second: isPlural ? "Sekunden" : "eine Sekunde"
    case .member: isPlural ? "Mitglieder" : "ein Mitglied"
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

  func received(_ day: ReceivedDay) -> String {
    let weekdays = [
      "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ]
    switch day {
    case .today: return "eingegangen heute"
    case .yesterday: return "eingegangen gestern"
    case .weekday(let weekday): return "eingegangen am \(weekdays[weekday - 1])"
    }
  }

  func date(month: Int, day: Int) -> String { "\(dayOfMonth(day)) \(Self.months[month - 1])" }

  private func dayOfMonth(_ day: Int) -> String {
    switch day {
    case 1: "am ersten"
    case 3: "am dritten"
    case 7: "am siebten"
    case 8: "am achten"
    case ..<20: "am \(numeral(day))ten"
    case _: "am \(numeral(day))sten"
    }
  }

  private static let months = [
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
  ]
}
