import CallFlow
import Mailbox

/// What a caller hears first, and the keys that lead on (call flow, "Deposit"; requirements D2 to
/// D4).
extension Dialog<VoicePortal> {
  enum Greeted: CaseIterable { case record, mailboxFull, hangUp, transfer }

  // swift-format-ignore: a table reads best in columns
  static var visitorGreeting: Dialog {
    .announcement(
      says: { $0.visit.map { greet($0) } ?? [] },
      keys: [
        Key(
          "#", .skipGreeting, leadsTo: .recordDeposit, isAnnounced: false,
          when: { $0.visit?.after == .record }),
        Key(
          "0", .transfer, leadsTo: .redirectNotice, when: { $0.visit?.redirect != nil },
          doing: { $0.draft.transfersAfter = true }),
        Key(
          "*", .logIn, leadsTo: .enterPasscode, isAnnounced: false,
          when: { $0.visit?.allowsLogIn == true }, doing: { $0.logInToVisited() }),
      ],
      // A caller cannot know that 0 leads on unless the greeting says so. An owner's own says what
      // she wants it to.
      announcing: { $0.visit?.greeting.isSystem == true && $0.visit?.redirect != nil },
      giveUp: .goodbye, done: afterGreeting, leadsTo: leadOn)
  }

  private static func afterGreeting(_ session: inout Session) -> Greeted {
    switch session.visit?.after {
    case .record, nil: .record
    case .mailboxFull: .mailboxFull
    case .hangUp: .hangUp
    case .transfer: .transfer
    }
  }

  private static func leadOn(_ greeted: Greeted) -> Place? {
    switch greeted {
    case .record: .recordDeposit
    case .mailboxFull: .mailboxFull
    case .hangUp: .messagesNotTaken
    case .transfer: .redirectNotice
    }
  }

  private static func greet(_ visit: MailboxVisit) -> [Phrase] {
    func system(_ greeting: Phrase.SystemGreeting) -> [Phrase] {
      let phrase = Phrase.greeting(greeting, name: visit.name, number: visit.number)
      return visit.after == .record ? [phrase, .prompt(.recordAfterTone)] : [phrase]
    }
    return switch visit.greeting {
    case .recorded(let audio): own(audio, visit)
    case .systemNoAnswer: system(.noAnswer)
    case .systemBusy: system(.busy)
    case .systemAway: system(.away)
    }
  }

  /// An own greeting, and what to do after it, unless the user or the company leaves that out.
  private static func own(_ audio: AudioReference, _ visit: MailboxVisit) -> [Phrase] {
    let takesMessages = visit.after == .record
    let isInstructed = takesMessages && visit.saysInstructions == true
    // Where the greeting cannot be played, the system's has its instructions in any case.
    let greeting = Phrase.ownGreeting(
      audio, name: visit.name, number: visit.number, takesMessages: takesMessages && !isInstructed)
    return isInstructed ? [greeting, .prompt(.recordAfterTone)] : [greeting]
  }

  enum Redirected: CaseIterable { case connected, failed }

  /// `0`, or the transfer that the owner has set in place of the deposit (requirement D3).
  static var redirecting: Dialog {
    .transfer {
      $0.redirectTarget
    } done: { _, isConnected in
      isConnected ? Redirected.connected : .failed
    } leadsTo: { result in
      switch result {
      case .connected: nil
      case .failed: .redirectFailed
      }
    }
  }

  enum AfterFailedRedirect: CaseIterable { case record, goodbye }

  /// Nobody was reached: the caller may still leave a message, unless she has.
  static var redirectFailed: Dialog {
    .announcement(
      says: { _ in [.prompt(.transferFailed)] }, keys: zeroKeys(at: .redirectFailed),
      anyKeyGoesOn: true, giveUp: .goodbye,
      done: { session in
        session.draft.transfersAfter = false
        let mayRecord = session.visit?.after == .record && !session.draft.isDelivered
        return mayRecord ? AfterFailedRedirect.record : .goodbye
      },
      leadsTo: { result in
        switch result {
        case .record: .recordDeposit
        case .goodbye: .goodbye
        }
      })
  }
}

extension MailboxVisit.Greeting {
  fileprivate var isSystem: Bool {
    switch self {
    case .recorded: false
    case .systemNoAnswer, .systemBusy, .systemAway: true
    }
  }
}

extension Session {
  /// Where the caller is transferred: by the owner's wish after the greeting, or by `0`.
  var redirectTarget: String? {
    if case .transfer(let number) = visit?.after, !draft.transfersAfter { return number }
    return visit?.redirect
  }

  /// `*` in a greeting: the owner of this mailbox wants in.
  mutating func logInToVisited() {
    guard let visit else { return }
    login = LoginState(mailbox: visit.mailbox)
    draft = Draft()
    business = .none
  }
}
