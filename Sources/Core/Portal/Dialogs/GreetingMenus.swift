import CallFlow
import Mailbox

/// The menus of the greetings and the recorded name (call flow, "Greetings"; requirement G3).
extension Dialog<VoicePortal> {
  // swift-format-ignore: a table reads best in columns
  static var busyGreetingMenu: Dialog {
    .menu(
      says: { [.prompt(.busyGreetingMenu), $0.greetingInUse] }, back: .messagesMenu,
      giveUp: .goodbye,
      keys: [
        Key("1", .record, leadsTo: .recordGreeting),
        Key("2", .listen, leadsTo: .findingGreeting),
        Key("3", .systemGreeting, leadsTo: .changing, doing: { $0.change = .playsBusy(false) }),
        Key(
          "4", .ownGreeting, leadsTo: .changing,
          when: { $0.settings?.recorded?.contains(.busy) == true },
          doing: { $0.change = .playsBusy(true) }),
      ])
  }

  // swift-format-ignore: a table reads best in columns
  static var noAnswerGreetingMenu: Dialog {
    .menu(
      says: { [.prompt(.noAnswerGreetingMenu), $0.greetingInUse] }, back: .messagesMenu,
      giveUp: .goodbye,
      keys: [
        Key("1", .record, leadsTo: .recordGreeting),
        Key("2", .listen, leadsTo: .findingGreeting),
        Key("3", .systemGreeting, leadsTo: .changing, doing: { $0.change = .noAnswer(nil) }),
        Key("4", .chooseGreeting, leadsTo: .chooseGreeting),
      ])
  }

  // swift-format-ignore: a table reads best in columns
  static var chooseGreeting: Dialog {
    .menu(
      says: { [.prompt(.chooseGreeting), $0.greetingInUse] }, back: .noAnswerGreetingMenu,
      giveUp: .goodbye,
      keys: [
        Key("1", .alternate1, leadsTo: .changing, doing: { $0.change = .noAnswer(.alternate1) }),
        Key("2", .alternate2, leadsTo: .changing, doing: { $0.change = .noAnswer(.alternate2) }),
        Key("3", .alternate3, leadsTo: .changing, doing: { $0.change = .noAnswer(.alternate3) }),
        Key("4", .personal, leadsTo: .changing, doing: { $0.change = .noAnswer(.personal) }),
      ])
  }

  // swift-format-ignore: a table reads best in columns
  static var awayMenu: Dialog {
    .menu(
      says: { session in
        let isAway = session.settings?.greetings.isAway == true
        return [.prompt(.awayMenu), .prompt(isAway ? .awayOn : .awayOff)]
          + (isAway ? [session.greetingInUse] : [])
      }, back: .messagesMenu, giveUp: .goodbye,
      keys: [
        Key("1", .switchOn, leadsTo: .changing, doing: { $0.change = .away(true) }),
        Key("2", .switchOff, leadsTo: .changing, doing: { $0.change = .away(false) }),
        Key("3", .record, leadsTo: .recordGreeting),
        Key("4", .listen, leadsTo: .findingGreeting),
        Key(
          "5", .takeMessages, leadsTo: .changing,
          doing: { session in
            session.change = .awayTakesMessages(
              session.settings?.greetings.awayTakesMessages == false)
          }),
      ])
  }

  // swift-format-ignore: a table reads best in columns
  static var nameMenu: Dialog {
    .menu(
      says: { session in
        let hasName = session.settings?.hasName ?? true
        return [.prompt(.nameMenu)] + (hasName ? [] : [.prompt(.noNameRecorded)])
      }, back: .mainMenu, giveUp: .goodbye,
      keys: [
        Key("1", .record, leadsTo: .recordGreeting),
        Key("2", .listen, leadsTo: .findingGreeting),
        Key("3", .deleteName, leadsTo: .changing, doing: { $0.change = .forgetName }),
      ])
  }

  enum FoundGreeting: CaseIterable { case recorded, system, failed }

  /// The greeting that callers hear now.
  static var findingGreeting: Dialog {
    .ask {
      FindGreeting(user: $0.user, $0.slot)
    } arrived: { session, reply in
      guard let reply else { return FoundGreeting.failed }
      session.draft.found = []
      guard let audio = reply.sound, session.playsRecordedGreeting else { return .system }
      session.draft.found = [Recipient(user: 0, number: "", name: audio)]
      return .recorded
    } leadsTo: { result in
      switch result {
      case .recorded: .playGreeting
      case .system: .noGreeting
      case .failed: .sorry
      }
    }
  }

  static var playGreeting: Dialog {
    .announcement(
      says: { $0.draft.found.compactMap { $0.name.map { .audio($0) } } }, then: .openingSettings)
  }

  static var noGreeting: Dialog {
    .announcement(
      says: { [.prompt($0.slot == .name ? .noNameRecorded : .systemGreetingInUse)] },
      then: .openingSettings)
  }
}

extension Session {
  /// What callers hear now of the greeting in hand. One that was chosen, but never recorded, is the
  /// system's.
  var greetingInUse: Phrase {
    let isRecorded = settings?.recorded.map { $0.contains(slot) } ?? true
    guard isRecorded, playsRecordedGreeting else { return .prompt(.systemGreetingInUse) }
    switch slot {
    case .busy, .away, .name: return .prompt(.ownGreetingInUse)
    case .personal: return .prompt(.personalGreetingInUse)
    case .alternate1: return .prompt(.alternate1InUse)
    case .alternate2: return .prompt(.alternate2InUse)
    case .alternate3: return .prompt(.alternate3InUse)
    }
  }

  /// Whether the sound in the slot is what callers hear.
  var playsRecordedGreeting: Bool {
    switch slot {
    case .busy: settings?.greetings.playsBusy ?? false
    case .personal, .alternate1, .alternate2, .alternate3: settings?.greetings.noAnswer == slot
    case .away, .name: true
    }
  }
}
