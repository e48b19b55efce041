public import Mailbox

/// The page of messages.
public enum MessageText: WrittenText {
  case lead(new: Int, urgent: Int, saved: Int)
  case all, new, saved, deleted
  case search, searchHint, mark, anyMark, urgent, confidential, period, anyTime, today
  case lastDays(Int)
  case filter, selected, markNew, markSaved, delete, restore, clearSelection
  case selectFrom(String)
  case urgentAndNew, place, withheld, unread, noMessages, noneFound
  case forwardedBy(String)
  case received, forwardedHead, callBack, callBackBySoftphone
  case downloadAs(String)
  case order(isOldestFirst: Bool)
  case change
  case shown(from: Int, to: Int, of: Int)
  case earlier, later
  case restoreDays(Int)
  case arrived(String)
  case sound, pages, forward, asText, noWords
  case madeByMachine(String)
  /// An e-mail about a message was given up.
  case mailFailed(address: String, when: String)

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .lead(let new, let urgent, let saved):
      Words(
        en:
          "\(new) new\(urgent > 0 ? ", \(urgent) of them urgent," : "") and \(saved) saved messages.",
        de:
          "\(new) neue\(urgent > 0 ? ", davon \(urgent) dringend," : "") und \(saved) gespeicherte "
          + "Nachrichten.",
        nl:
          "\(new) nieuwe\(urgent > 0 ? ", waarvan \(urgent) dringend," : "") en \(saved) opgeslagen "
          + "berichten.")
    case .all: Words(en: "All", de: "Alle", nl: "Alle")
    case .new: Words(en: "New", de: "Neu", nl: "Nieuw")
    case .saved: Words(en: "Saved", de: "Gespeichert", nl: "Opgeslagen")
    case .deleted: Words(en: "Deleted", de: "Gelöscht", nl: "Verwijderd")
    case .search: Words(en: "Search", de: "Suchen", nl: "Zoeken")
    case .searchHint: Words(en: "Name or number", de: "Name oder Nummer", nl: "Naam of nummer")
    case .mark: Words(en: "Marked as", de: "Kennzeichen", nl: "Kenmerk")
    case .anyMark: Words(en: "Any", de: "Alle", nl: "Alle")
    case .urgent: Words(en: "Urgent", de: "Dringend", nl: "Dringend")
    case .confidential: Words(en: "Confidential", de: "Vertraulich", nl: "Vertrouwelijk")
    case .period: Words(en: "Period", de: "Zeitraum", nl: "Periode")
    case .anyTime: Words(en: "Any", de: "Beliebig", nl: "Willekeurig")
    case .today: Words(en: "Last 24 hours", de: "Letzte 24 Stunden", nl: "Laatste 24 uur")
    case .lastDays(let days):
      Words(en: "Last \(days) days", de: "Letzte \(days) Tage", nl: "Laatste \(days) dagen")
    case .filter: Words(en: "Show", de: "Anzeigen", nl: "Weergeven")
    case .selected: Words(en: "# selected", de: "# ausgewählt", nl: "# geselecteerd")
    case .markNew: Words(en: "Mark as new", de: "Als neu markieren", nl: "Als nieuw markeren")
    case .markSaved:
      Words(en: "Mark as saved", de: "Als gespeichert markieren", nl: "Als opgeslagen markeren")
    case .delete: Words(en: "Delete", de: "Löschen", nl: "Verwijderen")
    case .restore: Words(en: "Restore", de: "Wiederherstellen", nl: "Terugzetten")
    case .clearSelection:
      Words(en: "Clear the selection", de: "Auswahl aufheben", nl: "Selectie opheffen")
    case .selectFrom(let name):
      Words(
        en: "Select the message from \(name)", de: "Nachricht von \(name) auswählen",
        nl: "Bericht van \(name) selecteren")
    case .urgentAndNew: Words(en: "Urgent and new", de: "Dringend und neu", nl: "Dringend en nieuw")
    case .place: Words(en: "Place", de: "Platz", nl: "Plaats")
    case .withheld:
      Words(en: "Number withheld", de: "Unterdrückte Nummer", nl: "Afgeschermd nummer")
    case .unread: Words(en: "new, ", de: "neu, ", nl: "nieuw, ")
    case .noMessages:
      Words(
        en: "There are no messages here.", de: "Hier gibt es keine Nachrichten.",
        nl: "Hier zijn geen berichten.")
    case .noneFound:
      Words(
        en: "No message matches your search.", de: "Keine Nachricht passt zu Ihrer Suche.",
        nl: "Geen bericht past bij uw zoekopdracht.")
    case .forwardedBy(let name):
      Words(
        en: "forwarded by \(name)", de: "weitergeleitet von \(name)",
        nl: "doorgestuurd door \(name)")
    case .asText: Words(en: "As text", de: "Als Text", nl: "Als tekst")
    case .noWords:
      Words(
        en: "No word was understood.", de: "Kein Wort wurde verstanden.",
        nl: "Er is geen woord verstaan.")
    case .mailFailed(let address, let when):
      Words(
        en: "An e-mail to \(address) about a message of \(when) could not be delivered. "
          + "The message is in your mailbox.",
        de: "Eine E-Mail an \(address) zu einer Nachricht vom \(when) konnte nicht zugestellt "
          + "werden. Die Nachricht ist in Ihrer Mailbox.",
        nl: "Een e-mail aan \(address) over een bericht van \(when) kon niet worden bezorgd. "
          + "Het bericht staat in uw mailbox.")
    case .madeByMachine(let engine):
      Words(
        en: "Made by a machine (\(engine)); it may be wrong.",
        de: "Von einer Maschine erstellt (\(engine)); Fehler sind möglich.",
        nl: "Door een machine gemaakt (\(engine)); er kunnen fouten in staan.")
    case .received: Words(en: "Received", de: "Empfangen", nl: "Ontvangen")
    case .forwardedHead:
      Words(en: "Forwarded by", de: "Weitergeleitet von", nl: "Doorgestuurd door")
    case .callBackBySoftphone:
      Words(
        en: "Call back by softphone", de: "Mit dem Softphone zurückrufen",
        nl: "Terugbellen met de softphone")
    case .callBack: Words(en: "Call back", de: "Zurückrufen", nl: "Terugbellen")
    case .downloadAs(let format):
      Words(
        en: "Download as \(format)", de: "Als \(format) herunterladen",
        nl: "Als \(format) downloaden")
    case .order(let isOldestFirst):
      isOldestFirst
        ? Words(
          en: "Order: oldest first", de: "Reihenfolge: älteste zuerst", nl: "Volgorde: oudste eerst"
        )
        : Words(
          en: "Order: newest first", de: "Reihenfolge: neueste zuerst",
          nl: "Volgorde: nieuwste eerst")
    case .change: Words(en: "change", de: "ändern", nl: "wijzigen")
    case .shown(let from, let to, let count):
      Words(
        en: "\(from) to \(to) of \(count) messages",
        de: "\(from) bis \(to) von \(count) Nachrichten",
        nl: "\(from) tot \(to) van \(count) berichten")
    case .earlier: Words(en: "Previous page", de: "Vorige Seite", nl: "Vorige pagina")
    case .later: Words(en: "Next page", de: "Nächste Seite", nl: "Volgende pagina")
    case .restoreDays(let days):
      Words(
        en: "Deleted messages can be restored for \(days) days.",
        de: "Gelöschte Nachrichten lassen sich \(days) Tage lang wiederherstellen.",
        nl: "Verwijderde berichten kunt u \(days) dagen lang terugzetten.")
    case .arrived(let who):
      Words(en: "New message: \(who)", de: "Neue Nachricht: \(who)", nl: "Nieuw bericht: \(who)")
    case .sound: Words(en: "Message", de: "Nachricht", nl: "Bericht")
    case .forward: Words(en: "Forward", de: "Weiterleiten", nl: "Doorsturen")
    case .pages: Words(en: "Pages", de: "Seiten", nl: "Pagina's")
    }
  }
}
