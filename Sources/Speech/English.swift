import CallFlow
import Mailbox
import Portal

/// English, in the British way: "hash key", "the twentieth of November", a 12 h clock.
struct English: Tongue {
  let recordedName = "recorded name"
  let recording = "recording"

  func sentence(_ prompt: Prompt) -> String {
    switch prompt {
    // Logging in
    case .enterNumber: "Please enter your phone number or extension, then press hash."
    case .enterPasscode: "Please enter your passcode, then press hash."
    case .loginIncorrect: "The number or the passcode is not correct."
    case .loginLocked: "Logging in is blocked for now. Please try again later."
    case .passcodeAssigned: "Your passcode was assigned to you, and must be changed now."
    case .passcodeExpired: "Your passcode has expired, and must be changed now."
    case .wizardRecordName: "You can now record your name. Callers will hear it."
    case .awayIsOn: "Your extended away greeting is switched on."
    case .mailboxNearlyFull: "Your mailbox is nearly full. Please delete some messages."

    // Menus
    case .mainMenu: "Main menu."
    case .messagesMenu: "Messages menu."
    case .moreMenu: "More choices."
    case .notAvailable: "This choice is not available."
    case .goodbye: "Thank you for calling. Goodbye."
    case .sorry: "Sorry, this is not possible at the moment."
    case .cannotBePlayed: "This message cannot be played."
    case .cancelled: "Cancelled."

    // Playing
    case .noMessages: "You have no messages."
    case .noMoreMessages: "There are no more messages."
    case .firstMessage: "This is the first message."
    case .messageSaved: "Message saved."
    case .messageDeleted: "Message deleted."
    case .messageRestored: "Message restored."
    case .messageMarkedNew: "Message kept as new."
    case .afterMessage: "End of message."
    case .playingHelp: "During a message, you can press these keys."
    case .numberWithheld: "The caller's number is withheld."
    case .cannotCallBack: "This caller cannot be called back."
    case .callingBack: "Please hold, the caller is being called back."
    case .callFailed: "The call could not be connected."

    // Sending
    case .recordMessage: "Please record your message after the tone."
    case .recordIntroduction: "If you wish, record an introduction after the tone."
    case .sendMenu: "Send the message."
    case .replyMenu: "Send the reply."
    case .enterRecipient: "Please enter the phone number or extension, then press hash."
    case .anotherRecipient: "Please enter another number, or press hash to send the message."
    case .recipientUnknown: "There is no mailbox with this number."
    case .recipientAlreadyAdded: "This number has already been added."
    case .tooManyRecipients: "No more numbers can be added."
    case .confirmCompany: "Do you want to send the message to the whole company?"
    case .enterList: "Please enter the number of the distribution list, then press hash."
    case .colleaguesList: "For a colleague's list, press hash alone."
    case .listUnknown: "There is no list with this number."
    case .listMenu: "Send to this list."
    case .urgentOn: "The message is marked as urgent."
    case .urgentOff: "The message is no longer urgent."
    case .confidentialOn: "The message is marked as confidential."
    case .confidentialOff: "The message is no longer confidential."
    case .confidentialNotForwarded: "This message is confidential and cannot be forwarded."
    case .endOfList: "End of the list."
    case .nothingRecorded: "Nothing was recorded."

    // Greetings
    case .busyGreetingMenu: "Busy greeting."
    case .noAnswerGreetingMenu: "No answer greeting."
    case .awayMenu: "Extended away."
    case .nameMenu: "Recorded name."
    case .chooseGreeting: "Choose a greeting."
    case .reviewMenu: "The recording is finished."
    case .recordGreeting: "Please record your greeting after the tone."
    case .recordName: "Please record your name after the tone."
    case .recordingKept: "Your recording is kept."
    case .systemGreetingSet: "Callers will hear the system greeting."
    case .nameDeleted: "Your recorded name has been deleted."
    case .systemGreetingInUse: "Callers hear the system greeting."
    case .noNameRecorded: "No name has been recorded."
    case .recordingTooShort: "The recording is too short."
    case .greetingChosen: "The greeting has been chosen."
    case .awayOn: "Extended away is on."
    case .awayOff: "Extended away is off."
    case .awayTakesMessages: "Callers can leave messages while you are away."
    case .awayTakesNoMessages: "Callers cannot leave messages while you are away."

    // Message deposit and deleting all
    case .depositMenu: "Message deposit."
    case .depositOn: "Callers can leave messages."
    case .depositOff: "Callers hear your greeting and cannot leave messages."
    case .depositTransfer: "Callers hear your greeting and are then transferred."
    case .enterTransferNumber:
      "Please enter the number that callers are transferred to, then press hash."
    case .confirmDeleteAll: "Do you want to delete all your messages?"

    // Call forwarding
    case .forwardingMenu: "Call forwarding."
    case .forwardingKindMenu: "Forwarding settings."
    case .enterForwardingNumber:
      "Please enter the number that calls are forwarded to, then press hash."
    case .numberMalformed: "This is not a valid phone number."
    case .numberNotAllowed: "Calls to this number are not allowed."
    case .numberLeadsBack: "Calls to this number would come back to you."
    case .numberStored: "The number is stored."

    // Change passcode
    case .enterNewPasscode: "Please enter your new passcode, then press hash."
    case .repeatNewPasscode: "Please enter your new passcode again, then press hash."
    case .passcodesDiffer: "The two passcodes are not the same."
    case .passcodeChanged: "Your passcode has been changed."

    // Callers
    case .recordAfterTone: "Please leave your message after the tone."
    case .mailboxFull: "This mailbox is full. You cannot leave a message."
    case .mailboxOff: "This mailbox is not available."
    case .messagesNotTaken: "You cannot leave a message at the moment."
    case .transferring: "Please hold, you are being connected."
    case .transferFailed: "You could not be connected."
    case .depositTooShort: "Your message was too short."
    case .callerMenu: "Your message is recorded."
    case .confirmCancel: "Do you want to delete your message?"
    case .messageSent: "Your message has been sent."
    case .messageKept: "Your message has been recorded and will be delivered."
    case .notInService: "The number you have called is not in service."
    case .lineBusy: "The number you have called is busy."
    case .noAnswer: "The number you have called does not answer."
    }
  }

  func option(_ command: Command) -> String {
    "To \(purpose(command)), press"
  }

  private func purpose(_ command: Command) -> String {
    switch command {
    // In many menus
    case .back: "go back"
    case .repeatMenu: "hear this again"
    case .cancel: "cancel"
    case .confirm: "confirm"
    case .record: "record"
    case .listen: "listen to the recording"
    case .recordAgain: "record again"
    case .keep: "keep the recording"
    case .finishRecording: "end the recording"
    case .urgent: "mark the message as urgent or not"
    case .confidential: "mark the message as confidential or not"
    case .switchOn: "switch it on"
    case .switchOff: "switch it off"
    case .changeNumber: "change the number"

    // Main
    case .messages: "reach your messages"
    case .recordedName: "change your recorded name"
    case .callForwarding: "change your call forwarding"
    case .changePasscode: "change your passcode"
    case .goodbye: "end the call"

    // Messages
    case .playMessages: "hear your messages"
    case .busyGreeting: "change your busy greeting"
    case .noAnswerGreeting: "change your no answer greeting"
    case .extendedAway: "change your extended away settings"
    case .compose: "send a new message"
    case .messageDeposit: "choose whether callers can leave messages"
    case .deleteAll: "delete all messages"
    case .deletedMessages: "hear deleted messages"

    // Playing
    case .skipBack: "go back three seconds"
    case .pauseOrResume: "pause or go on"
    case .skipOn: "go on three seconds"
    case .toStart: "go to the start of the message"
    case .toEnd: "go to the end of the message"
    case .help: "hear the keys"
    case .save: "save the message"
    case .delete: "delete the message"
    case .undelete: "restore the message"
    case .playAgain: "hear the message again"
    case .previous: "hear the previous message"
    case .next: "hear the next message"
    case .envelope: "hear when it came, and from whom"
    case .callBack: "call back"
    case .more: "hear more choices"
    case .reply: "reply"
    case .forward: "forward the message"
    case .markNew: "keep the message as new"

    // Sending
    case .sendToNumber: "send to a phone number"
    case .sendToCompany: "send to the whole company"
    case .sendToList: "send to a distribution list"
    case .sendReply: "send your reply"
    case .reviewMembers: "hear the members"
    case .sendNow: "send the message"

    // Greetings
    case .systemGreeting: "use the system greeting"
    case .deleteName: "delete your recorded name"
    case .chooseGreeting: "choose another greeting"
    case .personal: "use your personal greeting"
    case .alternate1: "use greeting number one"
    case .alternate2: "use greeting number two"
    case .alternate3: "use greeting number three"
    case .takeMessages: "accept or refuse messages"

    // Message deposit by the owner
    case .switchOffTransfer: "transfer callers after the greeting"

    // Call forwarding
    case .always: "change forwarding of all calls"
    case .busy: "change forwarding when you are busy"
    case .noAnswer: "change forwarding when you do not answer"
    case .hearState: "hear the present setting"

    // Callers
    case .skipGreeting: "skip the greeting"
    case .transfer: "be transferred"
    case .logIn: "log in to this mailbox"
    case .otherMailbox: "use another mailbox"
    case .skip: "skip this"
    }
  }

  func refusal(_ rule: PasscodeRule) -> String {
    switch rule {
    case .digitsOnly: "A passcode may contain only digits."
    case .tooShort: "This passcode is too short."
    case .tooLong: "This passcode is too long."
    case .ownNumber: "A passcode may not contain your phone number."
    case .ownExtension: "A passcode may not contain your extension."
    case .ownNumberReversed: "A passcode may not contain your number or extension backwards."
    case .ownName: "A passcode may not spell your name on the keys."
    case .sequence: "A passcode may not be a sequence of digits."
    case .ascendingRun: "This passcode has too many ascending digits in a row."
    case .descendingRun: "This passcode has too many descending digits in a row."
    case .repeatedDigit: "This passcode has the same digit too often in a row."
    case .repeatedGroup: "A passcode may not repeat a group of digits."
    case .keypadLine: "A passcode may not contain keys in a straight line."
    case .reverseOfOld: "A passcode may not be your old one backwards."
    case .usedBefore: "You have used this passcode before."
    }
  }

  func greeting(_ greeting: Phrase.SystemGreeting) -> String {
    switch greeting {
    case .busy: "is busy at the moment."
    case .noAnswer: "cannot answer your call at the moment."
    case .away: "is away for some time."
    }
  }

  func forwarding(_ kind: ForwardingKind, isOn: Bool) -> String {
    let calls =
      switch kind {
      case .always: "all calls"
      case .busy: "calls while you are busy"
      case .noAnswer: "calls that you do not answer"
      }
    return "Forwarding of \(calls) is \(isOn ? "on" : "off")."
  }
}
