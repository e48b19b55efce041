public import Mailbox

/// The overview of a company's calls.
public enum OverviewText: WrittenText {
  case title, byHour, hour, calls, byEnd, setUp, answeredWithin, loss, lost, asTable
  case waiting, recordings, requests, writes, callRecords, count
  case mail, mailDue, mailLater, mailGivenUp, disk, diskUsed, diskFree, megabytes
  case lead(Int)

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .title: Words(en: "Overview", de: "Übersicht", nl: "Overzicht")
    case .byHour:
      Words(en: "Calls by hour", de: "Anrufe nach Stunde", nl: "Oproepen per uur")
    case .hour: Words(en: "Hour", de: "Stunde", nl: "Uur")
    case .calls: Words(en: "Calls", de: "Anrufe", nl: "Oproepen")
    case .byEnd: Words(en: "Calls by end", de: "Anrufe nach Ende", nl: "Oproepen naar einde")
    case .setUp:
      Words(en: "Time until answered", de: "Zeit bis zur Annahme", nl: "Tijd tot het aannemen")
    case .answeredWithin: Words(en: "Within", de: "Innerhalb", nl: "Binnen")
    case .loss:
      Words(en: "Lost sound packets", de: "Verlorene Tonpakete", nl: "Verloren geluidspakketten")
    case .lost: Words(en: "Lost", de: "Verloren", nl: "Verloren")
    case .waiting: Words(en: "What waits", de: "Was wartet", nl: "Wat wacht")
    case .recordings:
      Words(
        en: "Recordings to be delivered", de: "Aufnahmen vor der Zustellung",
        nl: "Opnamen vóór de bezorging")
    case .requests:
      Words(en: "Requests of calls", de: "Anfragen von Anrufen", nl: "Verzoeken van oproepen")
    case .writes:
      Words(
        en: "Writes into the mailboxes", de: "Schreibvorgänge der Mailboxen",
        nl: "Schrijfacties van de mailboxen")
    case .callRecords:
      Words(en: "Records of calls", de: "Aufzeichnungen von Anrufen", nl: "Gegevens van oproepen")
    case .count: Words(en: "Count", de: "Anzahl", nl: "Aantal")
    case .mail:
      Words(en: "Queue of e-mails", de: "Warteschlange der E-Mails", nl: "Wachtrij van e-mails")
    case .mailDue: Words(en: "To be sent now", de: "Jetzt zu senden", nl: "Nu te versturen")
    case .mailLater:
      Words(en: "Tried again later", de: "Später noch einmal", nl: "Later opnieuw geprobeerd")
    case .mailGivenUp: Words(en: "Given up", de: "Aufgegeben", nl: "Opgegeven")
    case .disk: Words(en: "Disk", de: "Festplatte", nl: "Schijf")
    case .diskUsed: Words(en: "Used", de: "Belegt", nl: "Bezet")
    case .diskFree: Words(en: "Free", de: "Frei", nl: "Vrij")
    case .megabytes: Words(en: "Megabytes", de: "Megabyte", nl: "Megabytes")
    case .asTable: Words(en: "As a table", de: "Als Tabelle", nl: "Als tabel")
    case .lead(let count):
      Words(
        en: "The last 24 hours: \(count) calls.", de: "Die letzten 24 Stunden: \(count) Anrufe.",
        nl: "De laatste 24 uur: \(count) oproepen.")
    }
  }
}
