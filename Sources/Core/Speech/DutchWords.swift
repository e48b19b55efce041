import CallFlow
import Mailbox

extension Dutch {
  func refusal(_ rule: PasscodeRule) -> String {
    switch rule {
    case .digitsOnly: "Een pincode mag alleen cijfers bevatten."
    case .tooShort: "Deze pincode is te kort."
    case .tooLong: "Deze pincode is te lang."
    case .ownNumber: "Een pincode mag uw telefoonnummer niet bevatten."
    case .ownExtension: "Een pincode mag uw toestelnummer niet bevatten."
    case .ownNumberReversed:
      "Een pincode mag uw telefoonnummer of toestelnummer niet achterstevoren bevatten."
    case .ownName: "Een pincode mag op de toetsen niet uw naam spellen."
    case .sequence: "Een pincode mag geen reeks opeenvolgende cijfers zijn."
    case .ascendingRun: "Deze pincode bevat te veel oplopende cijfers achter elkaar."
    case .descendingRun: "Deze pincode bevat te veel aflopende cijfers achter elkaar."
    case .repeatedDigit: "Deze pincode bevat te vaak hetzelfde cijfer achter elkaar."
    case .repeatedGroup: "Een pincode mag geen groep cijfers herhalen."
    case .keypadLine: "Een pincode mag geen toetsen op een rechte lijn bevatten."
    case .reverseOfOld: "Een pincode mag niet uw oude pincode achterstevoren zijn."
    case .usedBefore: "Deze pincode hebt u al eerder gebruikt."
    }
  }

  func word(_ word: Word) -> String {
    switch word {
    case .youHave: "u hebt"
    case .noNewMessages: "geen nieuwe berichten"
    case .and: "en"
    case .ofThem: "waarvan"
    case .oneOfThemUrgent: "waarvan één dringend"
    case .noFailedAttempts: "Er waren geen mislukte aanmeldpogingen."
    case .oneFailedAttempt: "Sinds uw vorige aanmelding was er één mislukte aanmeldpoging."
    case .thereWere: "sinds uw vorige aanmelding waren er"
    case .failedAttempts: "mislukte aanmeldpogingen"

    case .firstNewMessage: "eerste nieuwe bericht"
    case .firstSavedMessage: "eerste bewaarde bericht"
    case .message: "bericht"
    case .of, .from: "van"
    case .new: "nieuw"
    case .saved: "bewaard"
    case .urgent: "dringend"
    case .confidential: "vertrouwelijk"
    case .deleted: "verwijderd"
    case .received: "ontvangen"
    case .forwardedBy: "doorgestuurd door"
    case .length: "lengte"

    case .distributionList: "verzendlijst"
    case .nextFreeList: "het volgende vrije nummer is"
    case .announcement: "mededeling"
    case .noMembers: "geen leden"
    case .sentToNobody: "Het bericht is aan niemand verzonden."
    case .sentToOne: "Het bericht is aan één ontvanger verzonden."
    case .sentTo: "het bericht is verzonden aan"
    case .recipients: "ontvangers"
    case .notDelivered: "het bericht kon niet worden bezorgd bij"
    case .nothingDeleted: "Er zijn geen berichten verwijderd."
    case .oneDeleted: "Eén bericht is verwijderd."
    case .messagesDeleted: "berichten zijn verwijderd"

    case .thousand: "duizend"
    case .plus: "plus"
    case .theNumberIs: "het nummer is"
    case .noNumberSet: "Er is geen nummer ingesteld."
    case .personAtNumber: "de gebruiker van nummer"
    }
  }

  func particle(_ particle: Particle) -> String? {
    switch particle {
    case .hundred: "honderd"
    case .am, .pm, .notDeliveredEnd: nil
    }
  }

  func noun(_ noun: Noun, isPlural: Bool) -> String {
    switch noun {
    case .newMessage: isPlural ? "nieuwe berichten" : "één nieuw bericht"
    case .newUrgentMessage: isPlural ? "nieuwe dringende berichten" : "één nieuw dringend bericht"
    case .savedMessage: isPlural ? "bewaarde berichten" : "één bewaard bericht"
    case .minute: isPlural ? "minuten" : "één minuut"
    case .second: isPlural ? "seconden" : "één seconde"
    case .member: isPlural ? "leden" : "één lid"
    }
  }

  func key(_ digit: Digit) -> String {
    switch digit {
    case .star: "sterretje"
    case .pound: "hekje"
    case .zero, .one, .two, .three, .four, .five, .six, .seven, .eight, .nine:
      numeral(digit.number ?? 0)
    }
  }

  func received(_ day: ReceivedDay) -> String {
    let weekdays = [
      "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    ]
    switch day {
    case .today: return "ontvangen vandaag"
    case .yesterday: return "ontvangen gisteren"
    case .weekday(let weekday): return "ontvangen op \(weekdays[weekday - 1])"
    }
  }

  func date(month: Int, day: Int) -> String { "op \(numeral(day)) \(Self.months[month - 1])" }

  private static let months = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
  ]
}
