import CallFlow
import Mailbox

/// Sending to one or more numbers (requirement E3).
extension Dialog<VoicePortal> {
  enum Entered: CaseIterable { case number, send }

  /// `#` alone sends, once somebody is there to send to.
  static var enterRecipient: Dialog {
    .field(
      digits: 1...16,
      says: { [.prompt($0.draft.recipients.isEmpty ? .enterRecipient : .anotherRecipient)] },
      back: .sendMenu, giveUp: .goodbye,
      entered: { session, digits in
        session.draft.text = digits
        return Entered.number
      },
      empty: { $0.draft.recipients.isEmpty ? nil : Entered.send },
      leadsTo: { (entered: Entered) in
        switch entered {
        case .number: .findingRecipient
        case .send: .sending
        }
      })
  }

  enum FoundRecipient: CaseIterable { case added, unknown, alreadyAdded, tooMany, failed }

  static var findingRecipient: Dialog {
    .ask {
      FindRecipient(sender: $0.user, digits: $0.draft.text)
    } arrived: { session, reply in
      switch reply {
      case .recipient(let recipient): return session.add(recipient)
      case .unknown: return .unknown
      case nil: return FoundRecipient.failed
      }
    } leadsTo: { result in
      switch result {
      case .added: .recipientAdded
      case .unknown: .recipientUnknown
      case .alreadyAdded: .recipientAlreadyAdded
      case .tooMany: .tooManyRecipients
      case .failed: .sorry
      }
    }
  }

  static var recipientAdded: Dialog {
    .announcement(says: { $0.draft.found.map { .person($0) } }, then: .enterRecipient)
  }
}

extension Session {
  mutating func add(_ recipient: Recipient) -> Dialog<VoicePortal>.FoundRecipient {
    if draft.recipients.contains(recipient.user) { return .alreadyAdded }
    if draft.recipients.count >= SendOrder.mostUsers { return .tooMany }
    draft.recipients.append(recipient.user)
    draft.found = [recipient]
    return .added
  }
}
