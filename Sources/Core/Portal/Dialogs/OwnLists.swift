import CallFlow
import Mailbox

/// The owner's distribution lists, made and changed by phone (requirement F1; call flow,
/// "Distribution lists"). Which list is in ``Session/Draft/list``.
extension Dialog<VoicePortal> {
  enum OpenedLists: CaseIterable { case opened, failed }

  static var openingLists: Dialog {
    .ask {
      FindFreeList(owner: $0.user)
    } arrived: { session, reply in
      guard let reply else { return OpenedLists.failed }
      session.draft = Session.Draft()
      session.draft.count = Int32(clamping: reply.number)
      return .opened
    } leadsTo: { result in
      switch result {
      case .opened: .chooseList
      case .failed: .sorry
      }
    }
  }

  static var chooseList: Dialog {
    .field(
      digits: 1...2,
      says: { session in
        let free = Int(session.draft.count)
        return [.prompt(.enterList)] + (free > 0 ? [.nextFreeList(free)] : [])
      }, back: .mainMenu, giveUp: .goodbye,
      entered: { session, digits in
        session.draft.list = UInt8(digits) ?? 0
        return Typed.entry
      }, leadsTo: { _ in .findingOwnList })
  }

  enum FoundOwnList: CaseIterable { case list, new, noNumber, failed }

  static var findingOwnList: Dialog {
    .ask {
      FindList(owner: $0.user, number: Int($0.draft.list), of: $0.user)
    } arrived: { session, reply in
      switch reply {
      case .list(let list):
        session.openList(list)
        return FoundOwnList.list
      case .unknown:
        return DistributionList.numbers.contains(Int(session.draft.list)) ? .new : .noNumber
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .list: .ownListMenu
      case .new: .newListMenu
      case .noNumber: .listNumberRefused
      case .failed: .sorry
      }
    }
  }

  static var newListMenu: Dialog {
    .menu(
      says: { _ in [.prompt(.newListMenu)] }, back: nil, giveUp: .goodbye,
      keys: [
        Key("1", .confirm, leadsTo: .creatingList),
        Key("*", .cancel, leadsTo: .openingLists),
      ])
  }

  enum CreatedList: CaseIterable { case list, refused, failed }

  static var creatingList: Dialog {
    .ask {
      CreateList(owner: $0.user, number: Int($0.draft.list))
    } arrived: { session, reply in
      switch reply {
      case .list(let list):
        session.openList(list)
        return CreatedList.list
      case .refused: return .refused
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .list: .ownListMenu
      case .refused: .listNumberRefused
      case .failed: .sorry
      }
    }
  }

  // swift-format-ignore: a table reads best in columns
  static var ownListMenu: Dialog {
    .menu(
      says: { $0.listPhrases }, back: .openingLists, giveUp: .goodbye,
      keys: [
        Key("1", .reviewMembers, leadsTo: .hearingMembers, doing: { $0.draft.index = 0 }),
        Key("2", .addMember, leadsTo: .enterMember),
        Key("3", .removeMember, leadsTo: .findingMember, doing: { $0.draft.index = 0 }),
        Key("4", .recordListName, leadsTo: .recordGreeting),
        Key("5", .openToColleagues, leadsTo: .openingList),
        Key("7", .deleteItem, leadsTo: .confirmDeleteList),
      ])
  }

  enum OpenedList: CaseIterable { case list, failed }

  /// Opens the list to colleagues, or closes it.
  static var openingList: Dialog {
    .ask {
      OpenList(owner: $0.user, number: Int($0.draft.list), $0.list?.isOpen == false)
    } arrived: { session, reply in
      guard case .list(let list) = reply else { return OpenedList.failed }
      session.openList(list)
      return .list
    } leadsTo: { result in
      switch result {
      case .list: .ownListMenu
      case .failed: .sorry
      }
    }
  }

  static var confirmDeleteList: Dialog {
    .menu(
      says: { _ in [.prompt(.confirmDeleteItem)] }, back: nil, giveUp: .goodbye,
      keys: [
        Key("1", .confirm, leadsTo: .deletingList),
        Key("*", .cancel, leadsTo: .ownListMenu),
      ])
  }

  enum ItemDeleted: CaseIterable { case deleted, failed }

  static var deletingList: Dialog {
    .ask {
      DeleteList(owner: $0.user, number: Int($0.draft.list))
    } arrived: { _, reply in
      reply == .done ? ItemDeleted.deleted : .failed
    } leadsTo: { result in
      switch result {
      case .deleted: .listDeleted
      case .failed: .sorry
      }
    }
  }
}

extension Session {
  /// The list in whose menu the owner is.
  var list: OwnList? { if case .list(let list) = business { list } else { nil } }

  /// Remembers a list of the owner's.
  fileprivate mutating func openList(_ list: ListView) {
    business = .list(
      OwnList(
        description: list.description, members: list.members, name: list.name,
        isOpen: list.isOpen ?? false))
  }

  fileprivate var listPhrases: [Phrase] {
    guard let list else { return [] }
    return [
      .list(
        number: Int(draft.list), description: list.description, members: list.members,
        name: list.name),
      .prompt(list.isOpen ? .listIsOpen : .listIsClosed),
    ]
  }
}
