import CallFlow

extension Dutch {
  func word(_ word: Word) -> String {
    switch word {
    case .youHave: "u hebt"
    case .noNewMessages: "geen nieuwe berichten"
    case .and: "en"
    case .ofThem: "waarvan"
    case .noFailedAttempts: "Er waren geen mislukte pogingen om aan te melden."
    case .oneFailedAttempt: "Sinds uw vorige bezoek was er één mislukte poging om aan te melden."
    case .thereWere: "sinds uw vorige bezoek waren er"
    case .failedAttempts: "mislukte pogingen om aan te melden"

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
    case .today: "vandaag"
    case .yesterday: "gisteren"
    case .at: "om"

    case .distributionList: "verzendlijst"
    case .noMembers: "geen leden"
    case .sentToNobody: "Het bericht is aan niemand verzonden."
    case .sentToOne: "Het bericht is naar één ontvanger verzonden."
    case .sentTo: "het bericht is verzonden naar"
    case .recipients: "ontvangers"
    case .notDelivered: "het bericht kon niet worden bezorgd bij"
    case .nothingDeleted: "Er zijn geen berichten verwijderd."
    case .oneDeleted: "Eén bericht is verwijderd."
    case .messagesDeleted: "berichten zijn verwijderd"

    case .hundred: "honderd"
    case .thousand: "duizend"
    case .plus: "plus"
    case .theNumberIs: "het nummer is"
    case .noNumberSet: "Er is geen nummer ingesteld."
    case .personAtNumber: "de gebruiker van nummer"
    }
  }

  func particle(_ particle: Particle) -> String? {
    switch particle {
    case .oClock: "uur"
    case .oh, .am, .pm, .noon, .midnight, .oneFeminine, .oneNeuter: nil
    }
  }

  func noun(_ noun: Noun, isPlural: Bool) -> String {
    switch noun {
    case .newMessage: isPlural ? "nieuwe berichten" : "nieuw bericht"
    case .newUrgentMessage: isPlural ? "nieuwe dringende berichten" : "nieuw dringend bericht"
    case .savedMessage: isPlural ? "bewaarde berichten" : "bewaard bericht"
    case .minute: isPlural ? "minuten" : "minuut"
    case .second: isPlural ? "seconden" : "seconde"
    case .member: isPlural ? "leden" : "lid"
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

  func weekday(_ weekday: Int) -> String {
    let names = [
      "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    ]
    return "op \(names[weekday - 1])"
  }

  func day(_ day: Int) -> String { "op \(numeral(day))" }

  func month(_ month: Int) -> String {
    let names = [
      "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
      "oktober", "november", "december",
    ]
    return names[month - 1]
  }
}
