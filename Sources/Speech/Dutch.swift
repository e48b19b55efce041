import CallFlow
import Mailbox
import Portal

/// Dutch, with the polite form.
struct Dutch: Tongue {
  let recordedName = "opgenomen naam"
  let recording = "opname"

  func sentence(_ prompt: Prompt) -> String {
    switch prompt {
    // Logging in
    case .enterNumber: "Toets uw telefoonnummer of toestelnummer in, en daarna een hekje."
    case .enterPasscode: "Toets uw pincode in, en daarna een hekje."
    case .loginIncorrect: "Het nummer of de pincode is niet juist."
    case .loginLocked: "Aanmelden is nu geblokkeerd. Probeer het later opnieuw."
    case .passcodeAssigned: "Uw pincode is u toegewezen en moet nu worden gewijzigd."
    case .passcodeExpired: "Uw pincode is verlopen en moet nu worden gewijzigd."
    case .wizardRecordName: "U kunt nu uw naam opnemen. Bellers zullen die horen."
    case .awayIsOn: "Uw afwezigheidsbegroeting staat aan."
    case .mailboxNearlyFull: "Uw postvak is bijna vol. Verwijder enkele berichten."

    // Menus
    case .mainMenu: "Hoofdmenu."
    case .messagesMenu: "Berichtenmenu."
    case .moreMenu: "Meer keuzes."
    case .notAvailable: "Deze keuze is niet beschikbaar."
    case .goodbye: "Bedankt voor het bellen. Tot ziens."
    case .sorry: "Sorry, dit is op dit moment niet mogelijk."
    case .cannotBePlayed: "Dit bericht kan niet worden afgespeeld."
    case .cancelled: "Geannuleerd."

    // Playing
    case .noMessages: "U hebt geen berichten."
    case .noMoreMessages: "Er zijn geen berichten meer."
    case .firstMessage: "Dit is het eerste bericht."
    case .messageSaved: "Bericht bewaard."
    case .messageDeleted: "Bericht verwijderd."
    case .messageRestored: "Bericht teruggezet."
    case .messageMarkedNew: "Het bericht blijft nieuw."
    case .afterMessage: "Einde van het bericht."
    case .playingHelp: "Tijdens een bericht kunt u deze toetsen gebruiken."
    case .numberWithheld: "Het nummer van de beller is onbekend."
    case .cannotCallBack: "Deze beller kan niet worden teruggebeld."
    case .callingBack: "Een ogenblik geduld, de beller wordt teruggebeld."
    case .callFailed: "De verbinding is niet tot stand gekomen."

    // Sending
    case .recordMessage: "Spreek uw bericht in na de toon."
    case .recordIntroduction: "Spreek na de toon een inleiding in, als u dat wilt."
    case .sendMenu: "Het bericht verzenden."
    case .replyMenu: "Het antwoord verzenden."
    case .enterRecipient: "Toets het telefoonnummer of toestelnummer in, en daarna een hekje."
    case .anotherRecipient: "Toets nog een nummer in, of verzend het bericht met een hekje."
    case .recipientUnknown: "Er is geen postvak met dit nummer."
    case .recipientAlreadyAdded: "Dit nummer is al toegevoegd."
    case .tooManyRecipients: "Er kunnen geen nummers meer worden toegevoegd."
    case .confirmCompany: "Wilt u het bericht naar het hele bedrijf verzenden?"
    case .enterList: "Toets het nummer van de verzendlijst in, en daarna een hekje."
    case .colleaguesList: "Druk voor de lijst van een collega alleen op hekje."
    case .listUnknown: "Er is geen lijst met dit nummer."
    case .listMenu: "Naar deze lijst verzenden."
    case .urgentOn: "Het bericht is gemarkeerd als dringend."
    case .urgentOff: "Het bericht is niet meer dringend."
    case .confidentialOn: "Het bericht is gemarkeerd als vertrouwelijk."
    case .confidentialOff: "Het bericht is niet meer vertrouwelijk."
    case .confidentialNotForwarded:
      "Dit bericht is vertrouwelijk en kan niet worden doorgestuurd."
    case .endOfList: "Einde van de lijst."
    case .nothingRecorded: "Er is niets opgenomen."

    // Greetings
    case .busyGreetingMenu: "Begroeting bij in gesprek."
    case .noAnswerGreetingMenu: "Begroeting bij geen antwoord."
    case .awayMenu: "Langdurige afwezigheid."
    case .nameMenu: "Opgenomen naam."
    case .chooseGreeting: "Kies een begroeting."
    case .reviewMenu: "De opname is klaar."
    case .recordGreeting: "Spreek uw begroeting in na de toon."
    case .recordName: "Spreek na de toon uw naam in."
    case .recordingKept: "Uw opname is bewaard."
    case .systemGreetingSet: "Bellers zullen de standaardbegroeting horen."
    case .nameDeleted: "Uw opgenomen naam is verwijderd."
    case .systemGreetingInUse: "Bellers horen de standaardbegroeting."
    case .noNameRecorded: "Er is geen naam opgenomen."
    case .recordingTooShort: "De opname is te kort."
    case .greetingChosen: "De begroeting is gekozen."
    case .awayOn: "De afwezigheidsbegroeting staat aan."
    case .awayOff: "De afwezigheidsbegroeting staat uit."
    case .awayTakesMessages: "Bellers kunnen tijdens uw afwezigheid berichten inspreken."
    case .awayTakesNoMessages: "Bellers kunnen tijdens uw afwezigheid geen berichten inspreken."

    // Message deposit and deleting all
    case .depositMenu: "Berichten van bellers."
    case .depositOn: "Bellers kunnen berichten inspreken."
    case .depositOff: "Bellers horen uw begroeting en kunnen geen berichten inspreken."
    case .depositTransfer: "Bellers horen uw begroeting en worden daarna doorverbonden."
    case .enterTransferNumber:
      "Toets het nummer in waarmee bellers worden doorverbonden, en daarna een hekje."
    case .confirmDeleteAll: "Wilt u al uw berichten verwijderen?"

    // Call forwarding
    case .forwardingMenu: "Doorschakelen."
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
    case .recordAfterTone: "Spreek uw bericht in na de toon."
    case .mailboxFull: "Dit postvak is vol. U kunt geen bericht inspreken."
    case .mailboxOff: "Dit postvak is niet beschikbaar."
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
    case .noAnswer: "Het gekozen nummer neemt niet op."
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
    case .recordedName: "uw opgenomen naam te wijzigen"
    case .callForwarding: "het doorschakelen te wijzigen"
    case .changePasscode: "uw pincode te wijzigen"
    case .goodbye: "het gesprek te beëindigen"

    // Messages
    case .playMessages: "uw berichten te beluisteren"
    case .busyGreeting: "uw begroeting bij in gesprek te wijzigen"
    case .noAnswerGreeting: "uw begroeting bij geen antwoord te wijzigen"
    case .extendedAway: "de begroeting bij langdurige afwezigheid te wijzigen"
    case .compose: "een nieuw bericht te verzenden"
    case .messageDeposit: "te kiezen of bellers berichten kunnen inspreken"
    case .deleteAll: "alle berichten te verwijderen"
    case .deletedMessages: "verwijderde berichten te beluisteren"

    // Playing
    case .skipBack: "drie seconden terug te gaan"
    case .pauseOrResume: "te pauzeren of verder te gaan"
    case .skipOn: "drie seconden vooruit te gaan"
    case .toStart: "naar het begin van het bericht te gaan"
    case .toEnd: "naar het einde van het bericht te gaan"
    case .help: "de toetsen te horen"
    case .save: "het bericht te bewaren"
    case .delete: "het bericht te verwijderen"
    case .undelete: "het bericht terug te zetten"
    case .playAgain: "het bericht nog een keer te horen"
    case .previous: "het vorige bericht te horen"
    case .next: "het volgende bericht te horen"
    case .envelope: "te horen wanneer en van wie het kwam"
    case .callBack: "terug te bellen"
    case .more: "meer keuzes te horen"
    case .reply: "te antwoorden"
    case .forward: "het bericht door te sturen"
    case .markNew: "het bericht als nieuw te bewaren"

    // Sending
    case .sendToNumber: "naar een telefoonnummer te verzenden"
    case .sendToCompany: "naar het hele bedrijf te verzenden"
    case .sendToList: "naar een verzendlijst te verzenden"
    case .sendReply: "uw antwoord te verzenden"
    case .reviewMembers: "de leden te horen"
    case .sendNow: "het bericht te verzenden"

    // Greetings
    case .systemGreeting: "de standaardbegroeting te gebruiken"
    case .deleteName: "uw opgenomen naam te verwijderen"
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
    case .busy: "het doorschakelen bij in gesprek te wijzigen"
    case .noAnswer: "het doorschakelen bij geen antwoord te wijzigen"
    case .hearState: "de instelling te horen"

    // Callers
    case .skipGreeting: "de begroeting over te slaan"
    case .transfer: "te worden doorverbonden"
    case .logIn: "u bij dit postvak aan te melden"
    case .otherMailbox: "een ander postvak te kiezen"
    case .skip: "dit over te slaan"
    }
  }

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
    case .ascendingRun: "Deze pincode heeft te veel oplopende cijfers achter elkaar."
    case .descendingRun: "Deze pincode heeft te veel aflopende cijfers achter elkaar."
    case .repeatedDigit: "Deze pincode heeft te vaak hetzelfde cijfer achter elkaar."
    case .repeatedGroup: "Een pincode mag geen groep cijfers herhalen."
    case .keypadLine: "Een pincode mag geen toetsen op een rechte lijn bevatten."
    case .reverseOfOld: "Een pincode mag niet uw oude pincode achterstevoren zijn."
    case .usedBefore: "Deze pincode hebt u al eerder gebruikt."
    }
  }

  func greeting(_ greeting: Phrase.SystemGreeting) -> String {
    switch greeting {
    case .busy: "is op dit moment in gesprek."
    case .noAnswer: "kan uw oproep nu niet beantwoorden."
    case .away: "is langere tijd afwezig."
    }
  }

  func forwarding(_ kind: ForwardingKind, isOn: Bool) -> String {
    let calls =
      switch kind {
      case .always: "van alle oproepen"
      case .busy: "bij in gesprek"
      case .noAnswer: "bij geen antwoord"
      }
    return "Doorschakelen \(calls) staat \(isOn ? "aan" : "uit")."
  }
}
