import CallFlow
import Mailbox

/// The members of the owner's list: heard, added and removed (requirement F1).
extension Dialog<VoicePortal> {
  // MARK: Hearing

  static var hearingMembers: Dialog {
    findMember(found: .memberHeard)
  }

  static var memberHeard: Dialog {
    .announcement(
      says: { $0.draft.found.map { .person($0) } },
      keys: [
        Key("6", .nextItem, leadsTo: .hearingMembers),
        Key("*", .back, leadsTo: .findingOwnList),
      ], afterMiss: .findingOwnList, giveUp: .goodbye, done: { _ in Typed.entry },
      leadsTo: { _ in .hearingMembers })
  }

  /// Fetches the next member.
  private static func findMember(found place: Place) -> Dialog {
    .ask { session in
      FindListMember(
        owner: session.user, number: Int(session.draft.list), index: Int(session.draft.index))
    } arrived: { session, reply in
      session.takeMember(reply)
    } leadsTo: { result in
      switch result {
      case .member: place
      case .end: .endOfMembers
      case .failed: .sorry
      }
    }
  }

  // MARK: Adding

  static var enterMember: Dialog {
    .field(
      digits: 1...16, says: { _ in [.prompt(.enterRecipient)] }, back: .findingOwnList,
      giveUp: .goodbye,
      entered: { session, digits in
        session.draft.text = digits
        return Typed.entry
      }, leadsTo: { _ in .addingMember })
  }

  enum AddedMember: CaseIterable { case added, unknown, alreadyAdded, failed }

  static var addingMember: Dialog {
    .ask {
      AddListMember(owner: $0.user, number: Int($0.draft.list), digits: $0.draft.text)
    } arrived: { session, reply in
      switch reply {
      case .added(let member):
        session.draft.found = [member]
        return AddedMember.added
      case .isMember: return .alreadyAdded
      case .unknown: return .unknown
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .added: .memberAdded
      case .unknown: .memberUnknown
      case .alreadyAdded: .memberAlreadyAdded
      case .failed: .sorry
      }
    }
  }

  static var memberAdded: Dialog {
    .announcement(says: { $0.draft.found.map { .person($0) } }, then: .findingOwnList)
  }

  // MARK: Removing

  static var findingMember: Dialog {
    findMember(found: .removeMemberMenu)
  }

  static var removeMemberMenu: Dialog {
    .menu(
      says: { $0.draft.found.map { .person($0) } }, back: .findingOwnList, giveUp: .goodbye,
      keys: [
        Key("1", .removeMember, leadsTo: .removingMember),
        Key("6", .nextItem, leadsTo: .findingMember),
      ])
  }

  static var removingMember: Dialog {
    .ask { session in
      RemoveListMember(
        owner: session.user, number: Int(session.draft.list),
        member: session.draft.found.first?.user ?? 0)
    } arrived: { session, reply in
      guard reply == .done else { return ItemDeleted.failed }
      // The next one stands in its place.
      session.draft.index = max(0, session.draft.index - 1)
      return .deleted
    } leadsTo: { result in
      switch result {
      case .deleted: .memberRemoved
      case .failed: .sorry
      }
    }
  }
}

extension Session {
  /// Remembers a member of a list, and which one is next.
  mutating func takeMember(_ reply: RecipientReply?) -> Dialog<VoicePortal>.Reviewed {
    switch reply {
    case .recipient(let member):
      draft.found = [member]
      draft.index.countUp()
      return .member
    case .unknown: return .end
    case nil: return .failed
    }
  }
}
