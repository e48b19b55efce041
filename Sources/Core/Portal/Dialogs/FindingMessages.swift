import CallFlow
import Mailbox

/// From message to message (requirement E1).
extension Dialog<VoicePortal> {
  enum Found: CaseIterable { case message, none, failed }

  static var firstMessage: Dialog {
    find({ _ in .first }, orElse: .noMessages, found: { $0.index = 1 })
  }

  static var nextMessage: Dialog {
    find({ .after($0.message?.id ?? 0) }, orElse: .noMoreMessages, found: { $0.index.countUp() })
  }

  static var previousMessage: Dialog {
    find(
      { .before($0.message?.id ?? 0) }, orElse: .alreadyFirst,
      found: { $0.index = max(1, $0.index - 1) })
  }

  private static func find(
    _ move: @escaping @Sendable (Session) -> MessageMove, orElse none: Place,
    found: @escaping @Sendable (inout Session) -> Void
  ) -> Dialog {
    .ask {
      FindMessage(mailbox: $0.user, move($0))
    } arrived: { session, reply in
      session.isRewound = false
      switch reply {
      case .message(let message):
        session.message = message
        found(&session)
        return Found.message
      case .noMessage: return .none
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .message: .playing
      case .none: none
      case .failed: .sorry
      }
    }
  }

  enum Disposed: CaseIterable { case done, failed }

  /// Saves, deletes, restores, or marks as new: what the key has put into the message.
  static var disposing: Dialog {
    .ask { session in
      DecideOnMessage(
        mailbox: session.user, message: session.message?.id ?? 0,
        session.message?.disposition ?? .none)
    } arrived: { _, reply in
      reply == nil ? .failed : Disposed.done
    } leadsTo: { result in
      switch result {
      case .done: .disposed
      case .failed: .sorry
      }
    }
  }

  enum AfterDisposing: CaseIterable { case next, again }

  static var disposed: Dialog {
    .announcement(
      says: { session in
        switch session.message?.disposition {
        case .save: [.prompt(.messageSaved)]
        case .delete: [.prompt(.messageDeleted)]
        case .some(.none): [.prompt(.messageRestored)]
        case .markNew: [.prompt(.messageMarkedNew)]
        case nil: []
        }
      },
      done: { $0.message?.disposition == PendingDecision.none ? AfterDisposing.again : .next },
      leadsTo: { result in
        switch result {
        case .next: .nextMessage
        case .again: .afterMessage
        }
      })
  }
}
