import CallFlow
import Mailbox

/// What to do with a recorded message (call flow, "Send"; requirement E3).
extension Dialog<VoicePortal> {
  // swift-format-ignore: a table reads best in columns
  static var sendMenu: Dialog {
    .menu(
      says: { _ in [.prompt(.sendMenu)] }, back: nil, giveUp: .goodbye,
      keys: [
        Key("1", .recordAgain, leadsTo: .recordDraft),
        Key("2", .listen, leadsTo: .listenDraft, when: { $0.draft.take != nil }),
        Key("3", .sendToNumber, leadsTo: .enterRecipient, doing: { $0.address(.people) }),
        Key(
          "4", .sendToCompany, leadsTo: .confirmCompany,
          when: { $0.owner?.mayMessageCompany == true },
          doing: { $0.address(.company) }),
        Key("5", .sendToList, leadsTo: .enterList, doing: { $0.address(.list) }),
        Key(
          "6", .urgent, leadsTo: .sendMenu, doing: { $0.draft.isUrgent.toggle() }, saying: urgency),
        Key(
          "7", .confidential, leadsTo: .sendMenu, doing: { $0.draft.isConfidential.toggle() },
          saying: secrecy),
        Key("*", .back, leadsTo: .afterMessage),
        Key(
          "*", .back, leadsTo: .messagesMenu, insteadOf: .back,
          when: { $0.draft.purpose == .compose }),
      ])
  }

  // swift-format-ignore: a table reads best in columns
  static var replyMenu: Dialog {
    .menu(
      says: { _ in [.prompt(.replyMenu)] }, back: .afterMessage, giveUp: .goodbye,
      keys: [
        Key("1", .recordAgain, leadsTo: .recordDraft),
        Key("2", .listen, leadsTo: .listenDraft),
        Key("3", .sendReply, leadsTo: .sending, doing: { $0.addressReply() }),
        Key(
          "6", .urgent, leadsTo: .replyMenu, doing: { $0.draft.isUrgent.toggle() }, saying: urgency),
        Key(
          "7", .confidential, leadsTo: .replyMenu, doing: { $0.draft.isConfidential.toggle() },
          saying: secrecy),
      ])
  }

  static var confirmCompany: Dialog {
    .menu(
      says: { _ in [.prompt(.confirmCompany)] }, back: nil, giveUp: .goodbye,
      keys: [
        Key("1", .confirm, leadsTo: .sending),
        Key("*", .cancel, leadsTo: .sendMenu),
      ])
  }

  enum Sent: CaseIterable { case sent, refused, failed }

  static var sending: Dialog {
    .ask {
      $0.order
    } arrived: { session, reply in
      switch reply {
      case .sent(let delivered, let failed):
        (session.draft.count, session.draft.failed) = (Int32(clamping: delivered), failed)
        session.draft.take = nil
        return Sent.sent
      case .refused: return .refused
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .sent: .sent
      case .refused: .sendRefused
      case .failed: .sorry
      }
    }
  }

  enum AfterSending: CaseIterable { case compose, replyOrForward }

  /// How many got it, and which numbers could not (requirement E4).
  static var sent: Dialog {
    .announcement(
      says: { [.sent(Int($0.draft.count))] + $0.draft.failed.map { .notDelivered($0) } },
      returning: [.messagesMenu, .afterMessage],
      done: { $0.draft.purpose == .compose ? AfterSending.compose : .replyOrForward },
      leadsTo: afterSending)
  }

  static var sendRefused: Dialog {
    .announcement(
      says: { session in
        let isForward = session.draft.purpose == .forward
        return [.prompt(isForward ? .confidentialNotForwarded : .notAvailable)]
      }, returning: [.messagesMenu, .afterMessage],
      done: { $0.draft.purpose == .compose ? AfterSending.compose : .replyOrForward },
      leadsTo: afterSending)
  }

  private static func afterSending(_ result: AfterSending) -> Place? {
    switch result {
    case .compose: .messagesMenu
    case .replyOrForward: .afterMessage
    }
  }

  static func urgency(_ session: Session) -> [Phrase] {
    [.prompt(session.draft.isUrgent ? .urgentOn : .urgentOff)]
  }

  static func secrecy(_ session: Session) -> [Phrase] {
    [.prompt(session.draft.isConfidential ? .confidentialOn : .confidentialOff)]
  }
}

extension Session {
  mutating func address(_ audience: Draft.Audience) {
    draft.audience = audience
    draft.recipients = []
  }

  mutating func addressReply() {
    address(.people)
    if let sender = message?.replyTo { draft.recipients = [sender] }
  }

  /// The message as it shall be sent.
  var order: SendOrder {
    let audience: SendOrder.Audience =
      switch draft.audience {
      case .people: .users(draft.recipients)
      case .list: .list(number: Int(draft.list), of: draft.listOwner)
      case .company: .company
      }
    return SendOrder(
      sender: user, take: draft.take,
      forwarded: draft.purpose == .forward ? message?.id : nil, audience: audience,
      isUrgent: draft.isUrgent, isConfidential: draft.isConfidential)
  }
}
