public import Mailbox

/// Words that stand on many pages: the menu, buttons, states.
public enum PageText: WrittenText {
  // The menu.
  case messages, profile, callServices, portal, aliases, mailbox, greetings, announcements, lists
  case forwarding
  case menu, sections, skip, signOut, newMessages
  // Buttons and states.
  case save, cancel, on, off, show, close, notice, error, notSaved, saved, remove, add
  case play, pause, speed, placeInSound, changedMeanwhile
  // Errors.
  case notFound, notFoundHelp, failed, failedHelp, foreignForm, foreignFormHelp, toStart

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .messages: Words(en: "Messages", de: "Nachrichten", nl: "Berichten")
    case .profile: Words(en: "Profile", de: "Profil", nl: "Profiel")
    case .callServices: Words(en: "Call services", de: "Anrufdienste", nl: "Oproepdiensten")
    case .portal: Words(en: "Mailbox portal", de: "Mailbox-Portal", nl: "Voicemailportaal")
    case .aliases: Words(en: "Alias numbers", de: "Aliasnummern", nl: "Aliasnummers")
    case .mailbox:
      Words(en: "Mailbox management", de: "Mailbox-Verwaltung", nl: "Voicemailbeheer")
    case .greetings: Words(en: "Own greetings", de: "Eigene Begrüßung", nl: "Eigen begroetingen")
    case .announcements:
      Words(en: "Announcement repository", de: "Ansagen-Depot", nl: "Meldingenarchief")
    case .lists:
      Words(
        en: "Distribution lists", de: "Mailbox-Verteilerlisten", nl: "Distributielijsten")
    case .forwarding:
      Words(en: "Call forwarding", de: "Anrufumleitung", nl: "Oproepen doorschakelen")
    case .menu: Words(en: "Menu", de: "Menü", nl: "Menu")
    case .sections: Words(en: "Sections", de: "Bereiche", nl: "Onderdelen")
    case .skip: Words(en: "Skip to content", de: "Zum Inhalt", nl: "Naar de inhoud")
    case .signOut: Words(en: "Sign out", de: "Abmelden", nl: "Afmelden")
    case .newMessages: Words(en: "new", de: "neue", nl: "nieuwe")
    case .save: Words(en: "Save", de: "Speichern", nl: "Opslaan")
    case .cancel: Words(en: "Cancel", de: "Abbrechen", nl: "Annuleren")
    case .on: Words(en: "On", de: "Ein", nl: "Aan")
    case .off: Words(en: "Off", de: "Aus", nl: "Uit")
    case .show: Words(en: "Show", de: "Anzeigen", nl: "Weergeven")
    case .close: Words(en: "Close the notice", de: "Hinweis schließen", nl: "Melding sluiten")
    case .notice: Words(en: "Notice", de: "Hinweis", nl: "Melding")
    case .error: Words(en: "Error", de: "Fehler", nl: "Fout")
    case .notSaved:
      Words(
        en: "Nothing was saved", de: "Es wurde nichts gespeichert", nl: "Er is niets opgeslagen")
    case .saved:
      Words(
        en: "Your changes are saved.", de: "Ihre Änderungen sind gespeichert.",
        nl: "Uw wijzigingen zijn opgeslagen.")
    case .remove: Words(en: "Remove", de: "Entfernen", nl: "Verwijderen")
    case .add: Words(en: "Add", de: "Hinzufügen", nl: "Toevoegen")
    case .play: Words(en: "Play", de: "Wiedergeben", nl: "Afspelen")
    case .pause: Words(en: "Pause", de: "Anhalten", nl: "Pauzeren")
    case .speed: Words(en: "Speed", de: "Geschwindigkeit", nl: "Snelheid")
    case .placeInSound:
      Words(en: "Place in the recording", de: "Stelle in der Aufnahme", nl: "Plaats in de opname")
    case .changedMeanwhile:
      Words(
        en: "Somebody else has changed these settings meanwhile. What you have typed still stands "
          + "below; look at what holds now, and save again.",
        de:
          "Diese Einstellungen wurden inzwischen an anderer Stelle geändert. Was Sie eingegeben haben, "
          + "steht noch unten; sehen Sie, was jetzt gilt, und speichern Sie noch einmal.",
        nl:
          "Deze instellingen zijn intussen elders gewijzigd. Wat u hebt ingevoerd staat er nog; kijk "
          + "wat nu geldt en sla opnieuw op.")
    case .notFound:
      Words(en: "Page not found", de: "Seite nicht gefunden", nl: "Pagina niet gevonden")
    case .notFoundHelp:
      Words(
        en: "There is nothing at this address, or it is not yours.",
        de: "Unter dieser Adresse gibt es nichts, oder es gehört nicht Ihnen.",
        nl: "Op dit adres is niets, of het is niet van u.")
    case .failed: Words(en: "That did not work", de: "Das ging nicht", nl: "Dat lukte niet")
    case .failedHelp:
      Words(
        en: "The portal cannot do this at the moment. Nothing was changed. Please try again later.",
        de: "Das Portal kann das im Moment nicht. Es wurde nichts geändert. Bitte versuchen Sie es "
          + "später noch einmal.",
        nl:
          "Het portaal kan dit op dit moment niet. Er is niets gewijzigd. Probeer het later opnieuw."
      )
    case .foreignForm:
      Words(
        en: "This form is no longer valid", de: "Dieses Formular gilt nicht mehr",
        nl: "Dit formulier is niet meer geldig")
    case .foreignFormHelp:
      Words(
        en:
          "It was not sent by a page of your present session. Nothing was changed. Go back, reload "
          + "the page and try again.",
        de:
          "Es wurde nicht von einer Seite Ihrer jetzigen Sitzung gesendet. Es wurde nichts geändert. "
          + "Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.",
        nl:
          "Het is niet verstuurd door een pagina van uw huidige sessie. Er is niets gewijzigd. Ga "
          + "terug, laad de pagina opnieuw en probeer het nog eens.")
    case .toStart: Words(en: "To the start", de: "Zur Startseite", nl: "Naar het begin")
    }
  }
}
