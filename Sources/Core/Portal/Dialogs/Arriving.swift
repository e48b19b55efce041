import CallFlow
import Mailbox

/// Where a call goes (call flow, "Where a call goes"; requirement D1).
extension Dialog<VoicePortal> {
  enum Arrived: CaseIterable {
    case knownCaller, unknownCaller, straightIn, mustChangePasscode
    case visit, ring, forward, mailboxOff, busy, noAnswer, notInService, failed
  }

  static var arriving: Dialog {
    .ask {
      $0.incoming
    } arrived: { session, arrival in
      arrival.map { session.take($0) } ?? Arrived.failed
    } leadsTo: { arrived in
      switch arrived {
      case .knownCaller: .enterPasscode
      case .unknownCaller: .enterNumber
      case .straightIn: .summary
      case .mustChangePasscode: .mustChangePasscode
      case .visit: .visitorGreeting
      case .ring: .ringing
      case .forward: .permittingForward
      case .mailboxOff: .mailboxOff
      case .busy: .lineBusy
      case .noAnswer: .noAnswer
      case .notInService: .notInService
      case .failed: .sorry
      }
    }
  }

  /// The owner's phone rings on. Then the settings are asked again: a forwarding may come first.
  static var ringing: Dialog {
    .ring(
      for: { Moment($0.ringsLeft) * Session.ringMilliseconds },
      done: { $0.incoming.rings = min($0.incoming.rings ?? 0, Session.mostRings) + $0.ringsLeft },
      then: .arriving)
  }

  enum Forwarded: CaseIterable { case connected, failed }

  /// Before an answer, so that a line can redirect the call instead of relaying it.
  static var forwarded: Dialog {
    .transfer {
      $0.forwardTarget
    } done: { _, isConnected in
      isConnected ? Forwarded.connected : .failed
    } leadsTo: { result in
      switch result {
      case .connected: nil
      case .failed: .noAnswer
      }
    }
  }
}

extension Session {
  mutating func take(_ arrival: Arrival) -> Dialog<VoicePortal>.Arrived {
    switch arrival {
    case .logIn(let company, let mailbox, let language):
      (self.company, login.mailbox, self.language) = (company, mailbox, language)
      return mailbox == nil ? .unknownCaller : .knownCaller
    case .welcome(let company, let welcome):
      self.company = company
      login.mailbox = welcome.user
      enter(as: welcome)
      return welcome.mustChange == nil ? .straightIn : .mustChangePasscode
    case .ring(let more, let visit):
      language = visit.language
      business = .ringing(more: more)
      return .ring
    case .visit(let visit):
      (company, language, home) = (visit.company, visit.language, visit.home)
      business = .visit(visit)
      draft.purpose = .deposit
      return .visit
    case .forward(let number, let user):
      business = .forward(number, by: user)
      return .forward
    case .mailboxOff(let language, let redirect, let mailbox, let number):
      self.language = language
      business = .visit(
        MailboxVisit(
          company: 0, mailbox: mailbox, language: language, greeting: .systemNoAnswer,
          number: number ?? "",
          after: .hangUp, redirect: redirect, allowsLogIn: false))
      return .mailboxOff
    case .busy(let language):
      self.language = language
      return .busy
    case .noAnswer(let language):
      self.language = language
      return .noAnswer
    case .notInService(let language):
      self.language = language
      return .notInService
    }
  }

  /// The owner is in; whatever the call was about before is over.
  mutating func enter(as welcome: LoggedInOwner) {
    owner = welcome
    (language, home) = (welcome.language, welcome.home)
    login.passcode = Passcode("")
    business = .none
    draft = Draft()
    isInWizard = welcome.mustChange == .assigned
  }

  /// Where a forwarding sends the call.
  var forwardTarget: String? {
    if case .forward(let number, _) = business { number } else { nil }
  }

  /// Whose forwarding that is.
  var forwarder: Int64 {
    if case .forward(_, let user) = business { user } else { 0 }
  }

  /// A ring and the pause after it, as in most of Europe (ITU-T E.180).
  static let ringMilliseconds: Moment = 5_000

  /// Nobody waits for more rings than this.
  static let mostRings = 1_000

  var ringsLeft: Int {
    if case .ringing(let more) = business { min(max(0, more), Self.mostRings) } else { 0 }
  }
}
