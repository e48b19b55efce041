import CallFlow
import Mailbox

/// Sending to a distribution list by its number (requirement E4): the own one, or that of a colleague
/// who has opened it, after `#` alone and her number (requirement F1).
extension Dialog<VoicePortal> {
  static var enterList: Dialog {
    .field(
      digits: 1...3,
      says: { session in
        session.draft.listOwner == nil
          ? [.prompt(.enterList), .prompt(.colleaguesList)] : [.prompt(.enterList)]
      }, back: .sendMenu, giveUp: .goodbye,
      entered: { session, digits in
        session.draft.list = UInt8(digits) ?? 0
        return EnteredList.number
      },
      empty: { $0.draft.listOwner == nil ? EnteredList.colleague : nil },
      leadsTo: { (entered: EnteredList) in
        switch entered {
        case .number: .findingList
        case .colleague: .enterListOwner
        }
      })
  }

  enum EnteredList: CaseIterable { case number, colleague }

  static var enterListOwner: Dialog {
    .field(
      digits: 1...16, says: { _ in [.prompt(.enterRecipient)] }, back: .enterList,
      giveUp: .goodbye,
      entered: { session, digits in
        session.draft.text = digits
        return Typed.entry
      }, leadsTo: { _ in .findingListOwner })
  }

  enum FoundOwner: CaseIterable { case owner, unknown, failed }

  static var findingListOwner: Dialog {
    .ask {
      FindRecipient(sender: $0.user, digits: $0.draft.text)
    } arrived: { session, reply in
      switch reply {
      case .recipient(let owner):
        session.draft.listOwner = owner.user
        return FoundOwner.owner
      case .unknown: return .unknown
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .owner: .enterList
      case .unknown: .listOwnerUnknown
      case .failed: .sorry
      }
    }
  }

  enum FoundList: CaseIterable { case list, unknown, failed }

  static var findingList: Dialog {
    .ask {
      FindList(owner: $0.user, number: Int($0.draft.list), of: $0.draft.listOwner)
    } arrived: { session, reply in
      switch reply {
      case .list(let list):
        if let owner = list.owner { session.draft.listOwner = owner }
        session.draft.found = list.name.map { [Recipient(user: 0, number: "", name: $0)] } ?? []
        session.draft.text = list.description
        session.draft.count = Int32(clamping: list.members)
        session.draft.index = 0
        return FoundList.list
      case .unknown: return .unknown
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .list: .listMenu
      case .unknown: .listUnknown
      case .failed: .sorry
      }
    }
  }

  static var listMenu: Dialog {
    .menu(
      says: { session in
        let draft = session.draft
        return [
          .list(
            number: Int(draft.list), description: draft.text, members: Int(draft.count),
            name: draft.found.first { $0.user == 0 }?.name),
          .prompt(.listMenu),
        ]
      }, back: nil, giveUp: .goodbye,
      keys: [
        Key("1", .reviewMembers, leadsTo: .reviewingList, doing: { $0.draft.index = 0 }),
        Key("#", .sendNow, leadsTo: .sending),
        Key("*", .cancel, leadsTo: .sendMenu),
      ])
  }

  enum Reviewed: CaseIterable { case member, end, failed }

  static var reviewingList: Dialog {
    .ask { session in
      FindListMember(
        owner: session.draft.listOwner ?? session.user, number: Int(session.draft.list),
        index: Int(session.draft.index))
    } arrived: { session, reply in
      session.takeMember(reply)
    } leadsTo: { result in
      switch result {
      case .member: .listMember
      case .end: .endOfList
      case .failed: .sorry
      }
    }
  }

  // swift-format-ignore: a table reads best in columns
  /// One member. The keys of the list's menu work here too, so that nobody must hear a long list
  /// out.
  static var listMember: Dialog {
    .announcement(
      says: { $0.draft.found.map { .person($0) } },
      keys: [
        Key("1", .reviewMembers, leadsTo: .reviewingList, doing: { $0.draft.index = 0 }),
        Key("#", .sendNow, leadsTo: .sending),
        Key("*", .cancel, leadsTo: .listMenu),
      ], afterMiss: .listMenu, giveUp: .goodbye, done: { _ in Typed.entry },
      leadsTo: { _ in .reviewingList })
  }
}
