import CallFlow
import Mailbox

/// Deleted messages can be heard and brought back for some days, the one deleted last first
/// (requirement E2). One that is deleted in this call is undeleted where it is heard.
extension Dialog<VoicePortal> {
  static var firstDeleted: Dialog {
    findDeleted({ FindDeletedMessage(mailbox: $0.user, .first) }, found: { $0.index = 1 })
  }

  static var nextDeleted: Dialog {
    findDeleted(
      { FindDeletedMessage(mailbox: $0.user, .after($0.message?.id ?? 0)) },
      found: { $0.index.countUp() })
  }

  static var previousDeleted: Dialog {
    findDeleted(
      { FindDeletedMessage(mailbox: $0.user, .before($0.message?.id ?? 0)) },
      found: { $0.index = max(1, $0.index - 1) })
  }

  private static func findDeleted(
    _ request: @escaping @Sendable (Session) -> FindDeletedMessage,
    found: @escaping @Sendable (inout Session) -> Void
  ) -> Dialog {
    .ask {
      request($0)
    } arrived: { session, reply in
      session.takeDeleted(reply, found)
    } leadsTo: { result in
      switch result {
      case .message: .playingDeleted
      case .none: .noMoreDeleted
      case .failed: .sorry
      }
    }
  }

  static var playingDeleted: Dialog {
    .announcement(
      says: { $0.messagePhrases }, keys: deletedKeys + [Key("*", .back, leadsTo: .messagesMenu)],
      afterMiss: .afterDeleted, giveUp: .goodbye, done: { _ in Played.toTheEnd },
      leadsTo: { _ in .afterDeleted })
  }

  static var afterDeleted: Dialog {
    .menu(
      says: { _ in [.prompt(.afterMessage)] }, back: .messagesMenu, giveUp: .goodbye,
      keys: deletedKeys)
  }

  // swift-format-ignore: a table reads best in columns
  private static var deletedKeys: [Key<VoicePortal>] {
    [
      Key("1", .undelete, leadsTo: .restoring),
      Key("2", .playAgain, leadsTo: .playingDeleted),
      Key("4", .previous, leadsTo: .previousDeleted),
      Key("6", .next, leadsTo: .nextDeleted),
    ]
  }

  /// The reply is the next deleted message, which stands in the place of the one brought back.
  static var restoring: Dialog {
    .ask { session in
      RestoreMessage(mailbox: session.user, message: session.message?.id ?? 0)
    } arrived: { session, reply in
      session.takeDeleted(reply, { _ in })
    } leadsTo: { result in
      switch result {
      case .message, .none: .restored
      case .failed: .sorry
      }
    }
  }

  enum AfterRestoring: CaseIterable { case next, none }

  static var restored: Dialog {
    .announcement(
      says: { _ in [.prompt(.messageRestored)] },
      done: { $0.message == nil ? AfterRestoring.none : .next },
      leadsTo: { result in
        switch result {
        case .next: .playingDeleted
        case .none: .noMoreDeleted
        }
      })
  }
}

extension Session {
  /// Remembers a deleted message, and what is said of its place.
  fileprivate mutating func takeDeleted(
    _ reply: MessageReply?, _ found: (inout Session) -> Void
  ) -> Dialog<VoicePortal>.Found {
    switch reply {
    case .message(var message):
      message.disposition = .delete
      self.message = message
      found(&self)
      return .message
    case .noMessage:
      message = nil
      return .none
    case nil: return .failed
    }
  }
}
