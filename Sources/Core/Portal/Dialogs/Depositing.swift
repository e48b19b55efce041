import CallFlow
import Mailbox

/// A caller leaves a message (call flow, "Deposit"; requirement D5). Whatever happens after the
/// tone, what was recorded is delivered, unless the caller cancels it.
extension Dialog<VoicePortal> {
  enum RecordedDeposit: CaseIterable {
    case recorded, tooShort, tooShortAgain, again, transfer, transferNothing
    case zeroNotSet, zeroNotSetYet, failed
  }

  static var recordDeposit: Dialog {
    .record(
      { $0.depositOrder },
      says: { $0.draft.shortTakes > 0 ? [.prompt(.recordAfterTone)] : [] },
      keys: [
        .stop("#", .finishRecording), .stop("0", .transfer), .stop("*", .recordAgain),
      ],
      done: { session, take, command in session.keepDeposit(take, command) },
      leadsTo: { result in
        switch result {
        case .recorded: .callerMenu
        case .tooShort: .depositTooShort
        case .tooShortAgain: .goodbye
        case .again: .recordDeposit
        case .transfer: .delivering
        case .transferNothing: .redirectNotice
        case .zeroNotSet: .zeroNotSet
        case .zeroNotSetYet: .zeroNotSetYet
        case .failed: .sorry
        }
      })
  }

  static var depositTooShort: Dialog { .say(.depositTooShort, then: .recordDeposit) }

  // swift-format-ignore: a table reads best in columns
  static var callerMenu: Dialog {
    .menu(
      says: { _ in [.prompt(.callerMenu)] }, back: nil, giveUp: .delivering,
      keys: [
        Key("#", .sendNow, leadsTo: .delivering),
        Key("1", .listen, leadsTo: .listenDeposit),
        Key("2", .recordAgain, leadsTo: .recordDeposit),
        Key(
          "3", .urgent, leadsTo: .callerMenu, doing: { $0.draft.isUrgent.toggle() }, saying: urgency
        ),
        Key(
          "4", .confidential, leadsTo: .callerMenu, doing: { $0.draft.isConfidential.toggle() },
          saying: secrecy),
        Key(
          "0", .transfer, leadsTo: .delivering, when: { $0.visit?.redirect != nil },
          doing: { $0.draft.transfersAfter = true }),
        Key("*", .cancel, leadsTo: .confirmCancel),
      ])
  }

  static var listenDeposit: Dialog {
    .announcement(says: { $0.draft.take.map { [.take($0)] } ?? [] }, then: .callerMenu)
  }

  static var confirmCancel: Dialog {
    .menu(
      says: { _ in [.prompt(.confirmCancel)] }, back: nil, giveUp: .delivering,
      keys: [
        Key("1", .confirm, leadsTo: .depositCancelled, doing: { $0.draft.take = nil }),
        Key("*", .back, leadsTo: .callerMenu),
      ] + zeroKeys(at: .confirmCancel))
  }

  enum Delivered: CaseIterable { case delivered, transfer, full, kept }

  /// How long a caller waits to hear that her message is in the mailbox.
  static var storePatience: Moment { 2_000 }

  /// A message that the store cannot take now, or not soon enough, is safe on the disk, and the store
  /// tries again; the caller need not know more than that it is kept.
  static var delivering: Dialog {
    .ask(within: storePatience) {
      $0.deposit
    } arrived: { session, reply in
      session.draft.take = nil
      switch reply {
      case .kept:
        session.draft.isDelivered = true
        return session.draft.transfersAfter ? Delivered.transfer : .delivered
      case .full: return .full
      case nil:
        session.draft.isDelivered = true
        return session.draft.transfersAfter ? .transfer : .kept
      }
    } leadsTo: { result in
      switch result {
      case .delivered: .messageSent
      case .transfer: .redirectNotice
      case .full: .mailboxFull
      case .kept: .messageKept
      }
    }
  }
}

extension Session {
  var depositOrder: RecordingOrder {
    RecordingOrder(
      purpose: .deposit(mailbox: visit?.mailbox ?? 0, from: incoming.from),
      longestSeconds: Int(visit?.longestSeconds ?? 300))
  }

  var deposit: Deposit {
    let nothing = FinishedRecording(id: 0, milliseconds: 0, hasSound: false, ending: .failure)
    return Deposit(
      mailbox: visit?.mailbox ?? 0, take: draft.take ?? nothing, from: incoming.from,
      isUrgent: draft.isUrgent, isConfidential: draft.isConfidential)
  }

  /// What to do with a caller's recording, by the key that ended it. One that is not worth keeping
  /// leaves the recording before it, which is delivered when the caller goes (requirement D5).
  mutating func keepDeposit(
    _ recording: FinishedRecording?, _ command: Command?
  ) -> Dialog<VoicePortal>.RecordedDeposit {
    let take = recording?.isWorthKeeping == true ? recording : nil
    draft.take = take ?? draft.take
    switch command {
    case .recordAgain: return .again
    case .transfer:
      if visit?.redirect == nil { return draft.take == nil ? .zeroNotSetYet : .zeroNotSet }
      draft.transfersAfter = true
      return draft.take == nil ? .transferNothing : .transfer
    default:
      if take != nil { return .recorded }
      // She spoke, and no disk took it: another try would be as useless.
      return recording?.ending == .failure ? .failed : tooShort()
    }
  }

  /// The third recording without a message in it ends the call.
  private mutating func tooShort() -> Dialog<VoicePortal>.RecordedDeposit {
    draft.shortTakes.countUp()
    return draft.shortTakes >= 3 ? .tooShortAgain : .tooShort
  }
}
