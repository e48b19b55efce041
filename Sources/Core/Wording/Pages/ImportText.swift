public import Mailbox

/// Users out of a table.
public enum ImportText: WrittenText {
  case title, export, lead, file, fileHelp, update, updateHelp, check, confirm, noTable
  case rowHead, field, reason, badRows
  case row(Int)
  case bad(Int)
  case wouldDo(added: Int, changed: Int)

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .title: Words(en: "Import users", de: "Benutzer importieren", nl: "Gebruikers importeren")
    case .export: Words(en: "Export as CSV", de: "Als CSV exportieren", nl: "Exporteren als CSV")
    case .lead:
      Words(
        en: "First the table is only checked; nothing is changed before you have seen the result.",
        de:
          "Die Tabelle wird zuerst nur geprüft; nichts wird geändert, bevor Sie das Ergebnis gesehen "
          + "haben.",
        nl:
          "De tabel wordt eerst alleen gecontroleerd; er verandert niets voordat u het resultaat hebt "
          + "gezien.")
    case .file: Words(en: "Table (CSV)", de: "Tabelle (CSV)", nl: "Tabel (CSV)")
    case .fileHelp:
      Words(
        en: "A row for each user; the first row names the fields as the exported table does.",
        de:
          "Eine Zeile je Benutzer; die erste Zeile nennt die Felder wie in der exportierten Tabelle.",
        nl: "Een rij per gebruiker; de eerste rij noemt de velden zoals in de geëxporteerde tabel.")
    case .update:
      Words(
        en: "Change users who are there already", de: "Vorhandene Benutzer ändern",
        nl: "Bestaande gebruikers wijzigen")
    case .updateHelp:
      Words(
        en: "They are found by main number, else by extension.",
        de: "Sie werden an der Hauptnummer erkannt, sonst an der Durchwahl.",
        nl: "Ze worden herkend aan het hoofdnummer, anders aan het toestelnummer.")
    case .check: Words(en: "Check the table", de: "Tabelle prüfen", nl: "Tabel controleren")
    case .confirm: Words(en: "Import now", de: "Jetzt importieren", nl: "Nu importeren")
    case .noTable:
      Words(
        en: "Choose a table as a CSV file.", de: "Wählen Sie eine Tabelle als CSV-Datei.",
        nl: "Kies een tabel als CSV-bestand.")
    case .rowHead: Words(en: "Row", de: "Zeile", nl: "Rij")
    case .field: Words(en: "Field", de: "Feld", nl: "Veld")
    case .reason: Words(en: "Reason", de: "Grund", nl: "Reden")
    case .badRows: Words(en: "Bad rows", de: "Fehlerhafte Zeilen", nl: "Foute rijen")
    case .row(let number):
      Words(en: "Row \(number)", de: "Zeile \(number)", nl: "Rij \(number)")
    case .bad(1):
      Words(
        en: "One row is bad. Nothing was changed.",
        de: "Eine Zeile ist fehlerhaft. Nichts wurde geändert.",
        nl: "Eén rij is fout. Er is niets gewijzigd.")
    case .bad(let count):
      Words(
        en: "\(count) rows are bad. Nothing was changed.",
        de: "\(count) Zeilen sind fehlerhaft. Nichts wurde geändert.",
        nl: "\(count) rijen zijn fout. Er is niets gewijzigd.")
    case .wouldDo(let added, let changed):
      Words(
        en: "The table is good: new users: \(added), changed users: \(changed).",
        de: "Die Tabelle ist in Ordnung: neue Benutzer: \(added), geänderte Benutzer: \(changed).",
        nl: "De tabel is in orde: nieuwe gebruikers: \(added), gewijzigde gebruikers: \(changed).")
    }
  }
}
