public import Mailbox

/// The pages of calls.
public enum CallText: WrittenText {
  case title, companyLead, allLead, ownLead, live, endCall, when, from, to, length, ended, line,
    number, any
  case since, search, none, withheld, unfinished, script, path, timeLine, noTimeLine, setUp
  case packets, jitter, at, what, place, detail
  case days(Int)
  case milliseconds(Int)
  case received(Int, lost: Int)
  case one(String)
  case pathHelp(Int)
  /// A line of the time line, by the word of the program.
  case step(String)

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .title: Words(en: "Calls", de: "Anrufe", nl: "Oproepen")
    case .allLead:
      Words(
        en: "The calls of all companies that are on, and their records.",
        de: "Die laufenden Anrufe aller Unternehmen und ihre Aufzeichnungen.",
        nl: "De lopende oproepen van alle bedrijven en hun gegevens.")
    case .companyLead:
      Words(
        en: "The calls that came to the company's voice portal.",
        de: "Die Anrufe beim Sprachportal des Unternehmens.",
        nl: "De oproepen naar het spraakportaal van het bedrijf.")
    case .ownLead:
      Words(
        en: "The calls that came to your mailbox, and your own calls to it.",
        de: "Die Anrufe bei Ihrer Mailbox und Ihre eigenen Anrufe dort.",
        nl: "De oproepen naar uw voicemail en uw eigen oproepen ernaar.")
    case .live: Words(en: "On now", de: "Gerade im Gespräch", nl: "Nu bezig")
    case .endCall: Words(en: "End the call", de: "Anruf beenden", nl: "Oproep beëindigen")
    case .when: Words(en: "When", de: "Wann", nl: "Wanneer")
    case .from: Words(en: "From", de: "Von", nl: "Van")
    case .to: Words(en: "To", de: "An", nl: "Naar")
    case .length: Words(en: "Length", de: "Dauer", nl: "Duur")
    case .ended: Words(en: "How it ended", de: "Ende", nl: "Einde")
    case .line: Words(en: "Line", de: "Leitung", nl: "Lijn")
    case .number: Words(en: "Number", de: "Nummer", nl: "Nummer")
    case .any: Words(en: "All", de: "Alle", nl: "Alle")
    case .since: Words(en: "Since", de: "Seit", nl: "Sinds")
    case .search: Words(en: "Search", de: "Suchen", nl: "Zoeken")
    case .none: Words(en: "There is no such call.", de: "Keine Anrufe.", nl: "Geen oproepen.")
    case .withheld: Words(en: "withheld", de: "unterdrückt", nl: "anoniem")
    case .unfinished:
      Words(en: "It has no end yet", de: "Noch ohne Ende", nl: "Nog geen einde")
    case .script:
      Words(
        en: "Make a call script of it", de: "Als Anrufskript speichern",
        nl: "Als oproepscript opslaan")
    case .path: Words(en: "Path", de: "Weg", nl: "Pad")
    case .timeLine: Words(en: "Time line", de: "Zeitlinie", nl: "Tijdlijn")
    case .noTimeLine:
      Words(
        en: "This call has no time line.", de: "Zu diesem Anruf gibt es keine Zeitlinie.",
        nl: "Bij deze oproep is geen tijdlijn.")
    case .setUp: Words(en: "Answered after", de: "Angenommen nach", nl: "Aangenomen na")
    case .packets: Words(en: "Packets", de: "Pakete", nl: "Pakketten")
    case .jitter: Words(en: "Jitter", de: "Schwankung", nl: "Jitter")
    case .at: Words(en: "Time", de: "Zeit", nl: "Tijd")
    case .what: Words(en: "What", de: "Was", nl: "Wat")
    case .place: Words(en: "Place", de: "Stelle", nl: "Plaats")
    case .detail: Words(en: "Detail", de: "Einzelheit", nl: "Detail")
    case .days(1): Words(en: "yesterday", de: "gestern", nl: "gisteren")
    case .days(let count):
      Words(en: "\(count) days ago", de: "\(count) Tagen", nl: "\(count) dagen geleden")
    case .milliseconds(let count):
      Words(en: "\(count) ms", de: "\(count) ms", nl: "\(count) ms")
    case .received(let count, let lost):
      Words(
        en: "\(count) received, \(lost) lost", de: "\(count) empfangen, \(lost) verloren",
        nl: "\(count) ontvangen, \(lost) verloren")
    case .one(let when):
      Words(en: "Call of \(when)", de: "Anruf vom \(when)", nl: "Oproep van \(when)")
    case .pathHelp(let count):
      Words(
        en: "The places of the call flow that the call was at, in \(count) steps; the time line "
          + "below tells the same.",
        de: "Die Stellen des Anrufablaufs, an denen der Anruf war, in \(count) Schritten; die "
          + "Zeitlinie unten sagt dasselbe.",
        nl:
          "De plaatsen van het oproepverloop waar de oproep was, in \(count) stappen; de tijdlijn "
          + "hieronder vertelt hetzelfde.")
    case .step("began"): Words(en: "Began", de: "Beginn", nl: "Begin")
    case .step("heard"): Words(en: "Heard", de: "Gehört", nl: "Gehoord")
    case .step("pressed"): Words(en: "Pressed", de: "Gedrückt", nl: "Ingedrukt")
    case .step("recorded"): Words(en: "Recorded", de: "Aufgenommen", nl: "Opgenomen")
    case .step("decided"): Words(en: "Decided", de: "Entschieden", nl: "Besloten")
    case .step("transferred"):
      Words(en: "Transferred", de: "Weiterverbunden", nl: "Doorverbonden")
    case .step("ended"): Words(en: "Ended", de: "Ende", nl: "Einde")
    case .step(let word): Words(en: word, de: word, nl: word)
    }
  }
}
