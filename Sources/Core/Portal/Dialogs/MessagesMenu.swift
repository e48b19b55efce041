import CallFlow
import Mailbox

extension Dialog<VoicePortal> {
  // swift-format-ignore: a table reads best in columns
  static var messagesMenu: Dialog {
    .menu(
      says: { _ in [.prompt(.messagesMenu)] }, back: .mainMenu, giveUp: .goodbye,
      keys: [
        Key("1", .playMessages, leadsTo: .firstMessage),
        Key(
          "2", .busyGreeting, leadsTo: .openingSettings, opens: .busyGreetingMenu,
          doing: { $0.menu = .busyGreeting }),
        Key(
          "3", .noAnswerGreeting, leadsTo: .openingSettings, opens: .noAnswerGreetingMenu,
          doing: { $0.menu = .noAnswerGreeting }),
        Key(
          "4", .extendedAway, leadsTo: .openingSettings, opens: .awayMenu,
          doing: { $0.menu = .away }),
        Key("5", .compose, leadsTo: .recordDraft, doing: { $0.begin(.compose) }),
        Key(
          "6", .messageDeposit, leadsTo: .openingSettings, opens: .depositMenu,
          doing: { $0.menu = .deposit }),
        Key("7", .deleteAll, leadsTo: .confirmDeleteAll),
        Key(
          "8", .deletedMessages, leadsTo: .firstDeleted, when: { $0.owner?.hasDeleted == true }),
      ])
  }

  static var confirmDeleteAll: Dialog {
    .menu(
      says: { _ in [.prompt(.confirmDeleteAll)] }, back: nil, giveUp: .goodbye,
      keys: [
        Key("1", .confirm, leadsTo: .deletingAll),
        Key("*", .cancel, leadsTo: .messagesMenu),
      ])
  }

  enum DeletedAll: CaseIterable { case done, failed }

  static var deletingAll: Dialog {
    .ask {
      DeleteAllMessages(mailbox: $0.user)
    } arrived: { session, reply in
      guard let reply else { return DeletedAll.failed }
      session.draft.count = Int32(clamping: reply.count)
      return .done
    } leadsTo: { result in
      switch result {
      case .done: .deletedAll
      case .failed: .sorry
      }
    }
  }

  static var deletedAll: Dialog {
    .announcement(says: { [.deleted(Int($0.draft.count))] }, then: .messagesMenu)
  }
}
