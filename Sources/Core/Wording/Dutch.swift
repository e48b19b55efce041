import Mailbox

extension MailPhrase {
  var dutch: String {
    switch self {
    case .newMessage(let caller): "Nieuw spraakbericht van \(caller.dutch)"
    case .newUrgentMessage(let caller): "Dringend spraakbericht van \(caller.dutch)"
    case .mailboxNearlyFull: "Een voicemailbox is bijna vol"
    case .passcodeChanged: "De pincode van uw voicemailbox is gewijzigd"
    case .loginLocked: "Uw voicemailbox is tijdelijk geblokkeerd"
    case .signInLink: "Uw link voor een nieuw webwachtwoord"
    case .mailUndelivered(let user): "Een bericht aan \(user) kon niet worden bezorgd"
    case .test: "Testbericht van het spraakportaal"
    case .greeting(let name): "Beste \(name),"
    case .messageLeft(let caller, let time):
      "\(caller.dutchSubject) heeft op \(time.dutch) een spraakbericht voor u achtergelaten."
    case .forwarded(let name): "\(name) heeft het aan u doorgestuurd."
    case .lasts(let seconds): "Duur: \(length(seconds))"
    case .isUrgent: "Het bericht is dringend."
    case .isConfidential: "Het bericht is vertrouwelijk."
    case .transcript(let text, let engine):
      "Als tekst, door een machine gemaakt (\(engine)) en misschien onjuist: “\(text)”"
    case .noWords(let engine): "Een machine (\(engine)) heeft er geen woord van verstaan."
    case .soundIsAttached: "Het bericht is als geluidsbestand bijgevoegd."
    case .onlyHere: "Het wordt niet in uw voicemailbox bewaard."
    case .waiting(let new, let saved):
      "In uw voicemailbox: \(new) nieuwe en \(saved) bewaarde "
        + "\(saved == 1 ? "bericht" : "berichten")."
    case .hearOnPage: "Of beluister ze op de pagina:"
    case .hearByPhone(let portal): "Bel \(portal) om uw berichten te beluisteren."
    case .nearlyFullExplained(let user):
      "De voicemailbox van \(user) is voor meer dan 90 % vol. Is hij vol, dan kunnen bellers geen "
        + "berichten achterlaten."
    case .passcodeWasChanged(let time): "Uw pincode is gewijzigd op \(time.dutch)."
    case .loginWasLocked(let time):
      "Er is meermaals een verkeerde pincode ingevoerd; aanmelden is geblokkeerd sinds "
        + "\(time.dutch)."
    case .notYou: "Was u dit niet? Neem dan contact op met uw beheerder."
    case .signInLinkAsked(let time, let minutes):
      "Op \(time.dutch) heeft iemand, waarschijnlijk u, om een nieuw webwachtwoord gevraagd. Met de link "
        + "stelt u het in; hij werkt één keer, \(minutes) minuten lang."
    case .signInLinkFollows: "Nieuw webwachtwoord instellen:"
    case .signInLinkNotYou:
      "Was u dit niet? Negeer dan deze e-mail: zonder de link verandert er niets."
    case .undeliveredExplained(let user):
      "Een e-mail voor \(user) is geweigerd of kon vijf dagen lang niet worden verzonden. Een bericht "
        + "dat alleen per e-mail zou gaan, staat in de voicemailbox. 'voiceportal mail list' noemt de reden."
    case .testExplained: "Het spraakportaal kan e-mail verzenden."
    case .automatic(nil):
      "Deze e-mail is gemaakt door het spraakportaal. Antwoorden worden niet gelezen."
    case .automatic(let address?):
      "Deze e-mail is gemaakt door het spraakportaal. Antwoorden gaan naar \(address)."
    }
  }
}

extension MailedCaller {
  /// At the start of a sentence, as who does something.
  var dutchSubject: String { self == .withheld ? "Een onbekende beller" : dutch }

  /// Behind "from".
  var dutch: String {
    switch self {
    case .withheld: "een onbekende beller"
    case .number(let number): number
    case .named(let name, let number): "\(name) (\(number))"
    }
  }
}

extension LocalTime {
  /// `vrijdag 15 maart 2024 om 12:05 uur`.
  var dutch: String {
    let days = [
      "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    ]
    let months = [
      "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
      "oktober", "november", "december",
    ]
    return "\(days[Int(weekday) - 1]) \(day) \(months[Int(month) - 1]) \(year) om \(clock) uur"
  }
}
