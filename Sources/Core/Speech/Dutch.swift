import CallFlow
import Mailbox
import Portal

/// Dutch, with the polite form.
struct Dutch: SpokenLanguage {
  let recordedName = "opgenomen naam"
  let recording = "opname"
  let largestNumberAtEnd = 59

  func sentence(_ prompt: Prompt) -> String {
    switch prompt {
    // Logging in
    case .enterNumber: "Toets uw telefoonnummer of toestelnummer in, en daarna een hekje."
    case .enterPasscode: "Toets uw pincode in, en daarna een hekje."
    case .loginIncorrect: "Het nummer of de pincode is niet juist."
    case .loginLocked: "U kunt zich nu niet aanmelden. Probeer het later opnieuw."
    case .passcodeAssigned: "Uw pincode is tijdelijk en moet nu worden gewijzigd."
    case .passcodeExpired: "Uw pincode is verlopen en moet nu worden gewijzigd."
    case .wizardRecordName: "U kunt nu uw naam inspreken. Bellers krijgen die te horen."
    case .awayIsOn: "Let op, uw afwezigheidsbegroeting staat aan."
    case .messagesByMail: "Uw nieuwe berichten ontvangt u per e-mail."
    case .mailFailed:
      "Een e-mail over een bericht kon niet worden bezorgd. Het bericht staat in uw voicemailbox."
    case .mailboxNearlyFull: "Uw voicemailbox is bijna vol. Verwijder enkele berichten."

    // Menus
    case .mainMenu: "Hoofdmenu."
    case .messagesMenu: "Berichtenmenu."
    case .moreMenu: "Meer mogelijkheden."
    case .notAvailable: "Deze keuze is niet beschikbaar."
    case .goodbye: "Bedankt voor het bellen. Tot ziens."
    case .sorry: "Sorry, dat is op dit moment niet mogelijk."
    case .cannotBePlayed: "Dit bericht kan niet worden afgespeeld."
    case .cancelled: "Dit is geannuleerd."

    // Playing
    case .noMessages: "U hebt geen berichten."
    case .noMoreMessages: "Er zijn geen berichten meer."
    case .firstMessage: "Dit is het eerste bericht."
    case .messageSaved: "Het bericht is bewaard."
    case .messageDeleted: "Het bericht is verwijderd."
    case .messageRestored: "Het bericht is teruggezet."
    case .messageMarkedNew: "Het bericht blijft als nieuw bewaard."
    case .afterMessage: "Einde van het bericht."
    case .playingHelp: "Tijdens het afspelen kunt u deze toetsen gebruiken."
    case .numberWithheld: "Het nummer van de beller is afgeschermd."
    case .callerWithoutNumber: "Deze beller heeft geen telefoonnummer."
    case .cannotCallBack: "Deze beller kan niet worden teruggebeld."
    case .callingBack: "Een ogenblik geduld, de beller wordt teruggebeld."
    case .callFailed: "De verbinding kon niet tot stand worden gebracht."

    // Sending
    case .recordMessage: "Spreek na de toon uw nieuwe bericht in."
    case .recordIntroduction: "Spreek na de toon een inleiding in, als u dat wilt."
    case .sendMenu: "Het bericht verzenden."
    case .replyMenu: "Het antwoord verzenden."
    case .enterRecipient: "Toets het telefoonnummer of toestelnummer in, en daarna een hekje."
    case .anotherRecipient: "Toets nog een nummer in, of verzend het bericht met een hekje."
    case .recipientUnknown: "Er is geen voicemailbox met dit nummer."
    case .recipientAlreadyAdded: "U hebt dit nummer al toegevoegd."
    case .tooManyRecipients: "U kunt geen nummers meer toevoegen."
    case .confirmCompany: "Wilt u het bericht aan het hele bedrijf verzenden?"
    case .enterList: "Toets het nummer van de verzendlijst in, en daarna een hekje."
    case .colleaguesList: "Druk voor de lijst van een collega alleen op hekje."
    case .listUnknown: "Er is geen lijst met dit nummer."
    case .listMenu: "Aan deze lijst verzenden."
    case .urgentOn: "Het bericht is gemarkeerd als dringend."
    case .urgentOff: "Het bericht is niet meer dringend."
    case .confidentialOn: "Het bericht is gemarkeerd als vertrouwelijk."
    case .confidentialOff: "Het bericht is niet meer vertrouwelijk."
    case .confidentialNotForwarded:
      "Dit bericht is vertrouwelijk en kan niet worden doorgestuurd."
    case .endOfList: "Einde van de lijst."
    case .nothingRecorded: "Er is niets opgenomen."

    // Greetings
    case .busyGreetingMenu: "Begroeting als u in gesprek bent."
    case .noAnswerGreetingMenu: "Begroeting bij geen gehoor."
    case .awayMenu: "Langdurige afwezigheid."
    case .nameMenu: "Uw ingesproken naam."
    case .chooseGreeting: "Kies een begroeting."
    case .reviewMenu: "De opname is klaar."
    case .recordGreeting: "Spreek na de toon uw begroeting in."
    case .recordName: "Spreek na de toon uw naam in."
    case .recordingKept: "Uw opname is bewaard."
    case .systemGreetingSet: "Bellers horen vanaf nu de standaardbegroeting."
    case .nameDeleted: "Uw ingesproken naam is verwijderd."
    case .systemGreetingInUse: "Bellers horen de standaardbegroeting."
    case .noNameRecorded: "U hebt nog geen naam ingesproken."
    case .recordingTooShort: "De opname is te kort."
    case .greetingChosen: "Bellers horen vanaf nu deze begroeting."
    case .awayOn: "De afwezigheidsbegroeting staat aan."
    case .ownGreetingInUse: "Bellers horen uw eigen begroeting."
    case .personalGreetingInUse: "Bellers horen uw persoonlijke begroeting."
    case .alternate1InUse: "Bellers horen begroeting nummer één."
    case .alternate2InUse: "Bellers horen begroeting nummer twee."
    case .alternate3InUse: "Bellers horen begroeting nummer drie."
    case .awayOff: "De afwezigheidsbegroeting staat uit."
    case .awayTakesMessages: "Bellers kunnen tijdens uw afwezigheid berichten inspreken."
    case .awayTakesNoMessages: "Bellers kunnen tijdens uw afwezigheid geen berichten inspreken."

    // Own lists and announcements
    case .newListMenu: "Er is geen lijst met dit nummer. Wilt u die maken?"
    case .listNumbers: "Het nummer van een lijst moet één tot vijftien zijn."
    case .listIsOpen: "Uw collega's kunnen aan deze lijst verzenden."
    case .listIsClosed: "Alleen u kunt aan deze lijst verzenden."
    case .recordListName: "Spreek na de toon de naam van de lijst in."
    case .noAnnouncements: "U hebt geen mededelingen."
    case .recordAnnouncement: "Spreek na de toon uw mededeling in."
    case .confirmDeleteItem: "Wilt u dit verwijderen?"
    case .itemDeleted: "Dit is verwijderd."

    // Message deposit and deleting all
    case .depositMenu: "Berichten inspreken door bellers."
    case .depositOn: "Bellers kunnen berichten inspreken."
    case .depositOff: "Bellers horen uw begroeting en kunnen geen berichten inspreken."
    case .depositTransfer: "Bellers horen uw begroeting en worden daarna doorverbonden."
    case .enterTransferNumber:
      "Toets het nummer in waarmee bellers worden doorverbonden, en daarna een hekje."
    case .confirmDeleteAll: "Wilt u al uw berichten verwijderen?"

    // Call forwarding
    case .forwardingMenu: "Oproepen doorschakelen."
    case .forwardingKindMenu: "Instellingen voor doorschakelen."
    case .enterForwardingNumber:
      "Toets het nummer in waarnaar wordt doorgeschakeld, en daarna een hekje."
    case .numberMalformed: "Dit is geen geldig telefoonnummer."
    case .numberNotAllowed: "Bellen naar dit nummer is niet toegestaan."
    case .numberLeadsBack: "Gesprekken naar dit nummer komen bij u terug."
    case .numberStored: "Het nummer is opgeslagen."

    // Change passcode
    case .enterNewPasscode: "Toets uw nieuwe pincode in, en daarna een hekje."
    case .repeatNewPasscode: "Toets uw nieuwe pincode nog een keer in, en daarna een hekje."
    case .passcodesDiffer: "De twee pincodes zijn niet gelijk."
    case .passcodeChanged: "Uw pincode is gewijzigd."

    // Callers
    case .recordAfterTone: "Spreek na de toon uw bericht in. Hang daarna op, of toets een hekje."
    case .mailboxFull: "Deze voicemailbox is vol. U kunt geen bericht inspreken."
    case .mailboxOff: "Deze voicemailbox is niet beschikbaar."
    case .messagesNotTaken: "U kunt op dit moment geen bericht inspreken."
    case .transferring: "Een ogenblik geduld, u wordt doorverbonden."
    case .transferFailed: "U kon niet worden doorverbonden."
    case .depositTooShort: "Uw bericht was te kort."
    case .callerMenu: "Uw bericht is opgenomen."
    case .confirmCancel: "Wilt u uw bericht verwijderen?"
    case .messageSent: "Uw bericht is verzonden."
    case .messageKept: "Uw bericht is opgenomen en wordt bezorgd."
    case .notInService: "Het gekozen nummer is niet in gebruik."
    case .lineBusy: "Het gekozen nummer is in gesprek."
    case .noAnswer: "Het gekozen nummer geeft geen gehoor."
    }
  }

  func option(_ command: Command) -> String {
    "Om \(purpose(command)), toets"
  }

  private func purpose(_ command: Command) -> String {
    switch command {
    // In many menus
    case .back: "terug te gaan"
    case .repeatMenu: "dit nog een keer te horen"
    case .cancel: "te annuleren"
    case .confirm: "te bevestigen"
    case .record: "op te nemen"
    case .listen: "de opname te beluisteren"
    case .recordAgain: "opnieuw op te nemen"
    case .keep: "de opname te bewaren"
    case .finishRecording: "de opname te beëindigen"
    case .urgent: "het bericht wel of niet als dringend te markeren"
    case .confidential: "het bericht wel of niet als vertrouwelijk te markeren"
    case .switchOn: "in te schakelen"
    case .switchOff: "uit te schakelen"
    case .changeNumber: "het nummer te wijzigen"

    // Main
    case .messages: "naar uw berichten te gaan"
    case .recordedName: "uw ingesproken naam te wijzigen"
    case .callForwarding: "het doorschakelen te wijzigen"
    case .distributionLists: "uw verzendlijsten te beheren"
    case .announcements: "uw mededelingen te beheren"
    case .changePasscode: "uw pincode te wijzigen"
    case .goodbye: "het gesprek te beëindigen"

    // Messages
    case .playMessages: "uw berichten te beluisteren"
    case .busyGreeting: "de begroeting te wijzigen voor als u in gesprek bent"
    case .noAnswerGreeting: "de begroeting bij geen gehoor te wijzigen"
    case .extendedAway: "de begroeting bij langdurige afwezigheid te wijzigen"
    case .compose: "een nieuw bericht te verzenden"
    case .messageDeposit: "te kiezen of bellers berichten kunnen inspreken"
    case .deleteAll: "alle berichten te verwijderen"
    case .deletedMessages: "verwijderde berichten te beluisteren"

    // Playing
    case .skipBack: "drie seconden terug te spoelen"
    case .pauseOrResume: "te pauzeren of verder te luisteren"
    case .skipOn: "drie seconden vooruit te spoelen"
    case .toStart: "naar het begin van het bericht te gaan"
    case .toEnd: "naar het einde van het bericht te gaan"
    case .help: "uitleg over de toetsen te horen"
    case .save: "het bericht te bewaren"
    case .delete: "het bericht te verwijderen"
    case .undelete: "het bericht terug te zetten"
    case .playAgain: "het bericht nog een keer te horen"
    case .previous: "het vorige bericht te horen"
    case .next: "het volgende bericht te horen"
    case .envelope: "te horen wanneer het bericht kwam, en van wie"
    case .callBack: "terug te bellen"
    case .more: "meer mogelijkheden te horen"
    case .reply: "het bericht te beantwoorden"
    case .forward: "het bericht door te sturen"
    case .markNew: "het bericht als nieuw te bewaren"

    // Sending
    case .sendToNumber: "aan een telefoonnummer te verzenden"
    case .sendToCompany: "aan het hele bedrijf te verzenden"
    case .sendToList: "aan een verzendlijst te verzenden"
    case .sendReply: "uw antwoord te verzenden"
    case .reviewMembers: "de leden te horen"
    case .sendNow: "het bericht te verzenden"

    // Own lists and announcements
    case .addMember: "een lid toe te voegen"
    case .removeMember: "een lid te verwijderen"
    case .recordListName: "de naam van de lijst op te nemen"
    case .openToColleagues: "de lijst voor collega's te openen of te sluiten"
    case .deleteItem: "dit te verwijderen"
    case .nextItem: "de volgende te horen"
    case .useAsGreeting: "dit als begroeting te gebruiken"

    // Greetings
    case .ownGreeting: "uw eigen begroeting te gebruiken"
    case .systemGreeting: "de standaardbegroeting te gebruiken"
    case .deleteName: "uw ingesproken naam te verwijderen"
    case .chooseGreeting: "een andere begroeting te kiezen"
    case .personal: "uw persoonlijke begroeting te gebruiken"
    case .alternate1: "begroeting nummer één te gebruiken"
    case .alternate2: "begroeting nummer twee te gebruiken"
    case .alternate3: "begroeting nummer drie te gebruiken"
    case .takeMessages: "berichten aan te nemen of te weigeren"

    // Message deposit by the owner
    case .switchOffTransfer: "bellers na de begroeting door te verbinden"

    // Call forwarding
    case .always: "het doorschakelen van alle oproepen te wijzigen"
    case .busy: "het doorschakelen te wijzigen als u in gesprek bent"
    case .noAnswer: "het doorschakelen bij geen gehoor te wijzigen"
    case .hearState: "de huidige instelling te horen"

    // Callers
    case .skipGreeting: "de begroeting over te slaan"
    case .transfer: "te worden doorverbonden"
    case .logIn: "u bij deze voicemailbox aan te melden"
    case .otherMailbox: "een andere voicemailbox te kiezen"
    case .skip: "dit over te slaan"
    }
  }

  func greeting(_ greeting: Phrase.SystemGreeting) -> String {
    switch greeting {
    case .busy: "is op dit moment in gesprek."
    case .noAnswer: "kan uw oproep nu niet aannemen."
    case .away: "is voor langere tijd afwezig."
    }
  }

  func forwarding(_ kind: ForwardingKind, isOn: Bool) -> String {
    let calls =
      switch kind {
      case .always: "van alle oproepen"
      case .busy: "als u in gesprek bent,"
      case .noAnswer: "bij geen gehoor"
      }
    return "Doorschakelen \(calls) staat \(isOn ? "aan" : "uit")."
  }
}
