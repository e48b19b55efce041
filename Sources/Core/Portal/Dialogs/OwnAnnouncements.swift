import CallFlow
import Mailbox

/// The owner's announcements, recorded by phone and used as greetings (requirement G1; call flow,
/// "Announcements"). The sound of the one in hand is in ``Session/Draft/found``.
extension Dialog<VoicePortal> {
  enum FoundAnnouncement: CaseIterable { case announcement, none, first, failed }

  /// Behind the last one comes the first.
  static var findingAnnouncement: Dialog {
    .ask {
      FindAnnouncement(user: $0.user, index: Int($0.draft.index))
    } arrived: { session, reply in
      session.draft.found = []
      switch reply {
      case .announcement(let sound):
        session.draft.found = [Recipient(user: 0, number: "", name: sound)]
        return FoundAnnouncement.announcement
      case .unknown:
        defer { session.draft.index = 0 }
        return session.draft.index > 0 ? .first : FoundAnnouncement.none
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .announcement, .none: .announcementMenu
      case .first: .findingAnnouncement
      case .failed: .sorry
      }
    }
  }

  // swift-format-ignore: a table reads best in columns
  static var announcementMenu: Dialog {
    .menu(
      says: { session in
        session.announcement == nil
          ? [.prompt(.noAnnouncements)] : [.announcement(Int(session.draft.index) + 1)]
      }, back: .mainMenu, giveUp: .goodbye,
      keys: [
        Key("1", .record, leadsTo: .recordGreeting),
        Key("2", .listen, leadsTo: .playAnnouncement, when: { $0.announcement != nil }),
        Key("3", .useAsGreeting, leadsTo: .useAnnouncementMenu, when: { $0.announcement != nil }),
        Key(
          "6", .nextItem, leadsTo: .findingAnnouncement, when: { $0.announcement != nil },
          doing: { $0.draft.index.countUp() }),
        Key(
          "7", .deleteItem, leadsTo: .confirmDeleteAnnouncement,
          when: { $0.announcement != nil }),
      ])
  }

  static var playAnnouncement: Dialog {
    .announcement(says: { $0.announcement.map { [.audio($0)] } ?? [] }, then: .announcementMenu)
  }

  // swift-format-ignore: a table reads best in columns
  static var useAnnouncementMenu: Dialog {
    .menu(
      says: { _ in [.prompt(.chooseGreeting)] }, back: .announcementMenu, giveUp: .goodbye,
      keys: [
        Key("1", .busyGreeting, leadsTo: .usingAnnouncement, doing: { $0.slot = .busy }),
        Key("2", .noAnswerGreeting, leadsTo: .usingAnnouncement, doing: { $0.slot = .personal }),
        Key("3", .extendedAway, leadsTo: .usingAnnouncement, doing: { $0.slot = .away }),
      ])
  }

  enum UsedAnnouncement: CaseIterable { case used, failed }

  static var usingAnnouncement: Dialog {
    .ask {
      UseAnnouncement(user: $0.user, sound: $0.announcement?.id ?? 0, $0.slot)
    } arrived: { _, reply in
      reply == .done ? UsedAnnouncement.used : .failed
    } leadsTo: { result in
      switch result {
      case .used: .announcementUsed
      case .failed: .sorry
      }
    }
  }

  /// Being away is a switch of its own.
  static var announcementUsed: Dialog {
    .announcement(
      says: { [.prompt($0.slot == .away ? .recordingKept : .greetingChosen)] },
      then: .findingAnnouncement)
  }

  static var confirmDeleteAnnouncement: Dialog {
    .menu(
      says: { _ in [.prompt(.confirmDeleteItem)] }, back: nil, giveUp: .goodbye,
      keys: [
        Key("1", .confirm, leadsTo: .deletingAnnouncement),
        Key("*", .cancel, leadsTo: .announcementMenu),
      ])
  }

  static var deletingAnnouncement: Dialog {
    .ask {
      DeleteAnnouncement(user: $0.user, sound: $0.announcement?.id ?? 0)
    } arrived: { _, reply in
      reply == .done ? ItemDeleted.deleted : .failed
    } leadsTo: { result in
      switch result {
      case .deleted: .announcementDeleted
      case .failed: .sorry
      }
    }
  }
}

extension Session {
  /// The announcement in hand; `nil` if there is none.
  fileprivate var announcement: AudioReference? { draft.found.first?.name }
}
