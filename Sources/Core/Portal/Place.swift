/// Every place where a call can be. Add one, and the compiler asks for its dialog.
public enum Place: UInt8, CaseIterable, Sendable {
  // Where a call goes
  case arriving, ringing, permittingForward, forwarded
  case notInService, lineBusy, noAnswer, mailboxOff

  // Logging in
  case enterNumber, enterPasscode, loggingIn, loginIncorrect, loginLocked
  case mustChangePasscode, wizardName, summary

  // Main menu and its ends
  case mainMenu, leaving, goodbye, sorry, signingOff

  // Messages
  case messagesMenu, firstMessage, noMessages, playing, afterMessage, playingHelp
  case nextMessage, noMoreMessages, previousMessage, alreadyFirst
  case disposing, disposed, envelope
  case callBackNotice, permittingCallBack, callingBack, callBackFailed, moreMenu
  case confirmDeleteAll, deletingAll, deletedAll
  case firstDeleted, nextDeleted, previousDeleted, playingDeleted, afterDeleted
  case restoring, restored, noMoreDeleted

  // Sending
  case recordDraft, nothingRecorded, sendMenu, replyMenu, listenDraft
  case enterRecipient, findingRecipient, recipientAdded, recipientUnknown, recipientAlreadyAdded
  case tooManyRecipients, confirmCompany
  case enterListOwner, findingListOwner, listOwnerUnknown
  case enterList, findingList, listUnknown, listMenu, reviewingList, listMember, endOfList
  case sending, sent, sendRefused

  // Greetings, name, deposit, forwarding
  case openingSettings, changing, changed, numberRefused
  case busyGreetingMenu, noAnswerGreetingMenu, chooseGreeting, awayMenu, nameMenu
  case findingGreeting, playGreeting, noGreeting
  case recordGreeting, recordingTooShort, reviewMenu, listenReview, keepingGreeting, greetingKept
  case depositMenu, enterTransferNumber
  case forwardingMenu, forwardingKindMenu, forwardingState, enterForwardingNumber

  // Own distribution lists
  case openingLists, chooseList, findingOwnList, newListMenu, creatingList, listNumberRefused
  case ownListMenu, hearingMembers, memberHeard, endOfMembers
  case enterMember, addingMember, memberUnknown, memberAlreadyAdded, memberAdded
  case findingMember, removeMemberMenu, removingMember, memberRemoved
  case openingList, confirmDeleteList, deletingList, listDeleted

  // Own announcements
  case findingAnnouncement, announcementMenu, playAnnouncement
  case useAnnouncementMenu, usingAnnouncement, announcementUsed
  case confirmDeleteAnnouncement, deletingAnnouncement, announcementDeleted

  // Change passcode
  case enterNewPasscode, checkingPasscode, repeatNewPasscode, changingPasscode
  case passcodeRefused, passcodesDiffer, passcodeChanged

  // Callers
  case visitorGreeting, recordDeposit, depositTooShort, callerMenu, listenDeposit
  case zeroNotSet, zeroNotSetYet, confirmCancel, depositCancelled, delivering
  case messageSent, messageKept
  case mailboxFull, messagesNotTaken, redirectNotice, permittingRedirect, redirecting
  case redirectFailed
}
