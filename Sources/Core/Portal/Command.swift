import CallFlow

/// Everything that a key can mean. The digit is only a default: a layout may move it
/// (requirement K5). Each language says "to …, press …" for each.
public enum Command: String, CaseIterable, Sendable {
  // In many menus
  case back, repeatMenu, cancel, confirm, record, listen, recordAgain, keep, finishRecording
  case urgent, confidential, switchOn, switchOff, changeNumber

  // Main
  case messages, recordedName, callForwarding, distributionLists, announcements
  case changePasscode, goodbye

  // Messages
  case playMessages, busyGreeting, noAnswerGreeting, extendedAway, compose, messageDeposit
  case deleteAll, deletedMessages

  // Playing
  case skipBack, pauseOrResume, skipOn, toStart, toEnd, help
  case save, delete, undelete, playAgain, previous, next, envelope, callBack, more
  case reply, forward, markNew

  // Sending
  case sendToNumber, sendToCompany, sendToList, sendReply, reviewMembers, sendNow

  // Own lists and announcements
  case addMember, removeMember, recordListName, openToColleagues, deleteItem, nextItem
  case useAsGreeting

  // Greetings
  case ownGreeting, systemGreeting, deleteName, chooseGreeting
  case personal, alternate1, alternate2, alternate3, takeMessages

  // Message deposit by the owner
  case switchOffTransfer

  // Call forwarding
  case always, busy, noAnswer, hearState

  // Callers
  case skipGreeting, transfer, logIn, otherMailbox, skip

  /// The name in layouts and scripts: `playMessages` is `play-messages`.
  public var name: String { kebabCase(rawValue) }
}
