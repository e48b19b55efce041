import CallFlow
import Mailbox

extension Dialog<VoicePortal> {
  // swift-format-ignore: a table reads best in columns
  /// The first menu after logging in.
  static var mainMenu: Dialog {
    .menu(
      says: { _ in [.prompt(.mainMenu)] }, back: nil, giveUp: .goodbye,
      keys: [
        Key("1", .messages, leadsTo: .messagesMenu),
        Key(
          "3", .recordedName, leadsTo: .openingSettings, opens: .nameMenu,
          doing: { $0.menu = .name }),
        Key(
          "4", .callForwarding, leadsTo: .openingSettings, opens: .forwardingMenu,
          doing: { $0.menu = .forwarding }),
        Key(
          "5", .distributionLists, leadsTo: .openingLists,
          doing: { session in
            session.draft = Session.Draft()
            session.menu = .list
          }),
        Key(
          "6", .announcements, leadsTo: .findingAnnouncement,
          doing: { session in
            session.draft = Session.Draft()
            session.menu = .announcements
          }),
        Key("8", .changePasscode, leadsTo: .enterNewPasscode, doing: { $0.refusedPasscodes = 0 }),
        Key("9", .goodbye, leadsTo: .goodbye),
        Key("*", .otherMailbox, leadsTo: .leaving, isAnnounced: false),
      ])
  }

  enum Left: CaseIterable { case done }

  /// From the main menu back to the login, for another mailbox.
  static var leaving: Dialog {
    .ask {
      FinishCall(mailbox: $0.user)
    } arrived: { session, _ in
      session.owner = nil
      session.business = .none
      session.login.number = nil
      return Left.done
    } leadsTo: { _ in
      .enterNumber
    }
  }

  /// The call is over; what the owner decided takes effect. If the store fails now, it makes up
  /// for it when it starts.
  static var signingOff: Dialog {
    .ask {
      FinishCall(mailbox: $0.user)
    } arrived: { session, _ in
      session.owner = nil
      return Left.done
    } leadsTo: { _ in
      .goodbye
    }
  }
}
