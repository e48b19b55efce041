public import CallFlow

extension VoicePortal {
  /// What happens at a place.
  public static func dialog(at place: Place) -> Dialog<VoicePortal> {
    switch place {
    case .arriving: .arriving
    case .ringing: .ringing
    case .permittingForward: .permittingForward
    case .forwarded: .forwarded
    case .notInService: .refusal(.prompt(.notInService))
    case .lineBusy: .refusal(.prompt(.lineBusy))
    case .noAnswer: .refusal(.prompt(.noAnswer))
    case .mailboxOff: .tellCaller(.mailboxOff, at: .mailboxOff, then: .goodbye)

    case .enterNumber: .enterNumber
    case .enterPasscode: .enterPasscode
    case .loggingIn: .loggingIn
    case .loginIncorrect: .loginIncorrect
    case .loginLocked: .say(.loginLocked, dropsTypedAhead: true, then: .goodbye)
    case .mustChangePasscode: .mustChangePasscode
    case .wizardName: .wizardName
    case .summary: .summary

    case .mainMenu: .mainMenu
    case .leaving: .leaving
    case .goodbye: .say(.goodbye, then: nil)
    case .sorry: .say(.sorry, .goodbye, dropsTypedAhead: true, then: nil)
    case .signingOff: .signingOff

    case .messagesMenu: .messagesMenu
    case .firstMessage: .firstMessage
    case .noMessages: .say(.noMessages, then: .messagesMenu)
    case .playing: .playing
    case .afterMessage: .afterMessage
    case .playingHelp: .playingHelp
    case .nextMessage: .nextMessage
    case .noMoreMessages: .say(.noMoreMessages, then: .messagesMenu)
    case .previousMessage: .previousMessage
    case .alreadyFirst: .say(.firstMessage, then: .playing)
    case .disposing: .disposing
    case .disposed: .disposed
    case .envelope: .envelope
    case .callBackNotice: .callBackNotice
    case .permittingCallBack: .permittingCallBack
    case .callingBack: .callingBack
    case .callBackFailed: .say(.callFailed, then: .afterMessage)
    case .moreMenu: .moreMenu
    case .confirmDeleteAll: .confirmDeleteAll
    case .deletingAll: .deletingAll
    case .deletedAll: .deletedAll

    case .firstDeleted: .firstDeleted
    case .nextDeleted: .nextDeleted
    case .previousDeleted: .previousDeleted
    case .playingDeleted: .playingDeleted
    case .afterDeleted: .afterDeleted
    case .restoring: .restoring
    case .restored: .restored
    case .noMoreDeleted: .say(.noMoreMessages, then: .messagesMenu)

    case .recordDraft: .recordDraft
    case .nothingRecorded: .nothingRecorded
    case .sendMenu: .sendMenu
    case .replyMenu: .replyMenu
    case .listenDraft: .listenDraft
    case .enterRecipient: .enterRecipient
    case .findingRecipient: .findingRecipient
    case .recipientAdded: .recipientAdded
    case .recipientUnknown:
      .say(.recipientUnknown, dropsTypedAhead: true, then: .enterRecipient)
    case .recipientAlreadyAdded: .say(.recipientAlreadyAdded, then: .enterRecipient)
    case .tooManyRecipients: .say(.tooManyRecipients, then: .enterRecipient)
    case .confirmCompany: .confirmCompany
    case .enterListOwner: .enterListOwner
    case .findingListOwner: .findingListOwner
    case .listOwnerUnknown: .say(.recipientUnknown, dropsTypedAhead: true, then: .enterListOwner)
    case .enterList: .enterList
    case .findingList: .findingList
    case .listUnknown: .say(.listUnknown, dropsTypedAhead: true, then: .enterList)
    case .listMenu: .listMenu
    case .reviewingList: .reviewingList
    case .listMember: .listMember
    case .endOfList: .say(.endOfList, then: .listMenu)
    case .sending: .sending
    case .sent: .sent
    case .sendRefused: .sendRefused

    case .openingSettings: .openingSettings
    case .changing: .changing
    case .changed: .changed
    case .numberRefused: .numberRefused
    case .busyGreetingMenu: .busyGreetingMenu
    case .noAnswerGreetingMenu: .noAnswerGreetingMenu
    case .chooseGreeting: .chooseGreeting
    case .awayMenu: .awayMenu
    case .nameMenu: .nameMenu
    case .findingGreeting: .findingGreeting
    case .playGreeting: .playGreeting
    case .noGreeting: .noGreeting
    case .recordGreeting: .recordGreeting
    case .recordingTooShort: .recordingTooShort
    case .reviewMenu: .reviewMenu
    case .listenReview: .listenReview
    case .keepingGreeting: .keepingGreeting
    case .greetingKept: .greetingKept
    case .depositMenu: .depositMenu
    case .enterTransferNumber: .enterTransferNumber
    case .forwardingMenu: .forwardingMenu
    case .forwardingKindMenu: .forwardingKindMenu
    case .forwardingState: .forwardingState
    case .enterForwardingNumber: .enterForwardingNumber

    case .openingLists: .openingLists
    case .chooseList: .chooseList
    case .findingOwnList: .findingOwnList
    case .newListMenu: .newListMenu
    case .creatingList: .creatingList
    case .listNumberRefused: .say(.listNumbers, dropsTypedAhead: true, then: .openingLists)
    case .ownListMenu: .ownListMenu
    case .hearingMembers: .hearingMembers
    case .memberHeard: .memberHeard
    case .endOfMembers: .say(.endOfList, then: .findingOwnList)
    case .enterMember: .enterMember
    case .addingMember: .addingMember
    case .memberUnknown: .say(.recipientUnknown, dropsTypedAhead: true, then: .enterMember)
    case .memberAlreadyAdded: .say(.recipientAlreadyAdded, then: .findingOwnList)
    case .memberAdded: .memberAdded
    case .findingMember: .findingMember
    case .removeMemberMenu: .removeMemberMenu
    case .removingMember: .removingMember
    case .memberRemoved: .say(.itemDeleted, then: .findingMember)
    case .openingList: .openingList
    case .confirmDeleteList: .confirmDeleteList
    case .deletingList: .deletingList
    case .listDeleted: .say(.itemDeleted, then: .openingLists)

    case .findingAnnouncement: .findingAnnouncement
    case .announcementMenu: .announcementMenu
    case .playAnnouncement: .playAnnouncement
    case .useAnnouncementMenu: .useAnnouncementMenu
    case .usingAnnouncement: .usingAnnouncement
    case .announcementUsed: .announcementUsed
    case .confirmDeleteAnnouncement: .confirmDeleteAnnouncement
    case .deletingAnnouncement: .deletingAnnouncement
    case .announcementDeleted: .say(.itemDeleted, then: .findingAnnouncement)

    case .enterNewPasscode: .enterNewPasscode
    case .checkingPasscode: .checkingPasscode
    case .repeatNewPasscode: .repeatNewPasscode
    case .changingPasscode: .changingPasscode
    case .passcodeRefused: .passcodeRefused
    case .passcodesDiffer: .passcodesDiffer
    case .passcodeChanged: .passcodeChanged

    case .visitorGreeting: .visitorGreeting
    case .recordDeposit: .recordDeposit
    case .depositTooShort: .depositTooShort
    case .callerMenu: .callerMenu
    case .listenDeposit: .listenDeposit
    case .zeroNotSet: .say(.notAvailable, then: .callerMenu)
    case .zeroNotSetYet: .say(.notAvailable, then: .recordDeposit)
    case .confirmCancel: .confirmCancel
    case .depositCancelled: .tellCaller(.cancelled, at: .depositCancelled, then: .goodbye)
    case .delivering: .delivering
    case .messageSent: .tellCaller(.messageSent, at: .messageSent, then: .goodbye)
    case .messageKept: .tellCaller(.messageKept, at: .messageKept, then: .goodbye)
    case .mailboxFull: .tellCaller(.mailboxFull, at: .mailboxFull, then: .goodbye)
    case .messagesNotTaken: .tellCaller(.messagesNotTaken, at: .messagesNotTaken, then: .goodbye)
    case .redirectNotice: .say(.transferring, then: .permittingRedirect)
    case .permittingRedirect: .permittingRedirect
    case .redirecting: .redirecting
    case .redirectFailed: .redirectFailed
    }
  }
}

extension Dialog<VoicePortal> {
  /// Says fixed sentences and goes on.
  static func say(
    _ prompts: Prompt..., dropsTypedAhead: Bool = false, then next: Place?
  ) -> Dialog {
    .announcement(
      says: { _ in prompts.map { .prompt($0) } }, dropsTypedAhead: dropsTypedAhead, then: next)
  }
}
