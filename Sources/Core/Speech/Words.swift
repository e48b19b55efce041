/// What is counted. Each language has its own plural of it.
enum Noun: String, CaseIterable, Sendable {
  case newMessage = "new-message"
  case newUrgentMessage = "new-urgent-message"
  case savedMessage = "saved-message"
  case minute, second, member

  /// Where in a sentence it can stand.
  var endings: Set<Clip.Ending> {
    switch self {
    case .newMessage, .newUrgentMessage, .minute: [.goesOn, .ends]
    case .savedMessage, .second, .member: [.ends]
    }
  }
}

/// Words between the variable parts of a sentence. Every language has them all.
enum Word: String, CaseIterable, Sendable {
  // Counts
  case youHave = "you-have"
  case noNewMessages = "no-new-messages"
  case and
  case ofThem = "of-them"
  case oneOfThemUrgent = "one-of-them-urgent"
  case noFailedAttempts = "no-failed-attempts"
  case oneFailedAttempt = "one-failed-attempt"
  case thereWere = "there-were"
  case failedAttempts = "failed-attempts"

  // A message
  case firstNewMessage = "first-new-message"
  case firstSavedMessage = "first-saved-message"
  case message, of, new, saved, urgent, confidential, deleted
  case received, from, length
  case forwardedBy = "forwarded-by"

  // Sending and deleting
  case distributionList = "distribution-list"
  case nextFreeList = "next-free-list"
  case announcement
  case noMembers = "no-members"
  case sentToNobody = "sent-to-nobody"
  case sentToOne = "sent-to-one"
  case sentTo = "sent-to"
  case recipients
  case notDelivered = "not-delivered"
  case nothingDeleted = "nothing-deleted"
  case oneDeleted = "one-deleted"
  case messagesDeleted = "messages-deleted"

  // Numbers
  case thousand, plus
  case theNumberIs = "the-number-is"
  case noNumberSet = "no-number-set"
  case personAtNumber = "person-at-number"

  /// Where in a sentence it can stand.
  var endings: Set<Clip.Ending> {
    switch self {
    case .youHave, .noNewMessages, .and, .ofThem, .thereWere, .message, .of, .received, .from,
      .forwardedBy, .length, .distributionList, .nextFreeList, .announcement, .sentTo,
      .notDelivered, .plus, .theNumberIs,
      .personAtNumber,
      .thousand:
      [.goesOn]
    case .noFailedAttempts, .oneFailedAttempt, .failedAttempts, .noMembers, .sentToNobody,
      .sentToOne, .recipients, .nothingDeleted, .oneDeleted, .messagesDeleted, .noNumberSet,
      .confidential, .deleted:
      [.ends]
    case .oneOfThemUrgent, .firstNewMessage, .firstSavedMessage, .new, .saved, .urgent:
      [.goesOn, .ends]
    }
  }
}

/// Small words that only some languages need.
enum Particle: String, CaseIterable, Sendable {
  case am, pm
  /// In the years before 2000.
  case hundred
  /// What German puts after the number of a mailbox that could not get a message.
  case notDeliveredEnd = "not-delivered-end"

  /// Where in a sentence it can stand.
  var endings: Set<Clip.Ending> {
    switch self {
    case .am, .pm, .notDeliveredEnd: [.ends]
    case .hundred: [.goesOn]
    }
  }
}
