public import Mailbox

/// The page of greetings, and recording in the page.
public enum GreetingText: WrittenText {
  case lead, busy, busyHelp, noAnswer, noAnswerHelp, away, awayLead, awaySwitch, awayHelp
  case awayMessages, awayMessagesHelp, name, nameHelp
  case system, systemHelp, ownGreeting
  case alternate(Int)
  case slot(GreetingSlot)
  case greetingsOf(String)
  case empty, recorded, clear
  case upload, file
  case fileHelp(minutes: Int, seconds: Int)
  case record
  case recordHelp(String)
  case recording, level, stop, discard, again, keptHelp, noMicrophone
  case tooShort, silent, holdsKeys, tooLong, noSound

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .lead:
      Words(
        en:
          "What callers hear before they leave a message. You choose a greeting for each occasion.",
        de: "Was Anrufer hören, bevor sie aufsprechen. Sie wählen je Anlass eine Ansage.",
        nl: "Wat bellers horen voordat ze inspreken. U kiest per gelegenheid een begroeting.")
    case .busy: Words(en: "Busy", de: "Besetzt", nl: "In gesprek")
    case .busyHelp:
      Words(
        en: "Also while you do not want to be disturbed.", de: "Auch bei „Bitte nicht stören“.",
        nl: "Ook bij 'Niet storen'.")
    case .noAnswer: Words(en: "No answer", de: "Nicht angenommen", nl: "Geen gehoor")
    case .noAnswerHelp:
      Words(
        en: "One of five greetings, so that you can change quickly.",
        de: "Eine von fünf Begrüßungen. So wechseln Sie schnell, etwa für den Feierabend.",
        nl: "Een van vijf begroetingen. Zo wisselt u snel, bijvoorbeeld na werktijd.")
    case .away: Words(en: "Extended away", de: "Längere Abwesenheit", nl: "Langere afwezigheid")
    case .awayLead:
      Words(
        en: "Is played before all others.", de: "Wird vor allen anderen gespielt.",
        nl: "Wordt vóór alle andere afgespeeld.")
    case .awaySwitch: Words(en: "I am away", de: "Ich bin abwesend", nl: "Ik ben afwezig")
    case .awayHelp:
      Words(
        en: "All callers hear this greeting; your phone rings all the same.",
        de: "Alle Anrufer hören diese Ansage; Ihr Telefon klingelt trotzdem.",
        nl: "Alle bellers horen deze begroeting; uw telefoon gaat toch over.")
    case .awayMessages:
      Words(en: "Take messages", de: "Nachrichten annehmen", nl: "Berichten aannemen")
    case .awayMessagesHelp:
      Words(
        en: "Else the call ends after the greeting.", de: "Sonst endet der Anruf nach der Ansage.",
        nl: "Anders eindigt de oproep na de begroeting.")
    case .name: Words(en: "Recorded name", de: "Gesprochener Name", nl: "Ingesproken naam")
    case .nameHelp:
      Words(
        en: "Is heard in the system's greetings and by colleagues who send you messages.",
        de: "Ist in den Systembegrüßungen zu hören, und wenn Kollegen Ihnen etwas senden.",
        nl: "Klinkt in de systeembegroetingen en als collega's u iets sturen.")
    case .system: Words(en: "System greeting", de: "Systembegrüßung", nl: "Systeembegroeting")
    case .systemHelp:
      Words(
        en: "With your recorded name, or else your number.",
        de: "Mit Ihrem gesprochenen Namen, sonst mit Ihrer Nummer.",
        nl: "Met uw ingesproken naam, of anders uw nummer.")
    case .slot(.busy): GreetingText.busy.words
    case .slot(.personal): GreetingText.noAnswer.words
    case .slot(.alternate1): GreetingText.alternate(1).words
    case .slot(.alternate2): GreetingText.alternate(2).words
    case .slot(.alternate3): GreetingText.alternate(3).words
    case .slot(.away): GreetingText.away.words
    case .slot(.name): GreetingText.name.words
    case .greetingsOf(let name):
      Words(
        en: "Greetings of \(name)", de: "Begrüßungen von \(name)", nl: "Begroetingen van \(name)")
    case .ownGreeting: Words(en: "Own greeting", de: "Eigene Begrüßung", nl: "Eigen begroeting")
    case .alternate(let number):
      Words(
        en: "Alternate \(number)", de: "Alternative \(number)", nl: "Alternatief \(number)")
    case .empty:
      Words(
        en: "Not recorded yet: callers hear the system greeting.",
        de: "Noch nicht aufgenommen: Anrufer hören die Systembegrüßung.",
        nl: "Nog niet opgenomen: bellers horen de systeembegroeting.")
    case .recorded: Words(en: "Recorded.", de: "Aufgenommen.", nl: "Opgenomen.")
    case .clear: Words(en: "Delete", de: "Löschen", nl: "Wissen")
    case .upload: Words(en: "Upload a file", de: "Datei hochladen", nl: "Bestand uploaden")
    case .file: Words(en: "Sound file", de: "Tondatei", nl: "Geluidsbestand")
    case .fileHelp(let minutes, let seconds):
      Words(
        en:
          "WAV, MP3, Ogg or FLAC, at most \(minutes > 0 ? "\(minutes) minutes" : "\(seconds) seconds"). "
          + "It must hold no tones of telephone keys.",
        de:
          "WAV, MP3, Ogg oder FLAC, höchstens \(minutes > 0 ? "\(minutes) Minuten" : "\(seconds) Sekunden"). "
          + "Töne von Telefontasten dürfen nicht darin sein.",
        nl:
          "WAV, MP3, Ogg of FLAC, hoogstens \(minutes > 0 ? "\(minutes) minuten" : "\(seconds) seconden"). "
          + "Er mogen geen tonen van telefoontoetsen in zitten.")
    case .record: Words(en: "Record", de: "Aufnehmen", nl: "Opnemen")
    case .recordHelp(let longest):
      Words(
        en: "At most \(longest) minutes. The browser asks for the microphone.",
        de: "Höchstens \(longest) Minuten. Der Browser fragt nach dem Mikrofon.",
        nl: "Hoogstens \(longest) minuten. De browser vraagt om de microfoon.")
    case .recording: Words(en: "Recording", de: "Aufnahme läuft", nl: "Opname loopt")
    case .level:
      Words(
        en: "Level of the microphone", de: "Lautstärke am Mikrofon", nl: "Niveau van de microfoon")
    case .stop: Words(en: "Stop", de: "Aufnahme beenden", nl: "Opname stoppen")
    case .discard: Words(en: "Discard", de: "Verwerfen", nl: "Weggooien")
    case .again: Words(en: "Record again", de: "Neu aufnehmen", nl: "Opnieuw opnemen")
    case .keptHelp:
      Words(
        en: "It is kept when you save.", de: "Sie wird behalten, wenn Sie speichern.",
        nl: "Ze wordt bewaard als u opslaat.")
    case .noMicrophone:
      Words(
        en: "The browser gives no microphone. Allow it for this page, or upload a file.",
        de:
          "Der Browser gibt kein Mikrofon frei. Erlauben Sie es für diese Seite, oder laden Sie eine "
          + "Datei hoch.",
        nl:
          "De browser geeft geen microfoon vrij. Sta die toe voor deze pagina, of upload een bestand."
      )
    case .tooShort:
      Words(
        en: "The recording is too short: a greeting lasts at least a second.",
        de: "Die Aufnahme ist zu kurz: eine Begrüßung dauert mindestens eine Sekunde.",
        nl: "De opname is te kort: een begroeting duurt ten minste een seconde.")
    case .silent:
      Words(
        en: "Nothing can be heard in the recording.", de: "In der Aufnahme ist nichts zu hören.",
        nl: "In de opname is niets te horen.")
    case .holdsKeys:
      Words(
        en: "There are tones of telephone keys in the recording.",
        de: "In der Aufnahme sind Töne von Telefontasten.",
        nl: "In de opname zitten tonen van telefoontoetsen.")
    case .tooLong:
      Words(
        en: "The recording is too long.", de: "Die Aufnahme ist zu lang.",
        nl: "De opname is te lang.")
    case .noSound:
      Words(
        en: "The file is no sound file that can be read.",
        de: "Die Datei ist keine lesbare Tondatei.",
        nl: "Het bestand is geen leesbaar geluidsbestand.")
    }
  }
}
