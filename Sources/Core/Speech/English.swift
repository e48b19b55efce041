import CallFlow
import Mailbox
import Portal

/// English, in the British way: "hash key", "the twentieth of November", a 12 h clock.
struct English: SpokenLanguage {
  let recordedName = "recorded name"
  let recording = "recording"
  let largestNumberAtEnd = 9

  func sentence(_ prompt: Prompt) -> String {
    switch prompt {
    // Logging in
    case .enterNumber: "Please enter your phone number or extension, then press hash."
    case .enterPasscode: "Please enter your passcode, then press hash."
    case .loginIncorrect: "The number or the passcode is not correct."
    case .loginLocked: "You cannot log in at the moment. Please try again later."
    case .passcodeAssigned: "Your passcode is a temporary one, and must be changed now."
    case .passcodeExpired: "Your passcode has expired, and must be changed now."
    case .wizardRecordName: "You can now record your name. Your callers will hear it."
    case .awayIsOn: "Please note that your extended away greeting is on."
    case .messagesByMail: "Your new messages are sent to you by email."
    case .mailFailed:
      "An email about a message could not be delivered. The message is in your mailbox."
    case .mailboxNearlyFull: "Your mailbox is nearly full. Please delete some messages."

    // Menus
    case .mainMenu: "Main menu."
    case .messagesMenu: "Messages menu."
    case .moreMenu: "More options."
    case .notAvailable: "This option is not available."
    case .goodbye: "Thank you for calling. Goodbye."
    case .sorry: "Sorry, this is not possible at the moment."
    case .cannotBePlayed: "This message cannot be played."
    case .cancelled: "This has been cancelled."

    // Playing
    case .noMessages: "You have no messages."
    case .noMoreMessages: "There are no more messages."
    case .firstMessage: "This is the first message."
    case .messageSaved: "The message has been saved."
    case .messageDeleted: "The message has been deleted."
    case .messageRestored: "The message has been restored."
    case .messageMarkedNew: "The message has been kept as new."
    case .afterMessage: "End of message."
    case .playingHelp: "While a message is playing, you can press these keys."
    case .numberWithheld: "The caller's number is withheld."
    case .callerWithoutNumber: "This caller has no phone number."
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
    case .recipientAlreadyAdded: "You have already added this number."
    case .tooManyRecipients: "You cannot add any more numbers."
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
    case .noAnswerGreetingMenu: "No-answer greeting."
    case .awayMenu: "Extended away."
    case .nameMenu: "Your recorded name."
    case .chooseGreeting: "Please choose a greeting."
    case .reviewMenu: "The recording is finished."
    case .recordGreeting: "Please record your greeting after the tone."
    case .recordName: "Please record your name after the tone."
    case .recordingKept: "Your recording has been saved."
    case .systemGreetingSet: "Callers will now hear the system greeting."
    case .nameDeleted: "Your recorded name has been deleted."
    case .systemGreetingInUse: "Callers hear the system greeting."
    case .noNameRecorded: "No name has been recorded."
    case .recordingTooShort: "The recording is too short."
    case .greetingChosen: "Callers will now hear this greeting."
    case .awayOn: "Your extended away greeting is on."
    case .ownGreetingInUse: "Callers hear your own greeting."
    case .personalGreetingInUse: "Callers hear your personal greeting."
    case .alternate1InUse: "Callers hear greeting number one."
    case .alternate2InUse: "Callers hear greeting number two."
    case .alternate3InUse: "Callers hear greeting number three."
    case .awayOff: "Your extended away greeting is off."
    case .awayTakesMessages: "Callers can leave messages while you are away."
    case .awayTakesNoMessages: "Callers cannot leave messages while you are away."

    // Own lists and announcements
    case .newListMenu: "There is no list with this number. Do you want to make it?"
    case .listNumbers: "The number of a list must be one to fifteen."
    case .listIsOpen: "Your colleagues can send to this list."
    case .listIsClosed: "Only you can send to this list."
    case .recordListName: "Please record the name of the list after the tone."
    case .noAnnouncements: "You have no announcements."
    case .recordAnnouncement: "Please record your announcement after the tone."
    case .confirmDeleteItem: "Do you want to delete it?"
    case .itemDeleted: "It has been deleted."

    // Message deposit and deleting all
    case .depositMenu: "Taking messages."
    case .depositOn: "Callers can leave messages."
    case .depositOff: "Callers hear your greeting and cannot leave messages."
    case .depositTransfer: "Callers hear your greeting and are then transferred."
    case .enterTransferNumber:
      "Please enter the number to which callers are transferred, then press hash."
    case .confirmDeleteAll: "Do you want to delete all your messages?"

    // Call forwarding
    case .forwardingMenu: "Call forwarding."
    case .forwardingKindMenu: "Call forwarding settings."
    case .enterForwardingNumber:
      "Please enter the number to which calls are forwarded, then press hash."
    case .numberMalformed: "This is not a valid phone number."
    case .numberNotAllowed: "Calls to this number are not allowed."
    case .numberLeadsBack: "Calls to this number would come back to you."
    case .numberStored: "The number has been saved."

    // Change passcode
    case .enterNewPasscode: "Please enter your new passcode, then press hash."
    case .repeatNewPasscode: "Please enter your new passcode again, then press hash."
    case .passcodesDiffer: "The two passcodes are not the same."
    case .passcodeChanged: "Your passcode has been changed."

    // Callers
    case .recordAfterTone:
      "Please leave your message after the tone. When you have finished, hang up or press hash."
    case .mailboxFull: "This mailbox is full, and you cannot leave a message."
    case .mailboxOff: "This mailbox is not available."
    case .messagesNotTaken: "You cannot leave a message at the moment."
    case .transferring: "Please hold, you are being connected."
    case .transferFailed: "You could not be connected."
    case .depositTooShort: "Your message was too short."
    case .callerMenu: "Your message has been recorded."
    case .confirmCancel: "Do you want to delete your message?"
    case .messageSent: "Your message has been sent."
    case .messageKept: "Your message has been recorded and will be delivered."
    case .notInService: "The number you have called is not in service."
    case .lineBusy: "The number you have called is busy."
    case .noAnswer: "There is no answer from the number you have called."
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
    case .keep: "save the recording"
    case .finishRecording: "end the recording"
    case .urgent: "mark the message as urgent, or not"
    case .confidential: "mark the message as confidential, or not"
    case .switchOn: "switch it on"
    case .switchOff: "switch it off"
    case .changeNumber: "change the number"

    // Main
    case .messages: "go to your messages"
    case .recordedName: "change your recorded name"
    case .callForwarding: "change your call forwarding"
    case .distributionLists: "manage your distribution lists"
    case .announcements: "manage your announcements"
    case .changePasscode: "change your passcode"
    case .goodbye: "end this call"

    // Messages
    case .playMessages: "hear your messages"
    case .busyGreeting: "change your busy greeting"
    case .noAnswerGreeting: "change your no-answer greeting"
    case .extendedAway: "change your extended away settings"
    case .compose: "send a new message"
    case .messageDeposit: "choose whether callers can leave messages"
    case .deleteAll: "delete all messages"
    case .deletedMessages: "hear deleted messages"

    // Playing
    case .skipBack: "skip back three seconds"
    case .pauseOrResume: "pause or continue"
    case .skipOn: "skip forward three seconds"
    case .toStart: "go to the start of the message"
    case .toEnd: "go to the end of the message"
    case .help: "hear what the keys do"
    case .save: "save the message"
    case .delete: "delete the message"
    case .undelete: "restore the message"
    case .playAgain: "hear the message again"
    case .previous: "hear the previous message"
    case .next: "hear the next message"
    case .envelope: "hear when it came and who left it"
    case .callBack: "call back"
    case .more: "hear more options"
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

    // Own lists and announcements
    case .addMember: "add a member"
    case .removeMember: "remove a member"
    case .recordListName: "record the name of the list"
    case .openToColleagues: "open or close the list to colleagues"
    case .deleteItem: "delete it"
    case .nextItem: "hear the next one"
    case .useAsGreeting: "use it as a greeting"

    // Greetings
    case .ownGreeting: "use your own greeting"
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
    case .always: "change the forwarding of all calls"
    case .busy: "change the forwarding of calls when you are busy"
    case .noAnswer: "change the forwarding of calls that you do not answer"
    case .hearState: "hear the current setting"

    // Callers
    case .skipGreeting: "skip the greeting"
    case .transfer: "be transferred"
    case .logIn: "log in to this mailbox"
    case .otherMailbox: "use another mailbox"
    case .skip: "skip this"
    }
  }

  func greeting(_ greeting: Phrase.SystemGreeting) -> String {
    switch greeting {
    case .busy: "is on the phone at the moment."
    case .noAnswer: "cannot answer your call at the moment."
    case .away: "is away and cannot take your call."
    }
  }

  func forwarding(_ kind: ForwardingKind, isOn: Bool) -> String {
    let calls =
      switch kind {
      case .always: "all calls"
      case .busy: "calls when you are busy"
      case .noAnswer: "calls that you do not answer"
      }
    return "Forwarding of \(calls) is \(isOn ? "on" : "off")."
  }
}
