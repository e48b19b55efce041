import CallFlow
import Mailbox

/// A new passcode, entered twice (call flow, "Change passcode"; requirements B5, B6). Nobody gets
/// past it who must change hers.
extension Dialog<VoicePortal> {
  static var enterNewPasscode: Dialog {
    .field(
      digits: 1...30, isSecret: true, says: { _ in [.prompt(.enterNewPasscode)] }, back: nil,
      giveUp: .goodbye,
      keys: [Key("*", .back, leadsTo: .mainMenu, when: { $0.owner?.mustChange == nil })],
      entered: { session, digits in
        session.newPasscode = Passcode(digits)
        return Typed.entry
      }, leadsTo: { _ in .checkingPasscode })
  }

  enum Checked: CaseIterable { case good, refused, failed }

  static var checkingPasscode: Dialog {
    .ask {
      CheckPasscode(user: $0.user, $0.newPasscode)
    } arrived: { session, reply in
      switch reply {
      case .fits: return Checked.good
      case .breaks(let rule):
        session.brokenRule = rule
        return .refused
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .good: .repeatNewPasscode
      case .refused: .passcodeRefused
      case .failed: .sorry
      }
    }
  }

  static var repeatNewPasscode: Dialog {
    .field(
      digits: 1...30, isSecret: true, says: { _ in [.prompt(.repeatNewPasscode)] },
      back: .enterNewPasscode, giveUp: .goodbye,
      entered: { session, digits in
        session.repeatedPasscode = Passcode(digits)
        return Typed.entry
      }, leadsTo: { _ in .changingPasscode })
  }

  enum ChangedPasscode: CaseIterable { case changed, refused, differ, failed }

  /// The store compares the two entries, so that a journal can be replayed without them.
  static var changingPasscode: Dialog {
    .ask { session in
      ChangePasscode(
        user: session.user, session.newPasscode, repeated: session.repeatedPasscode)
    } arrived: { session, reply in
      (session.newPasscode, session.repeatedPasscode) = (Passcode(""), Passcode(""))
      switch reply {
      case .changed: return ChangedPasscode.changed
      case .entriesDiffer: return .differ
      case .breaks(let rule):
        session.brokenRule = rule
        return .refused
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .changed: .passcodeChanged
      case .refused: .passcodeRefused
      case .differ: .passcodesDiffer
      case .failed: .sorry
      }
    }
  }

  enum TryAgain: CaseIterable { case again, back, mustLeave }

  static var passcodeRefused: Dialog { refusal { .passcodeRefused($0.brokenRule) } }
  static var passcodesDiffer: Dialog { refusal { _ in .prompt(.passcodesDiffer) } }

  private static func refusal(_ phrase: @escaping @Sendable (Session) -> Phrase) -> Dialog {
    .announcement(
      says: { [phrase($0)] }, dropsTypedAhead: true,
      done: { session in
        session.refusedPasscodes.countUp()
        guard session.refusedPasscodes >= 3 else { return TryAgain.again }
        session.refusedPasscodes = 0
        return session.owner?.mustChange == nil ? .back : .mustLeave
      },
      leadsTo: { result in
        switch result {
        case .again: .enterNewPasscode
        case .back: .mainMenu
        case .mustLeave: .goodbye
        }
      })
  }

  enum AfterChangedPasscode: CaseIterable { case mainMenu, wizard, summary }

  static var passcodeChanged: Dialog {
    .announcement(
      says: { _ in [.prompt(.passcodeChanged)] },
      done: { session in
        let reason = session.owner?.mustChange
        session.owner?.mustChange = nil
        switch reason {
        case .assigned: return AfterChangedPasscode.wizard
        case .expired: return .summary
        case nil: return .mainMenu
        }
      },
      leadsTo: { result in
        switch result {
        case .mainMenu: .mainMenu
        case .wizard: .wizardName
        case .summary: .summary
        }
      })
  }
}
