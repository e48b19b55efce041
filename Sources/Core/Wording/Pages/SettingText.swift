public import Mailbox

/// Settings of calls and messages, on the pages of the mailbox portal, the mailbox, aliases and call
/// forwarding.
public enum SettingText: WrittenText {
  case number, numberHelp, mailAddress
  case nowIs(String)
  case minutes(Int)
  // The mailbox portal.
  case portalLead, autoLogin
  case portalNumber(String)
  case autoLoginSwitch, autoLoginHelp, starLogin
  case starLoginHelp, hearing, hearingHelp, order, orderHelp, oldestFirst, newestFirst
  // The mailbox.
  case mailboxLead, service
  case serviceOf(number: String, short: String)
  case serviceSwitch, serviceHelp
  case longestMessage, longestMessageHelp, callsToMailbox, callsToMailboxHelp, forwardingWins
  case editForwarding, sendTheseCalls, sendAll, sendAllHelp, sendBusy, sendBusyHelp
  case sendUnanswered, sendUnansweredHelp, rings, ringsHelp
  case ringCount(Int)
  case storage, storageHelp
  case newMessages, unified, unifiedHelp, byMail, byMailHelp, lamp, lampHelp, notices, noticesHelp
  case notice, noticeHelp, copy, copyHelp, zero, zeroLead, zeroSwitch, zeroHelp
  // Aliases.
  case aliasesLead, ownAliases, ownAliasesHelp, noAliases, newAlias, aliasHelp
  // Call forwarding.
  case forwardingLead, forwardingRule, forward, forwardAlways, forwardAlwaysHelp, forwardBusy
  case forwardBusyHelp, forwardNoAnswer, forwardNoAnswerHelp

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .number: Words(en: "Number", de: "Nummer", nl: "Nummer")
    case .numberHelp:
      Words(
        en:
          "Digits and hyphens, beginning with the area code's 0 or with +. Example: +49 211-5550120",
        de: "Ziffern und Bindestriche, am Anfang 0 oder +. Beispiel: +49 211-5550120",
        nl: "Cijfers en streepjes, aan het begin 0 of +. Voorbeeld: +49 211-5550120")
    case .mailAddress: Words(en: "E-mail address", de: "E-Mail-Adresse", nl: "E-mailadres")
    case .nowIs(let value):
      Words(
        en: "Somebody has set this to: \(value)", de: "Inzwischen steht hier: \(value)",
        nl: "Intussen staat hier: \(value)")
    case .minutes(let count):
      Words(
        en: count == 1 ? "1 minute" : "\(count) minutes",
        de: count == 1 ? "1 Minute" : "\(count) Minuten",
        nl: count == 1 ? "1 minuut" : "\(count) minuten")
    case .portalLead:
      Words(
        en: "How you reach your messages on the phone.",
        de: "Wie Sie am Telefon zu Ihren Nachrichten kommen.",
        nl: "Hoe u aan de telefoon bij uw berichten komt.")
    case .autoLogin: Words(en: "Login", de: "Anmeldung", nl: "Aanmelding")
    case .portalNumber(let number):
      Words(
        en: "The number of the portal is \(number).", de: "Die Nummer des Portals ist \(number).",
        nl: "Het nummer van het portaal is \(number).")
    case .autoLoginSwitch:
      Words(en: "Automatic login", de: "Automatische Anmeldung", nl: "Automatisch aanmelden")
    case .autoLoginHelp:
      Words(
        en: "From your own phones the portal asks for no passcode.",
        de: "Von Ihren eigenen Telefonen fragt das Portal nicht nach dem Kennwort.",
        nl: "Vanaf uw eigen telefoons vraagt het portaal niet om de pincode.")
    case .starLogin:
      Words(
        en: "Login from the greeting", de: "Anmeldung aus der Begrüßung",
        nl: "Aanmelden vanuit de begroeting")
    case .starLoginHelp:
      Words(
        en: "Call your own number and press * while your greeting plays.",
        de: "Rufen Sie Ihre Nummer an und drücken Sie während der Begrüßung *.",
        nl: "Bel uw eigen nummer en druk tijdens de begroeting op *.")
    case .hearing:
      Words(en: "Hearing messages", de: "Nachrichten hören", nl: "Berichten beluisteren")
    case .hearingHelp:
      Words(
        en: "Urgent messages always come first.", de: "Dringende Nachrichten kommen immer zuerst.",
        nl: "Dringende berichten komen altijd eerst.")
    case .order: Words(en: "Order", de: "Reihenfolge", nl: "Volgorde")
    case .orderHelp:
      Words(
        en: "On the phone and on this page.", de: "Am Telefon und auf dieser Seite.",
        nl: "Aan de telefoon en op deze pagina.")
    case .oldestFirst: Words(en: "Oldest first", de: "Älteste zuerst", nl: "Oudste eerst")
    case .newestFirst: Words(en: "Newest first", de: "Neueste zuerst", nl: "Nieuwste eerst")
    case .mailboxLead:
      Words(
        en: "When callers reach your mailbox, and how you hear of new messages.",
        de: "Wann Anrufer Ihre Mailbox erreichen und wie Sie von neuen Nachrichten erfahren.",
        nl: "Wanneer bellers uw voicemail bereiken en hoe u van nieuwe berichten hoort.")
    case .service: Words(en: "Mailbox", de: "Mailbox", nl: "Voicemail")
    case .serviceOf(let number, let short):
      Words(
        en: "For \(number) and your extension \(short).",
        de: "Gilt für \(number) und Ihre Durchwahl \(short).",
        nl: "Voor \(number) en uw toestel \(short).")
    case .serviceSwitch:
      Words(en: "Mailbox service", de: "Mailbox einschalten", nl: "Voicemail inschakelen")
    case .serviceHelp:
      Words(
        en: "Off: callers hear that your mailbox cannot be reached. Your messages stay.",
        de:
          "Aus: Anrufer hören, dass Ihre Mailbox nicht erreichbar ist. Vorhandene Nachrichten bleiben "
          + "erhalten.",
        nl: "Uit: bellers horen dat uw voicemail niet bereikbaar is. Uw berichten blijven bewaard.")
    case .longestMessage:
      Words(en: "Longest message", de: "Längste Nachricht", nl: "Langste bericht")
    case .longestMessageHelp:
      Words(
        en: "A recording ends then by itself.", de: "Dann endet eine Aufnahme von selbst.",
        nl: "Dan eindigt een opname vanzelf.")
    case .callsToMailbox:
      Words(
        en: "Calls to the mailbox", de: "Anrufe an die Mailbox", nl: "Oproepen naar de voicemail")
    case .callsToMailboxHelp:
      Words(
        en: "If nothing is chosen, callers hear the busy tone or ringing.",
        de: "Ist nichts gewählt, hören Anrufer das Besetzt- oder Freizeichen.",
        nl: "Is niets gekozen, dan horen bellers de bezettoon of de beltoon.")
    case .forwardingWins:
      Words(
        en: "Call forwarding wins: the calls that it sends on do not reach the mailbox.",
        de: "Die Anrufumleitung geht vor: Anrufe, die sie umleitet, erreichen die Mailbox nicht.",
        nl: "Oproepdoorschakeling gaat voor: doorgeschakelde oproepen bereiken de voicemail niet.")
    case .editForwarding:
      Words(
        en: "Edit call forwarding", de: "Anrufumleitung bearbeiten",
        nl: "Oproepdoorschakeling bewerken")
    case .sendTheseCalls:
      Words(
        en: "Send these calls to the mailbox", de: "Diese Anrufe an die Mailbox senden",
        nl: "Deze oproepen naar de voicemail sturen")
    case .sendAll:
      Words(en: "Send all calls", de: "Alle Anrufe senden", nl: "Alle oproepen sturen")
    case .sendAllHelp:
      Words(
        en: "Your phone does not ring.", de: "Ihr Telefon klingelt nicht.",
        nl: "Uw telefoon gaat niet over.")
    case .sendBusy:
      Words(
        en: "Send busy calls", de: "Anrufe bei Besetzt senden", nl: "Oproepen bij bezet sturen")
    case .sendBusyHelp:
      Words(
        en: "Also while you do not want to be disturbed.", de: "Auch bei „Bitte nicht stören“.",
        nl: "Ook bij 'Niet storen'.")
    case .sendUnanswered:
      Words(
        en: "Send unanswered calls", de: "Nicht angenommene Anrufe senden",
        nl: "Onbeantwoorde oproepen sturen")
    case .sendUnansweredHelp:
      Words(
        en: "After the number of rings below.", de: "Nach der Zahl der Rufzeichen unten.",
        nl: "Na het aantal beltonen hieronder.")
    case .rings: Words(en: "Number of rings", de: "Zahl der Rufzeichen", nl: "Aantal beltonen")
    case .ringsHelp:
      Words(
        en: "Then a call counts as unanswered.", de: "Dann gilt ein Anruf als nicht angenommen.",
        nl: "Dan geldt een oproep als onbeantwoord.")
    case .ringCount(let count):
      count == 0
        ? Words(en: "None: at once", de: "Keines: sofort", nl: "Geen: meteen")
        : Words(en: "\(count) rings", de: "\(count) Rufzeichen", nl: "\(count) beltonen")
    case .storage: Words(en: "Storage", de: "Speicherung", nl: "Opslag")
    case .storageHelp:
      Words(
        en: "Where your new messages are.", de: "Wo Ihre neuen Nachrichten liegen.",
        nl: "Waar uw nieuwe berichten staan.")
    case .newMessages: Words(en: "New messages", de: "Neue Nachrichten", nl: "Nieuwe berichten")
    case .unified:
      Words(en: "Unified messaging", de: "Unified Messaging", nl: "Unified messaging")
    case .unifiedHelp:
      Words(
        en: "You hear messages on the phone and on this page.",
        de: "Sie hören Nachrichten am Telefon und auf dieser Seite.",
        nl: "U hoort berichten aan de telefoon en op deze pagina.")
    case .byMail:
      Words(
        en: "Send to this e-mail address", de: "An diese E-Mail-Adresse umleiten",
        nl: "Naar dit e-mailadres sturen")
    case .byMailHelp:
      Words(
        en: "As an attachment. No copy stays in the mailbox once the mail server has taken it.",
        de: "Als Anhang. In der Mailbox bleibt keine Kopie, sobald der Mailserver die Nachricht "
          + "angenommen hat.",
        nl: "Als bijlage. In de voicemail blijft geen kopie zodra de mailserver het bericht heeft "
          + "aangenomen.")
    case .lamp:
      Words(
        en: "Message-waiting indicator", de: "Anzeige für wartende Nachrichten",
        nl: "Indicatie voor wachtende berichten")
    case .lampHelp:
      Words(
        en: "The lamp or the symbol on your phone.",
        de: "Die Lampe oder das Symbol an Ihrem Telefon.",
        nl: "De lamp of het symbool op uw telefoon.")
    case .notices: Words(en: "Notification", de: "Benachrichtigung", nl: "Melding")
    case .noticesHelp:
      Words(
        en: "E-mails to one or two addresses.", de: "E-Mails an eine oder zwei Adressen.",
        nl: "E-mails aan een of twee adressen.")
    case .notice:
      Words(
        en: "Notice of new messages", de: "Benachrichtigung über neue Nachrichten",
        nl: "Melding van nieuwe berichten")
    case .noticeHelp:
      Words(
        en: "A short e-mail without the recording.", de: "Eine kurze E-Mail ohne die Aufnahme.",
        nl: "Een korte e-mail zonder de opname.")
    case .copy:
      Words(
        en: "Copy of the message as an attachment", de: "Kopie der Nachricht als Anhang",
        nl: "Kopie van het bericht als bijlage")
    case .copyHelp:
      Words(
        en: "The recording, to another address.", de: "Die Aufnahme, an eine andere Adresse.",
        nl: "De opname, aan een ander adres.")
    case .zero: Words(en: "Transfer on “0”", de: "Umleitung bei „0“", nl: "Doorschakelen bij '0'")
    case .zeroLead:
      Words(
        en: "Callers can be put through instead of leaving a message.",
        de: "Anrufer können sich verbinden lassen, statt aufzusprechen.",
        nl: "Bellers kunnen zich laten doorverbinden in plaats van in te spreken.")
    case .zeroSwitch:
      Words(en: "Transfer on “0”", de: "Bei „0“ umleiten", nl: "Bij '0' doorschakelen")
    case .zeroHelp:
      Words(
        en: "During the greeting or after the recording.",
        de: "Während der Begrüßung oder nach der Aufnahme.",
        nl: "Tijdens de begroeting of na de opname.")
    case .aliasesLead:
      Words(
        en: "Other phones of yours, by whose numbers the portal knows you.",
        de: "Weitere Telefone, an deren Nummern das Portal Sie erkennt.",
        nl: "Andere telefoons, aan de nummers waarvan het portaal u herkent.")
    case .ownAliases:
      Words(en: "Your alias numbers", de: "Ihre Aliasnummern", nl: "Uw aliasnummers")
    case .ownAliasesHelp:
      Words(
        en: "Each number belongs to one user only.", de: "Jede Nummer gehört nur einem Benutzer.",
        nl: "Elk nummer hoort bij één gebruiker.")
    case .noAliases:
      Words(
        en: "You have no alias number yet.", de: "Sie haben noch keine Aliasnummer.",
        nl: "U hebt nog geen aliasnummer.")
    case .newAlias: Words(en: "New alias", de: "Neuer Alias", nl: "Nieuwe alias")
    case .aliasHelp:
      Words(
        en: "For example your mobile.", de: "Zum Beispiel Ihr Mobiltelefon.",
        nl: "Bijvoorbeeld uw mobiele telefoon.")
    case .forwardingLead:
      Words(
        en: "Sends calls on to another number before they reach the mailbox.",
        de: "Leitet Anrufe an eine andere Nummer, bevor sie die Mailbox erreichen.",
        nl: "Stuurt oproepen naar een ander nummer voordat ze de voicemail bereiken.")
    case .forwardingRule:
      Words(
        en: "Call forwarding wins over the mailbox: a call that is forwarded does not reach it.",
        de: "Die Anrufumleitung geht der Mailbox vor: ein umgeleiteter Anruf erreicht sie nicht.",
        nl: "Doorschakeling gaat vóór de voicemail: een doorgeschakelde oproep bereikt die niet.")
    case .forward: Words(en: "Forward", de: "Umleiten", nl: "Doorschakelen")
    case .forwardAlways: Words(en: "Always", de: "Immer", nl: "Altijd")
    case .forwardAlwaysHelp:
      Words(
        en: "Your phone does not ring.", de: "Ihr Telefon klingelt nicht.",
        nl: "Uw telefoon gaat niet over.")
    case .forwardBusy: Words(en: "When busy", de: "Bei Besetzt", nl: "Bij bezet")
    case .forwardBusyHelp:
      Words(
        en: "While you are on the phone or do not want to be disturbed.",
        de: "Während Sie telefonieren oder nicht gestört werden wollen.",
        nl: "Terwijl u belt of niet gestoord wilt worden.")
    case .forwardNoAnswer:
      Words(en: "When not answered", de: "Bei Nichtannahme", nl: "Bij geen gehoor")
    case .forwardNoAnswerHelp:
      Words(
        en: "After the number of rings below, or when your phone cannot ring.",
        de: "Nach der Zahl der Rufzeichen unten, oder wenn Ihr Telefon nicht klingeln kann.",
        nl: "Na het aantal beltonen hieronder, of als uw telefoon niet kan overgaan.")
    }
  }
}
