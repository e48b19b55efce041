import CallFlow

/// The sentences without a variable part. Each language says each of them, and each has a clip of
/// the name that ``name`` gives.
public enum Prompt: String, CaseIterable, Sendable {
  // Logging in
  case enterNumber, enterPasscode, loginIncorrect, loginLocked
  case passcodeAssigned, passcodeExpired, wizardRecordName
  case awayIsOn, mailboxNearlyFull, messagesByMail, mailFailed

  // Menus
  case mainMenu, messagesMenu, moreMenu, notAvailable, goodbye, sorry, cancelled
  case cannotBePlayed

  // Playing
  case noMessages, noMoreMessages, firstMessage, messageSaved, messageDeleted, messageRestored
  case messageMarkedNew, afterMessage, playingHelp, numberWithheld, callerWithoutNumber
  case cannotCallBack, callingBack, callFailed

  // Sending
  case recordMessage, recordIntroduction, sendMenu, replyMenu, enterRecipient, anotherRecipient
  case recipientUnknown, recipientAlreadyAdded, tooManyRecipients, confirmCompany, enterList,
    colleaguesList
  case listUnknown, listMenu, urgentOn, urgentOff, confidentialOn, confidentialOff
  case confidentialNotForwarded, endOfList, nothingRecorded

  // Greetings
  case busyGreetingMenu, noAnswerGreetingMenu, awayMenu, nameMenu, chooseGreeting, reviewMenu
  case recordGreeting, recordName, recordingKept, systemGreetingSet, nameDeleted
  case systemGreetingInUse, noNameRecorded, recordingTooShort, greetingChosen
  case awayOn, awayOff, awayTakesMessages, awayTakesNoMessages
  case ownGreetingInUse, personalGreetingInUse
  case alternate1InUse, alternate2InUse, alternate3InUse

  // Own lists and announcements
  case newListMenu, listNumbers, listIsOpen, listIsClosed, recordListName
  case noAnnouncements, recordAnnouncement, confirmDeleteItem, itemDeleted

  // Message deposit and deleting all
  case depositMenu, depositOn, depositOff, depositTransfer, enterTransferNumber
  case confirmDeleteAll

  // Call forwarding
  case forwardingMenu, forwardingKindMenu, enterForwardingNumber
  case numberMalformed, numberNotAllowed, numberLeadsBack, numberStored

  // Change passcode
  case enterNewPasscode, repeatNewPasscode, passcodesDiffer, passcodeChanged

  // Callers
  case recordAfterTone, mailboxFull, mailboxOff, messagesNotTaken, transferring, transferFailed
  case depositTooShort, callerMenu, confirmCancel, messageSent, messageKept
  case notInService, lineBusy, noAnswer

  /// The name in call scripts and of the sound file: `enterPasscode` is `enter-passcode`.
  public var name: String { kebabCase(rawValue) }
}
