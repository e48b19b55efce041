import CallFlow
import Mailbox

/// Recording a greeting, a name or an announcement: heard before it is kept (call flow, "Greetings").
extension Dialog<VoicePortal> {
  enum RecordedGreeting: CaseIterable {
    case recorded, tooShort, failed, cancelled, cancelledWizard
  }

  static var recordGreeting: Dialog {
    .record(
      { _ in .draft },
      says: { [.prompt($0.recordingPrompt)] },
      keys: [.stop("#", .finishRecording, isAnnounced: true), .stop("*", .back)],
      done: { session, take, command in
        if command == .back {
          session.draft.take = nil
          return session.isInWizard ? RecordedGreeting.cancelledWizard : .cancelled
        }
        session.draft.purpose = .compose
        session.draft.take = take?.isWorthKeeping == true ? take : nil
        if session.draft.take != nil { return .recorded }
        return take?.ending == .failure ? .failed : .tooShort
      },
      leadsTo: { result in
        switch result {
        case .recorded: .reviewMenu
        case .tooShort: .recordingTooShort
        case .failed: .sorry
        case .cancelled: .openingSettings
        case .cancelledWizard: .wizardName
        }
      })
  }

  enum AfterGreeting: CaseIterable { case menu, wizard }

  static var recordingTooShort: Dialog {
    .announcement(
      says: { _ in [.prompt(.recordingTooShort)] },
      done: { $0.isInWizard ? AfterGreeting.wizard : .menu },
      leadsTo: { result in
        switch result {
        case .menu: .openingSettings
        case .wizard: .wizardName
        }
      })
  }

  // swift-format-ignore: a table reads best in columns
  static var reviewMenu: Dialog {
    .menu(
      says: { _ in [.prompt(.reviewMenu)] }, back: nil, giveUp: .goodbye,
      keys: [
        Key("1", .keep, leadsTo: .keepingGreeting),
        Key("2", .listen, leadsTo: .listenReview),
        Key("3", .recordAgain, leadsTo: .recordGreeting),
        Key("*", .back, leadsTo: .openingSettings),
        Key("*", .back, leadsTo: .wizardName, insteadOf: .back, when: { $0.isInWizard }),
      ])
  }

  static var listenReview: Dialog {
    .announcement(says: { $0.draft.take.map { [.take($0)] } ?? [] }, then: .reviewMenu)
  }

  enum Kept: CaseIterable { case kept, failed }

  static var keepingGreeting: Dialog {
    .ask { session in
      let nothing = FinishedRecording(id: 0, milliseconds: 0, hasSound: false, ending: .failure)
      let take = session.draft.take ?? nothing
      switch session.menu {
      case .list:
        return KeepRecording.listName(
          NameList(owner: session.user, number: Int(session.draft.list), take))
      case .announcements:
        return .announcement(KeepAnnouncement(user: session.user, take))
      case .busyGreeting, .noAnswerGreeting, .away, .name, .deposit, .forwarding,
        .forwardingKind:
        return .greeting(KeepGreeting(user: session.user, session.slot, take))
      }
    } arrived: { session, reply in
      session.draft.take = nil
      return reply == .done ? Kept.kept : .failed
    } leadsTo: { result in
      switch result {
      case .kept: .greetingKept
      case .failed: .sorry
      }
    }
  }

  static var greetingKept: Dialog {
    .announcement(
      says: { _ in [.prompt(.recordingKept)] },
      done: { session in
        defer { session.isInWizard = false }
        return session.isInWizard ? AfterGreeting.wizard : .menu
      },
      leadsTo: { result in
        switch result {
        case .menu: .openingSettings
        case .wizard: .summary
        }
      })
  }
}

extension Session {
  /// What the owner is asked to record.
  fileprivate var recordingPrompt: Prompt {
    switch menu {
    case .list: .recordListName
    case .announcements: .recordAnnouncement
    case .busyGreeting, .noAnswerGreeting, .away, .name, .deposit, .forwarding, .forwardingKind:
      slot == .name ? .recordName : .recordGreeting
    }
  }
}

/// Keeps a recording as what the menu is about.
private enum KeepRecording: TypedRequest {
  typealias Reply = DoneIfKnown
  case listName(NameList)
  case announcement(KeepAnnouncement)
  case greeting(KeepGreeting)

  var request: MailboxRequest {
    switch self {
    case .listName(let name): name.request
    case .announcement(let announcement): announcement.request
    case .greeting(let greeting): greeting.request
    }
  }
}
