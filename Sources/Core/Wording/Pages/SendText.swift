public import Mailbox

/// Sending messages to colleagues.
public enum SendText: WrittenText {
  case forward, forwardLead, compose, composeLead, to, toHelp, numbers, numbersHelp, list, listHelp
  case everybody(String)
  case everybodyHelp, intro, introHelp, message, messageHelp, marks
  case urgentHelp, confidentialHelp, send, soundMissing, numbersMissing, listMissing
  case tooManyNumbers(Int)
  case notDelivered(String, Int)
  case confidentialStays
  case sent(Int)

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .forward:
      Words(en: "Forward the message", de: "Nachricht weiterleiten", nl: "Bericht doorsturen")
    case .forwardLead:
      Words(
        en: "The recipients see who the message is from, and that you have forwarded it.",
        de: "Die Empfänger sehen, von wem die Nachricht ist und dass Sie sie weitergeleitet haben.",
        nl: "De ontvangers zien van wie het bericht is en dat u het hebt doorgestuurd.")
    case .compose:
      Words(en: "Record a message", de: "Nachricht aufsprechen", nl: "Bericht inspreken")
    case .composeLead:
      Words(
        en: "For one or several colleagues; their phones do not ring.",
        de: "Für einen oder mehrere Kollegen; deren Telefone klingeln nicht.",
        nl: "Voor een of meer collega's; hun telefoon gaat niet over.")
    case .to: Words(en: "Recipients", de: "Empfänger", nl: "Ontvangers")
    case .toHelp:
      Words(
        en: "Each recipient gets a message of her own.",
        de: "Jeder Empfänger erhält eine eigene Nachricht.",
        nl: "Elke ontvanger krijgt een eigen bericht.")
    case .numbers:
      Words(
        en: "Numbers or extensions", de: "Einzelne Nummern oder Durchwahlen",
        nl: "Nummers of toestellen")
    case .numbersHelp:
      Words(
        en: "Separate several by commas.", de: "Mehrere trennen Sie mit einem Komma.",
        nl: "Scheid er meer met een komma.")
    case .list:
      Words(en: "A distribution list", de: "Eine Verteilerliste", nl: "Een distributielijst")
    case .listHelp:
      Words(en: "One of your own.", de: "Eine Ihrer eigenen.", nl: "Een van uzelf.")
    case .everybody(let company):
      Words(en: "Everybody at \(company)", de: "Alle bei \(company)", nl: "Iedereen bij \(company)")
    case .everybodyHelp:
      Words(
        en: "The whole company but you.", de: "Das ganze Unternehmen außer Ihnen.",
        nl: "Het hele bedrijf behalve u.")
    case .intro: Words(en: "Introduction", de: "Einleitung", nl: "Inleiding")
    case .introHelp:
      Words(
        en: "The recipients hear it before the message. You can send without one.",
        de: "Die Empfänger hören sie vor der Nachricht. Sie können auch ohne Einleitung senden.",
        nl: "De ontvangers horen die vóór het bericht. U kunt ook zonder inleiding sturen.")
    case .message: Words(en: "Message", de: "Nachricht", nl: "Bericht")
    case .messageHelp:
      Words(
        en: "Record it here or upload a file.",
        de: "Sprechen Sie sie hier auf, oder laden Sie eine Datei hoch.",
        nl: "Spreek het hier in of upload een bestand.")
    case .marks: Words(en: "Marks", de: "Kennzeichen", nl: "Kenmerken")
    case .urgentHelp:
      Words(
        en: "It is heard before all others.", de: "Sie wird vor allen anderen gehört.",
        nl: "Het klinkt vóór alle andere.")
    case .confidentialHelp:
      Words(
        en: "It cannot be forwarded.", de: "Sie kann nicht weitergeleitet werden.",
        nl: "Het kan niet worden doorgestuurd.")
    case .send: Words(en: "Send", de: "Senden", nl: "Sturen")
    case .soundMissing:
      Words(
        en: "Record a message first, or upload one.",
        de: "Nehmen Sie erst eine Nachricht auf, oder laden Sie eine hoch.",
        nl: "Neem eerst een bericht op, of upload er een.")
    case .numbersMissing:
      Words(
        en: "Enter at least one number or extension.",
        de: "Geben Sie mindestens eine Nummer oder Durchwahl ein.",
        nl: "Voer ten minste één nummer of toestel in.")
    case .tooManyNumbers(let most):
      Words(
        en: "Enter at most \(most) numbers. Use a list for more.",
        de: "Geben Sie höchstens \(most) Nummern ein. Für mehr gibt es Listen.",
        nl: "Voer ten hoogste \(most) nummers in. Gebruik een lijst voor meer.")
    case .listMissing:
      Words(en: "Choose a list.", de: "Wählen Sie eine Liste.", nl: "Kies een lijst.")
    case .notDelivered(let numbers, let delivered):
      Words(
        en: numbers.isEmpty
          ? "Nobody is in the list." : "Not delivered to: \(numbers). Delivered: \(delivered).",
        de: numbers.isEmpty
          ? "In der Liste ist niemand."
          : "Nicht zugestellt an: \(numbers). Zugestellt: \(delivered).",
        nl: numbers.isEmpty
          ? "Er staat niemand in de lijst." : "Niet bezorgd bij: \(numbers). Bezorgd: \(delivered)."
      )
    case .confidentialStays:
      Words(
        en: "A confidential message cannot be forwarded.",
        de: "Eine vertrauliche Nachricht kann nicht weitergeleitet werden.",
        nl: "Een vertrouwelijk bericht kan niet worden doorgestuurd.")
    case .sent(let count):
      Words(
        en: count == 1 ? "Sent to one mailbox." : "Sent to \(count) mailboxes.",
        de: count == 1 ? "An eine Mailbox gesendet." : "An \(count) Mailboxen gesendet.",
        nl: count == 1
          ? "Verzonden aan één voicemailbox." : "Verzonden aan \(count) voicemailboxen.")
    }
  }
}
