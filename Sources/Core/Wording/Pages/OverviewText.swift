public import Mailbox

/// The overview of a company's calls.
public enum OverviewText: WrittenText {
  case title, byHour, hour, calls, byEnd, setUp, answeredWithin, loss, lost, asTable
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
    case .asTable: Words(en: "As a table", de: "Als Tabelle", nl: "Als tabel")
    case .lead(let count):
      Words(
        en: "The last 24 hours: \(count) calls.", de: "Die letzten 24 Stunden: \(count) Anrufe.",
        nl: "De laatste 24 uur: \(count) oproepen.")
    }
  }
}
