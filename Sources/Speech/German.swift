import CallFlow
import Mailbox
import Portal

/// German, with the polite form.
struct German: Tongue {
  let recordedName = "aufgenommener Name"
  let recording = "Aufnahme"

  func sentence(_ prompt: Prompt) -> String {
    switch prompt {
    // Logging in
    case .enterNumber:
      "Bitte geben Sie Ihre Rufnummer oder Durchwahl ein, und drücken Sie dann die Raute-Taste."
    case .enterPasscode:
      "Bitte geben Sie Ihre Geheimzahl ein, und drücken Sie dann die Raute-Taste."
    case .loginIncorrect: "Die Rufnummer oder die Geheimzahl ist nicht richtig."
    case .loginLocked:
      "Die Anmeldung ist zurzeit gesperrt. Bitte versuchen Sie es später noch einmal."
    case .passcodeAssigned:
      "Ihre Geheimzahl wurde Ihnen zugeteilt und muss jetzt geändert werden."
    case .passcodeExpired: "Ihre Geheimzahl ist abgelaufen und muss jetzt geändert werden."
    case .wizardRecordName: "Sie können jetzt Ihren Namen aufnehmen. Anrufer werden ihn hören."
    case .awayIsOn: "Ihre Abwesenheitsansage ist eingeschaltet."
    case .mailboxNearlyFull: "Ihre Mailbox ist fast voll. Bitte löschen Sie einige Nachrichten."

    // Menus
    case .mainMenu: "Hauptmenü."
    case .messagesMenu: "Nachrichtenmenü."
    case .moreMenu: "Weitere Möglichkeiten."
    case .notAvailable: "Diese Auswahl ist nicht möglich."
    case .goodbye: "Vielen Dank für Ihren Anruf. Auf Wiederhören."
    case .sorry: "Das ist zurzeit leider nicht möglich."
    case .cannotBePlayed: "Diese Nachricht kann nicht abgespielt werden."
    case .cancelled: "Abgebrochen."

    // Playing
    case .noMessages: "Sie haben keine Nachrichten."
    case .noMoreMessages: "Es gibt keine weiteren Nachrichten."
    case .firstMessage: "Dies ist die erste Nachricht."
    case .messageSaved: "Nachricht gespeichert."
    case .messageDeleted: "Nachricht gelöscht."
    case .messageRestored: "Nachricht wiederhergestellt."
    case .messageMarkedNew: "Die Nachricht bleibt neu."
    case .afterMessage: "Ende der Nachricht."
    case .playingHelp: "Während einer Nachricht können Sie diese Tasten drücken."
    case .numberWithheld: "Die Rufnummer des Anrufers ist unterdrückt."
    case .cannotCallBack: "Dieser Anrufer kann nicht zurückgerufen werden."
    case .callingBack: "Bitte warten Sie, der Anrufer wird zurückgerufen."
    case .callFailed: "Die Verbindung kam nicht zustande."

    // Sending
    case .recordMessage: "Bitte sprechen Sie Ihre Nachricht nach dem Ton."
    case .recordIntroduction: "Wenn Sie möchten, sprechen Sie nach dem Ton eine Einleitung."
    case .sendMenu: "Nachricht senden."
    case .replyMenu: "Antwort senden."
    case .enterRecipient:
      "Bitte geben Sie die Rufnummer oder Durchwahl ein, und drücken Sie dann die Raute-Taste."
    case .anotherRecipient:
      "Bitte geben Sie eine weitere Nummer ein,"
        + " oder senden Sie die Nachricht mit der Raute-Taste."
    case .recipientUnknown: "Zu dieser Nummer gibt es keine Mailbox."
    case .recipientAlreadyAdded: "Diese Nummer wurde schon eingegeben."
    case .tooManyRecipients: "Weitere Nummern sind nicht möglich."
    case .confirmCompany: "Möchten Sie die Nachricht an die ganze Firma senden?"
    case .enterList:
      "Bitte geben Sie die Nummer der Verteilerliste ein, und drücken Sie dann die Raute-Taste."
    case .colleaguesList: "Für die Liste eines Kollegen drücken Sie nur Raute."
    case .listUnknown: "Eine Liste mit dieser Nummer gibt es nicht."
    case .listMenu: "An diese Liste senden."
    case .urgentOn: "Die Nachricht ist als dringend gekennzeichnet."
    case .urgentOff: "Die Nachricht ist nicht mehr dringend."
    case .confidentialOn: "Die Nachricht ist als vertraulich gekennzeichnet."
    case .confidentialOff: "Die Nachricht ist nicht mehr vertraulich."
    case .confidentialNotForwarded:
      "Diese Nachricht ist vertraulich und kann nicht weitergeleitet werden."
    case .endOfList: "Ende der Liste."
    case .nothingRecorded: "Es wurde nichts aufgenommen."

    // Greetings
    case .busyGreetingMenu: "Ansage bei besetzt."
    case .noAnswerGreetingMenu: "Ansage bei Nichtmelden."
    case .awayMenu: "Längere Abwesenheit."
    case .nameMenu: "Aufgenommener Name."
    case .chooseGreeting: "Wählen Sie eine Ansage."
    case .reviewMenu: "Die Aufnahme ist beendet."
    case .recordGreeting: "Bitte sprechen Sie Ihre Ansage nach dem Ton."
    case .recordName: "Bitte sprechen Sie nach dem Ton Ihren Namen."
    case .recordingKept: "Ihre Aufnahme ist gespeichert."
    case .systemGreetingSet: "Anrufer werden die Standardansage hören."
    case .nameDeleted: "Ihr aufgenommener Name ist gelöscht."
    case .systemGreetingInUse: "Anrufer hören die Standardansage."
    case .noNameRecorded: "Es ist kein Name aufgenommen."
    case .recordingTooShort: "Die Aufnahme ist zu kurz."
    case .greetingChosen: "Die Ansage ist ausgewählt."
    case .awayOn: "Die Abwesenheitsansage ist eingeschaltet."
    case .awayOff: "Die Abwesenheitsansage ist ausgeschaltet."
    case .awayTakesMessages: "Während Ihrer Abwesenheit können Anrufer Nachrichten hinterlassen."
    case .awayTakesNoMessages:
      "Während Ihrer Abwesenheit können Anrufer keine Nachrichten hinterlassen."

    // Message deposit and deleting all
    case .depositMenu: "Annahme von Nachrichten."
    case .depositOn: "Anrufer können Nachrichten hinterlassen."
    case .depositOff: "Anrufer hören Ihre Ansage und können keine Nachrichten hinterlassen."
    case .depositTransfer: "Anrufer hören Ihre Ansage und werden dann weiterverbunden."
    case .enterTransferNumber:
      "Bitte geben Sie die Nummer ein, mit der Anrufer verbunden werden,"
        + " und drücken Sie dann die Raute-Taste."
    case .confirmDeleteAll: "Möchten Sie alle Ihre Nachrichten löschen?"

    // Call forwarding
    case .forwardingMenu: "Rufumleitung."
    case .forwardingKindMenu: "Einstellungen der Rufumleitung."
    case .enterForwardingNumber:
      "Bitte geben Sie die Nummer ein, an die Anrufe umgeleitet werden,"
        + " und drücken Sie dann die Raute-Taste."
    case .numberMalformed: "Dies ist keine gültige Rufnummer."
    case .numberNotAllowed: "Anrufe an diese Nummer sind nicht erlaubt."
    case .numberLeadsBack: "Anrufe an diese Nummer kämen zu Ihnen zurück."
    case .numberStored: "Die Nummer ist gespeichert."

    // Change passcode
    case .enterNewPasscode:
      "Bitte geben Sie Ihre neue Geheimzahl ein, und drücken Sie dann die Raute-Taste."
    case .repeatNewPasscode:
      "Bitte geben Sie Ihre neue Geheimzahl noch einmal ein,"
        + " und drücken Sie dann die Raute-Taste."
    case .passcodesDiffer: "Die beiden Geheimzahlen stimmen nicht überein."
    case .passcodeChanged: "Ihre Geheimzahl ist geändert."

    // Callers
    case .recordAfterTone: "Bitte hinterlassen Sie Ihre Nachricht nach dem Ton."
    case .mailboxFull: "Diese Mailbox ist voll. Sie können keine Nachricht hinterlassen."
    case .mailboxOff: "Diese Mailbox ist nicht erreichbar."
    case .messagesNotTaken: "Sie können zurzeit keine Nachricht hinterlassen."
    case .transferring: "Bitte warten Sie, Sie werden verbunden."
    case .transferFailed: "Sie konnten nicht verbunden werden."
    case .depositTooShort: "Ihre Nachricht war zu kurz."
    case .callerMenu: "Ihre Nachricht ist aufgenommen."
    case .confirmCancel: "Möchten Sie Ihre Nachricht löschen?"
    case .messageSent: "Ihre Nachricht ist gesendet."
    case .messageKept: "Ihre Nachricht wurde aufgenommen und wird zugestellt."
    case .notInService: "Die gewählte Rufnummer ist nicht vergeben."
    case .lineBusy: "Der gewählte Anschluss ist besetzt."
    case .noAnswer: "Der gewählte Anschluss meldet sich nicht."
    }
  }

  func option(_ command: Command) -> String {
    "Um \(purpose(command)), drücken Sie die"
  }

  private func purpose(_ command: Command) -> String {
    switch command {
    // In many menus
    case .back: "zurückzugehen"
    case .repeatMenu: "dies noch einmal zu hören"
    case .cancel: "abzubrechen"
    case .confirm: "zu bestätigen"
    case .record: "aufzunehmen"
    case .listen: "die Aufnahme anzuhören"
    case .recordAgain: "neu aufzunehmen"
    case .keep: "die Aufnahme zu behalten"
    case .finishRecording: "die Aufnahme zu beenden"
    case .urgent: "die Nachricht als dringend oder nicht dringend zu kennzeichnen"
    case .confidential: "die Nachricht als vertraulich oder nicht vertraulich zu kennzeichnen"
    case .switchOn: "einzuschalten"
    case .switchOff: "auszuschalten"
    case .changeNumber: "die Nummer zu ändern"

    // Main
    case .messages: "zu Ihren Nachrichten zu kommen"
    case .recordedName: "Ihren aufgenommenen Namen zu ändern"
    case .callForwarding: "Ihre Rufumleitung zu ändern"
    case .changePasscode: "Ihre Geheimzahl zu ändern"
    case .goodbye: "den Anruf zu beenden"

    // Messages
    case .playMessages: "Ihre Nachrichten zu hören"
    case .busyGreeting: "Ihre Ansage bei besetzt zu ändern"
    case .noAnswerGreeting: "Ihre Ansage bei Nichtmelden zu ändern"
    case .extendedAway: "die Ansage bei längerer Abwesenheit zu ändern"
    case .compose: "eine Nachricht zu senden"
    case .messageDeposit: "die Annahme von Nachrichten zu ändern"
    case .deleteAll: "alle Nachrichten zu löschen"
    case .deletedMessages: "gelöschte Nachrichten zu hören"

    // Playing
    case .skipBack: "drei Sekunden zurückzugehen"
    case .pauseOrResume: "anzuhalten oder fortzusetzen"
    case .skipOn: "drei Sekunden vorzugehen"
    case .toStart: "an den Anfang der Nachricht zu gehen"
    case .toEnd: "an das Ende der Nachricht zu gehen"
    case .help: "die Tasten zu hören"
    case .save: "die Nachricht zu speichern"
    case .delete: "die Nachricht zu löschen"
    case .undelete: "die Nachricht wiederherzustellen"
    case .playAgain: "die Nachricht noch einmal zu hören"
    case .previous: "die vorige Nachricht zu hören"
    case .next: "die nächste Nachricht zu hören"
    case .envelope: "zu hören, wann und von wem sie kam"
    case .callBack: "zurückzurufen"
    case .more: "weitere Möglichkeiten zu hören"
    case .reply: "zu antworten"
    case .forward: "die Nachricht weiterzuleiten"
    case .markNew: "die Nachricht als neu zu behalten"

    // Sending
    case .sendToNumber: "an eine Rufnummer zu senden"
    case .sendToCompany: "an die ganze Firma zu senden"
    case .sendToList: "an eine Verteilerliste zu senden"
    case .sendReply: "Ihre Antwort zu senden"
    case .reviewMembers: "die Mitglieder zu hören"
    case .sendNow: "die Nachricht zu senden"

    // Greetings
    case .systemGreeting: "die Standardansage zu verwenden"
    case .deleteName: "Ihren aufgenommenen Namen zu löschen"
    case .chooseGreeting: "eine andere Ansage zu wählen"
    case .personal: "Ihre persönliche Ansage zu verwenden"
    case .alternate1: "die erste weitere Ansage zu verwenden"
    case .alternate2: "die zweite weitere Ansage zu verwenden"
    case .alternate3: "die dritte weitere Ansage zu verwenden"
    case .takeMessages: "Nachrichten anzunehmen oder abzulehnen"

    // Message deposit by the owner
    case .switchOffTransfer: "Anrufer nach der Ansage weiterzuverbinden"

    // Call forwarding
    case .always: "die Umleitung aller Anrufe zu ändern"
    case .busy: "die Umleitung bei besetzt zu ändern"
    case .noAnswer: "die Umleitung bei Nichtmelden zu ändern"
    case .hearState: "die Einstellung zu hören"

    // Callers
    case .skipGreeting: "die Ansage zu überspringen"
    case .transfer: "verbunden zu werden"
    case .logIn: "sich bei dieser Mailbox anzumelden"
    case .otherMailbox: "eine andere Mailbox zu wählen"
    case .skip: "dies zu überspringen"
    }
  }

  func refusal(_ rule: PasscodeRule) -> String {
    switch rule {
    case .digitsOnly: "Eine Geheimzahl darf nur aus Ziffern bestehen."
    case .tooShort: "Diese Geheimzahl ist zu kurz."
    case .tooLong: "Diese Geheimzahl ist zu lang."
    case .ownNumber: "Eine Geheimzahl darf nicht Ihre Rufnummer enthalten."
    case .ownExtension: "Eine Geheimzahl darf nicht Ihre Durchwahl enthalten."
    case .ownNumberReversed:
      "Eine Geheimzahl darf nicht Ihre Rufnummer oder Durchwahl rückwärts enthalten."
    case .ownName: "Eine Geheimzahl darf auf den Tasten nicht Ihren Namen ergeben."
    case .sequence: "Eine Geheimzahl darf keine Folge von Ziffern sein."
    case .ascendingRun: "Diese Geheimzahl hat zu viele aufsteigende Ziffern nacheinander."
    case .descendingRun: "Diese Geheimzahl hat zu viele absteigende Ziffern nacheinander."
    case .repeatedDigit: "Diese Geheimzahl hat dieselbe Ziffer zu oft nacheinander."
    case .repeatedGroup: "Eine Geheimzahl darf keine Gruppe von Ziffern wiederholen."
    case .keypadLine: "Eine Geheimzahl darf keine Tasten in gerader Linie enthalten."
    case .reverseOfOld: "Eine Geheimzahl darf nicht Ihre alte in umgekehrter Reihenfolge sein."
    case .usedBefore: "Diese Geheimzahl haben Sie schon einmal verwendet."
    }
  }

  func greeting(_ greeting: Phrase.SystemGreeting) -> String {
    switch greeting {
    case .busy: "ist zurzeit besetzt."
    case .noAnswer: "kann Ihren Anruf zurzeit nicht annehmen."
    case .away: "ist längere Zeit nicht erreichbar."
    }
  }

  func forwarding(_ kind: ForwardingKind, isOn: Bool) -> String {
    let calls =
      switch kind {
      case .always: "aller Anrufe"
      case .busy: "bei besetzt"
      case .noAnswer: "bei Nichtmelden"
      }
    return "Die Umleitung \(calls) ist \(isOn ? "eingeschaltet" : "ausgeschaltet")."
  }
}
