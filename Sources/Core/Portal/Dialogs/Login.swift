import CallFlow
import Mailbox

/// Logging in (requirements C1 to C5). What is heard does not tell whether a mailbox exists.
extension Dialog<VoicePortal> {
  enum Typed: CaseIterable { case entry }

  static var enterNumber: Dialog {
    .field(
      digits: 1...16, says: { _ in [.prompt(.enterNumber)] }, back: nil, giveUp: .goodbye,
      keys: [
        Key(
          "*", .back, leadsTo: .enterPasscode, when: { $0.login.mailbox != nil },
          doing: { $0.login.number = nil })
      ],
      entered: { session, digits in
        session.login.number = digits
        return Typed.entry
      }, leadsTo: { _ in .enterPasscode })
  }

  static var enterPasscode: Dialog {
    .field(
      digits: 1...30, isSecret: true, says: { _ in [.prompt(.enterPasscode)] }, back: nil,
      giveUp: .goodbye, keys: [Key("*", .otherMailbox, leadsTo: .enterNumber)],
      entered: { session, digits in
        session.login.passcode = Passcode(digits)
        return Typed.entry
      }, leadsTo: { _ in .loggingIn })
  }

  enum LoggedIn: CaseIterable { case welcome, mustChangePasscode, refused, locked, failed }

  static var loggingIn: Dialog {
    .ask { session in
      LogInRequest(
        company: session.company, number: session.login.number,
        mailbox: session.login.number == nil ? session.login.mailbox : nil,
        passcode: session.login.passcode, from: session.incoming.from,
        trust: session.incoming.trust, source: session.incoming.source)
    } arrived: { session, reply in
      session.login.passcode = Passcode("")
      switch reply {
      case .welcome(let welcome):
        session.enter(as: welcome)
        return welcome.mustChange == nil ? LoggedIn.welcome : .mustChangePasscode
      case .refused: return .refused
      case .locked: return .locked
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .welcome: .summary
      case .mustChangePasscode: .mustChangePasscode
      case .refused: .loginIncorrect
      case .locked: .loginLocked
      case .failed: .sorry
      }
    }
  }

  enum Retry: CaseIterable { case passcode, number, thirdFailure }

  static var loginIncorrect: Dialog {
    .announcement(
      says: { _ in [.prompt(.loginIncorrect)] }, dropsTypedAhead: true,
      done: { session in
        session.login.failures.countUp()
        if session.login.failures >= 3 { return Retry.thirdFailure }
        return session.login.number == nil ? .passcode : .number
      },
      leadsTo: { retry in
        switch retry {
        case .passcode: .enterPasscode
        case .number: .enterNumber
        case .thirdFailure: .goodbye
        }
      })
  }

  /// What waits, and what the owner ought to know (requirement C5).
  static var summary: Dialog {
    .announcement(
      says: { session in
        guard let owner = session.owner else { return [] }
        var phrases: [Phrase] = [.counts(owner.counts)]
        if owner.failedAttempts > 0 { phrases.append(.failedAttempts(Int(owner.failedAttempts))) }
        if owner.isByMailOnly == true { phrases.append(.prompt(.messagesByMail)) }
        if owner.hasFailedMail == true { phrases.append(.prompt(.mailFailed)) }
        if owner.isAway { phrases.append(.prompt(.awayIsOn)) }
        if owner.isNearlyFull { phrases.append(.prompt(.mailboxNearlyFull)) }
        return phrases
      }, then: .mainMenu)
  }
}
