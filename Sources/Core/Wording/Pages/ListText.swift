public import Mailbox

/// The page of distribution lists.
public enum ListText: WrittenText {
  case lead, new, choose
  case list(Int)
  case description, descriptionHelp, membersHead
  case members(Int)
  case newMember, newMemberHelp, open, openHelp, removeList

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .lead:
      Words(
        en: "Send one message to several colleagues: on the phone by the number of the list.",
        de: "Eine Nachricht an mehrere Kollegen: am Telefon über die Nummer der Liste.",
        nl: "Eén bericht aan meer collega's: aan de telefoon met het nummer van de lijst.")
    case .new: Words(en: "New list", de: "Neue Liste", nl: "Nieuwe lijst")
    case .choose:
      Words(
        en: "Choose a list, or make a new one.",
        de: "Wählen Sie eine Liste, oder legen Sie eine neue an.",
        nl: "Kies een lijst, of maak een nieuwe.")
    case .list(let number):
      Words(en: "List \(number)", de: "Liste \(number)", nl: "Lijst \(number)")
    case .description: Words(en: "Description", de: "Beschreibung", nl: "Beschrijving")
    case .descriptionHelp:
      Words(
        en: "Says what the list is for, 1 to 80 characters.",
        de: "Sagt, wofür die Liste ist, 1 bis 80 Zeichen.",
        nl: "Zegt waarvoor de lijst is, 1 tot 80 tekens.")
    case .membersHead: Words(en: "Members", de: "Mitglieder", nl: "Leden")
    case .members(let count):
      Words(
        en: count == 1 ? "1 member" : "\(count) members",
        de: count == 1 ? "1 Mitglied" : "\(count) Mitglieder",
        nl: count == 1 ? "1 lid" : "\(count) leden")
    case .newMember: Words(en: "Add members", de: "Mitglieder hinzufügen", nl: "Leden toevoegen")
    case .newMemberHelp:
      Words(
        en: "Numbers or extensions of colleagues, with commas between them.",
        de: "Nummern oder Durchwahlen von Kollegen, durch Kommas getrennt.",
        nl: "Nummers of toestellen van collega's, gescheiden door komma's.")
    case .open: Words(en: "Open to colleagues", de: "Für Kollegen offen", nl: "Open voor collega's")
    case .openHelp:
      Words(
        en: "Colleagues may send to this list too.",
        de: "Auch Kollegen dürfen an diese Liste senden.",
        nl: "Ook collega's mogen naar deze lijst sturen.")
    case .removeList: Words(en: "Delete the list", de: "Liste löschen", nl: "Lijst verwijderen")
    }
  }
}
