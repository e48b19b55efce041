import CallFlow
import Mailbox

/// Loading and changing settings: the places that all settings menus share.
extension Dialog<VoicePortal> {
  typealias SettingsMenu = Session.SettingsMenu

  enum Opened: CaseIterable, CustomStringConvertible {
    case menu(SettingsMenu)
    case failed

    static var allCases: [Opened] { SettingsMenu.allCases.map { .menu($0) } + [.failed] }

    var description: String {
      switch self {
      case .menu(let menu): "\(menu)"
      case .failed: "failed"
      }
    }
  }

  static var openingSettings: Dialog {
    .ask(returning: Set(SettingsMenu.allCases.map(\.place))) {
      ReadSettings(user: $0.user)
    } arrived: { session, settings in
      settings.map { session.open($0) } ?? Opened.failed
    } leadsTo: { opened in
      switch opened {
      case .menu(let menu): menu.place
      case .failed: .sorry
      }
    }
  }

  enum Changed: CaseIterable { case changed, refused, failed }

  static var changing: Dialog {
    .ask {
      ChangeSetting(user: $0.user, $0.change)
    } arrived: { session, reply in
      switch reply {
      case .settings(let settings):
        session.business = .settings(settings)
        return Changed.changed
      case .numberRefused(let refusal):
        session.numberRefusal = refusal
        return .refused
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .changed: .changed
      case .refused: .numberRefused
      case .failed: .sorry
      }
    }
  }

  enum AfterChange: CaseIterable { case menu, changeMore }

  /// Says what has changed.
  static var changed: Dialog {
    .announcement(
      says: { $0.changePhrases },
      done: { session in
        guard session.wantsDepositTransfer else { return AfterChange.menu }
        session.wantsDepositTransfer = false
        session.change = .deposit(.transfer)
        return .changeMore
      },
      leadsTo: { result in
        switch result {
        case .menu: .openingSettings
        case .changeMore: .changing
        }
      })
  }

  enum AfterRefusal: CaseIterable { case depositTransfer, forwarding }

  static var numberRefused: Dialog {
    .announcement(
      says: { session in
        switch session.numberRefusal {
        case .malformed: [.prompt(.numberMalformed)]
        case .notAllowed: [.prompt(.numberNotAllowed)]
        case .leadsBack: [.prompt(.numberLeadsBack)]
        }
      }, dropsTypedAhead: true, returning: [.enterTransferNumber, .enterForwardingNumber],
      done: { $0.menu == .deposit ? AfterRefusal.depositTransfer : .forwarding },
      leadsTo: { result in
        switch result {
        case .depositTransfer: .enterTransferNumber
        case .forwarding: .enterForwardingNumber
        }
      })
  }
}

extension Session {
  /// Remembers the settings, and tells which menu shows them.
  mutating func open(_ settings: PhoneSettings) -> Dialog<VoicePortal>.Opened {
    business = .settings(settings)
    // Who has come to a menu has left the wizard, also by saying nothing.
    isInWizard = false
    switch menu {
    case .busyGreeting: slot = .busy
    case .noAnswerGreeting: slot = settings.greetings.noAnswer ?? .personal
    case .away: slot = .away
    case .name: slot = .name
    case .deposit, .forwarding, .forwardingKind, .list, .announcements: break
    }
    return .menu(menu)
  }

  /// What the owner hears of her change.
  var changePhrases: [Phrase] {
    switch change {
    case .playsBusy(let isOn): [.prompt(isOn ? .greetingChosen : .systemGreetingSet)]
    case .noAnswer(let slot): [.prompt(slot == nil ? .systemGreetingSet : .greetingChosen)]
    case .away(let isOn): [.prompt(isOn ? .awayOn : .awayOff)]
    case .awayTakesMessages(let takes):
      [.prompt(takes ? .awayTakesMessages : .awayTakesNoMessages)]
    case .forgetName: [.prompt(.nameDeleted)]
    case .deposit(.on): [.prompt(.depositOn)]
    case .deposit(.off): [.prompt(.depositOff)]
    case .deposit(.transfer): [.prompt(.depositTransfer)]
    case .depositTransfer: [.prompt(.numberStored)]
    case .forwarding, .forwardingNumber: [.forwarding(forwardingKind, forwarding)]
    }
  }
}

extension Session.SettingsMenu {
  /// Where the menu is.
  var place: Place {
    switch self {
    case .busyGreeting: .busyGreetingMenu
    case .noAnswerGreeting: .noAnswerGreetingMenu
    case .away: .awayMenu
    case .name: .nameMenu
    case .deposit: .depositMenu
    case .forwarding: .forwardingMenu
    case .forwardingKind: .forwardingKindMenu
    case .list: .findingOwnList
    case .announcements: .findingAnnouncement
    }
  }
}
