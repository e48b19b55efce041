import CallFlow
import Mailbox
import Portal

/// German, with the polite form.
struct German: SpokenLanguage {
  let recordedName = "aufgenommener Name"
  let recording = "Aufnahme"
  let largestNumberAtEnd = 59

  func sentence(_ prompt: Prompt) -> String {
    switch prompt {
    // Logging in
    case .enterNumber:
      "Bitte geben Sie Ihre Rufnummer oder Durchwahl ein, und drücken Sie dann die Raute-Taste."
    case .enterPasscode: "Bitte geben Sie Ihr Kennwort ein, und drücken Sie dann die Raute-Taste."
    case .loginIncorrect: "Die Rufnummer oder das Kennwort ist nicht richtig."
    case .loginLocked:
      "Die Anmeldung ist zurzeit gesperrt. Bitte versuchen Sie es später noch einmal."
    case .passcodeAssigned: "Ihr Kennwort ist vorläufig und muss jetzt geändert werden."
    case .passcodeExpired: "Ihr Kennwort ist abgelaufen und muss jetzt geändert werden."
    case .wizardRecordName: "Sie können jetzt Ihren Namen aufnehmen. Ihre Anrufer werden ihn hören."
    case .awayIsOn: "Bitte beachten Sie, Ihre Abwesenheitsbegrüßung ist eingeschaltet."
    case .messagesByMail: "Ihre neuen Nachrichten erhalten Sie per E-Mail."
    case .mailFailed:
      "Eine E-Mail zu einer Nachricht konnte nicht zugestellt werden. Die Nachricht ist in Ihrer Mailbox."
    case .mailboxNearlyFull: "Ihre Mailbox ist fast voll. Bitte löschen Sie einige Nachrichten."

    // Menus
    case .mainMenu: "Hauptmenü."
    case .messagesMenu: "Nachrichtenmenü."
    case .moreMenu: "Weitere Möglichkeiten."
    case .notAvailable: "Diese Auswahl ist nicht möglich."
    case .goodbye: "Vielen Dank für Ihren Anruf. Auf Wiederhören."
    case .sorry: "Das ist im Moment leider nicht möglich."
    case .cannotBePlayed: "Diese Nachricht kann nicht abgespielt werden."
    case .cancelled: "Der Vorgang wurde abgebrochen."

    // Playing
    case .noMessages: "Sie haben keine Nachrichten."
    case .noMoreMessages: "Es gibt keine weiteren Nachrichten."
    case .firstMessage: "Dies ist die erste Nachricht."
    case .messageSaved: "Die Nachricht wurde gespeichert."
    case .messageDeleted: "Die Nachricht wurde gelöscht."
    case .messageRestored: "Die Nachricht wurde wiederhergestellt."
    case .messageMarkedNew: "Die Nachricht bleibt als neu gespeichert."
    case .afterMessage: "Ende der Nachricht."
    case .playingHelp: "Während der Wiedergabe können Sie diese Tasten drücken."
    case .numberWithheld: "Die Rufnummer des Anrufers ist unterdrückt."
    case .callerWithoutNumber: "Dieser Anrufer hat keine Rufnummer."
    case .cannotCallBack: "Dieser Anrufer kann nicht zurückgerufen werden."
    case .callingBack: "Bitte warten Sie. Der Anrufer wird zurückgerufen."
    case .callFailed: "Die Verbindung konnte nicht hergestellt werden."

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
    case .recipientAlreadyAdded: "Diese Nummer haben Sie schon eingegeben."
    case .tooManyRecipients: "Sie können keine weiteren Nummern hinzufügen."
    case .confirmCompany: "Möchten Sie die Nachricht an die ganze Firma senden?"
    case .enterList:
      "Bitte geben Sie die Nummer der Verteilerliste ein, und drücken Sie dann die Raute-Taste."
    case .colleaguesList: "Für die Liste eines Kollegen drücken Sie nur Raute."
    case .listUnknown: "Es gibt keine Liste mit dieser Nummer."
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
    case .busyGreetingMenu: "Begrüßung bei Besetzt."
    case .noAnswerGreetingMenu: "Begrüßung, wenn Sie nicht antworten."
    case .awayMenu: "Längere Abwesenheit."
    case .nameMenu: "Ihr aufgenommener Name."
    case .chooseGreeting: "Bitte wählen Sie eine Begrüßung."
    case .reviewMenu: "Die Aufnahme ist beendet."
    case .recordGreeting: "Bitte sprechen Sie Ihre Begrüßung nach dem Ton."
    case .recordName: "Bitte sprechen Sie nach dem Ton Ihren Namen."
    case .recordingKept: "Ihre Aufnahme wurde gespeichert."
    case .systemGreetingSet: "Ihre Anrufer hören ab jetzt die Standardbegrüßung."
    case .nameDeleted: "Ihr aufgenommener Name wurde gelöscht."
    case .systemGreetingInUse: "Ihre Anrufer hören die Standardbegrüßung."
    case .noNameRecorded: "Sie haben noch keinen Namen aufgenommen."
    case .recordingTooShort: "Die Aufnahme ist zu kurz."
    case .greetingChosen: "Ihre Anrufer hören ab jetzt diese Begrüßung."
    case .awayOn: "Die Abwesenheitsbegrüßung ist eingeschaltet."
    case .ownGreetingInUse: "Ihre Anrufer hören Ihre eigene Begrüßung."
    case .personalGreetingInUse: "Ihre Anrufer hören Ihre persönliche Begrüßung."
    case .alternate1InUse: "Ihre Anrufer hören Begrüßung Nummer eins."
    case .alternate2InUse: "Ihre Anrufer hören Begrüßung Nummer zwei."
    case .alternate3InUse: "Ihre Anrufer hören Begrüßung Nummer drei."
    case .awayOff: "Die Abwesenheitsbegrüßung ist ausgeschaltet."
    case .awayTakesMessages: "Während Ihrer Abwesenheit können Anrufer Nachrichten hinterlassen."
    case .awayTakesNoMessages:
      "Während Ihrer Abwesenheit können Anrufer keine Nachrichten hinterlassen."

    // Own lists and announcements
    case .newListMenu: "Es gibt keine Liste mit dieser Nummer. Möchten Sie sie anlegen?"
    case .listNumbers: "Die Nummer einer Liste muss eins bis fünfzehn sein."
    case .listIsOpen: "Ihre Kollegen können an diese Liste senden."
    case .listIsClosed: "Nur Sie können an diese Liste senden."
    case .recordListName: "Bitte sprechen Sie den Namen der Liste nach dem Ton."
    case .noAnnouncements: "Sie haben keine Ansagen."
    case .recordAnnouncement: "Bitte sprechen Sie Ihre Ansage nach dem Ton."
    case .confirmDeleteItem: "Möchten Sie das löschen?"
    case .itemDeleted: "Das wurde gelöscht."

    // Message deposit and deleting all
    case .depositMenu: "Annahme von Nachrichten."
    case .depositOn: "Anrufer können Nachrichten hinterlassen."
    case .depositOff: "Anrufer hören Ihre Begrüßung und können keine Nachrichten hinterlassen."
    case .depositTransfer: "Anrufer hören Ihre Begrüßung und werden dann weiterverbunden."
    case .enterTransferNumber:
      "Bitte geben Sie die Nummer ein, mit der Anrufer verbunden werden, und drücken Sie dann die Raute-Taste."
    case .confirmDeleteAll: "Möchten Sie alle Ihre Nachrichten löschen?"

    // Call forwarding
    case .forwardingMenu: "Anrufumleitung."
    case .forwardingKindMenu: "Einstellungen der Anrufumleitung."
    case .enterForwardingNumber:
      "Bitte geben Sie die Nummer ein, an die Anrufe umgeleitet werden,"
        + " und drücken Sie dann die Raute-Taste."
    case .numberMalformed: "Dies ist keine gültige Rufnummer."
    case .numberNotAllowed: "Anrufe an diese Nummer sind nicht erlaubt."
    case .numberLeadsBack: "Anrufe an diese Nummer kämen zu Ihnen zurück."
    case .numberStored: "Die Nummer wurde gespeichert."

    // Change passcode
    case .enterNewPasscode:
      "Bitte geben Sie Ihr neues Kennwort ein, und drücken Sie dann die Raute-Taste."
    case .repeatNewPasscode:
      "Bitte geben Sie Ihr neues Kennwort noch einmal ein, und drücken Sie dann die Raute-Taste."
    case .passcodesDiffer: "Die beiden Kennwörter stimmen nicht überein."
    case .passcodeChanged: "Ihr Kennwort wurde geändert."

    // Callers
    case .recordAfterTone:
      "Bitte hinterlassen Sie Ihre Nachricht nach dem Ton. Danach legen Sie auf, oder drücken Sie die Raute-Taste."
    case .mailboxFull: "Diese Mailbox ist voll. Sie können keine Nachricht hinterlassen."
    case .mailboxOff: "Diese Mailbox ist zurzeit nicht erreichbar."
    case .messagesNotTaken: "Sie können zurzeit keine Nachricht hinterlassen."
    case .transferring: "Bitte warten Sie. Sie werden verbunden."
    case .transferFailed: "Sie konnten nicht verbunden werden."
    case .depositTooShort: "Ihre Nachricht war zu kurz."
    case .callerMenu: "Ihre Nachricht wurde aufgenommen."
    case .confirmCancel: "Möchten Sie Ihre Nachricht löschen?"
    case .messageSent: "Ihre Nachricht wurde gesendet."
    case .messageKept: "Ihre Nachricht wurde aufgenommen und wird zugestellt."
    case .notInService: "Die gewählte Rufnummer ist nicht vergeben."
    case .lineBusy: "Der gewählte Anschluss ist zurzeit besetzt."
    case .noAnswer: "Der gewählte Anschluss antwortet nicht."
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
    case .keep: "die Aufnahme zu speichern"
    case .finishRecording: "die Aufnahme zu beenden"
    case .urgent: "die Nachricht als dringend oder nicht dringend zu kennzeichnen"
    case .confidential: "die Nachricht als vertraulich oder nicht vertraulich zu kennzeichnen"
    case .switchOn: "einzuschalten"
    case .switchOff: "auszuschalten"
    case .changeNumber: "die Nummer zu ändern"

    // Main
    case .messages: "zu Ihren Nachrichten zu kommen"
    case .recordedName: "Ihren aufgenommenen Namen zu ändern"
    case .callForwarding: "Ihre Anrufumleitung zu ändern"
    case .distributionLists: "Ihre Verteilerlisten zu verwalten"
    case .announcements: "Ihre Ansagen zu verwalten"
    case .changePasscode: "Ihr Kennwort zu ändern"
    case .goodbye: "das Gespräch zu beenden"

    // Messages
    case .playMessages: "Ihre Nachrichten zu hören"
    case .busyGreeting: "Ihre Begrüßung bei Besetzt zu ändern"
    case .noAnswerGreeting: "die Begrüßung zu ändern, wenn Sie nicht antworten"
    case .extendedAway: "die Begrüßung bei längerer Abwesenheit zu ändern"
    case .compose: "eine neue Nachricht zu senden"
    case .messageDeposit: "festzulegen, ob Anrufer Nachrichten hinterlassen können"
    case .deleteAll: "alle Nachrichten zu löschen"
    case .deletedMessages: "gelöschte Nachrichten zu hören"

    // Playing
    case .skipBack: "drei Sekunden zurückzuspringen"
    case .pauseOrResume: "anzuhalten oder fortzufahren"
    case .skipOn: "drei Sekunden vorzuspringen"
    case .toStart: "an den Anfang der Nachricht zu springen"
    case .toEnd: "an das Ende der Nachricht zu springen"
    case .help: "eine Erklärung der Tasten zu hören"
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
    case .markNew: "die Nachricht als neu zu speichern"

    // Sending
    case .sendToNumber: "an eine Rufnummer zu senden"
    case .sendToCompany: "an die ganze Firma zu senden"
    case .sendToList: "an eine Verteilerliste zu senden"
    case .sendReply: "Ihre Antwort zu senden"
    case .reviewMembers: "die Mitglieder zu hören"
    case .sendNow: "die Nachricht zu senden"

    // Own lists and announcements
    case .addMember: "ein Mitglied hinzuzufügen"
    case .removeMember: "ein Mitglied zu entfernen"
    case .recordListName: "den Namen der Liste aufzunehmen"
    case .openToColleagues: "die Liste für Kollegen zu öffnen oder zu schließen"
    case .deleteItem: "das zu löschen"
    case .nextItem: "weiterzugehen"
    case .useAsGreeting: "das als Begrüßung zu verwenden"

    // Greetings
    case .ownGreeting: "Ihre eigene Begrüßung zu verwenden"
    case .systemGreeting: "die Standardbegrüßung zu verwenden"
    case .deleteName: "Ihren aufgenommenen Namen zu löschen"
    case .chooseGreeting: "eine andere Begrüßung zu wählen"
    case .personal: "Ihre persönliche Begrüßung zu verwenden"
    case .alternate1: "Begrüßung Nummer eins zu verwenden"
    case .alternate2: "Begrüßung Nummer zwei zu verwenden"
    case .alternate3: "Begrüßung Nummer drei zu verwenden"
    case .takeMessages: "Nachrichten anzunehmen oder abzulehnen"

    // Message deposit by the owner
    case .switchOffTransfer: "Anrufer nach der Begrüßung weiterzuverbinden"

    // Call forwarding
    case .always: "die Umleitung aller Anrufe zu ändern"
    case .busy: "die Umleitung bei Besetzt zu ändern"
    case .noAnswer: "die Umleitung zu ändern, wenn Sie nicht antworten"
    case .hearState: "die jetzige Einstellung zu hören"

    // Callers
    case .skipGreeting: "die Begrüßung zu überspringen"
    case .transfer: "verbunden zu werden"
    case .logIn: "sich bei dieser Mailbox anzumelden"
    case .otherMailbox: "eine andere Mailbox zu wählen"
    case .skip: "dies zu überspringen"
    }
  }

  func greeting(_ greeting: Phrase.SystemGreeting) -> String {
    switch greeting {
    case .busy: "spricht gerade."
    case .noAnswer: "kann Ihren Anruf im Moment nicht annehmen."
    case .away: "ist für längere Zeit nicht erreichbar."
    }
  }

  func forwarding(_ kind: ForwardingKind, isOn: Bool) -> String {
    let calls =
      switch kind {
      case .always: " für alle Anrufe"
      case .busy: " bei Besetzt"
      case .noAnswer: ", wenn Sie nicht antworten,"
      }
    return "Die Anrufumleitung\(calls) ist \(isOn ? "eingeschaltet" : "ausgeschaltet")."
  }
}
