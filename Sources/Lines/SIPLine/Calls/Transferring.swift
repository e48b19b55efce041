import CallFlow
import Mailbox
import Media
import Operations
import Portal
import SIP
import Signalling
import Telephony
import Threads

/// How callers are sent on, a setting of each peer.
public enum TransferMethod: String, CaseIterable, Sendable {
  /// The peer is asked to call the target (REFER). One that takes the caller out of the call at once
  /// may have lost her when nobody answers.
  case refer
  /// The portal calls the target, and connects the two when it answers.
  case call
}

extension SIPCallLine {
  /// A call that was not answered is redirected (302), one that was is referred (RFC 3515). The
  /// mailbox is named (RFC 3892), so that a phone system which takes the caller out of the call at
  /// once can bring her back to it.
  mutating func transfer(_ ticket: Ticket, to number: String, by mailbox: String?) {
    guard mayCall(number) else {
      environment.log.warning(
        "No call to \(number): the line's dial rules do not allow it.", call: name)
      return events.append(.transferred(ticket, false))
    }
    let way = ReturnRoute(of: invitation, by: settings)
    let target = way.address(of: number)
    guard isAnswered else {
      environment.signalling.perform(
        .refuse(
          dialog, SIPStatus(302, "Moved Temporarily"), [SIPHeader("Contact", "<\(target)>")]))
      noteFirstAnswer()
      return events.append(.transferred(ticket, true))
    }
    transferring = ticket
    transferDeadline = MonotonicTime.milliseconds + Int64(settings.transferSeconds) * 1_000
    if settings.transferMethod(invitation.source) == .call {
      return callTarget(target, mailbox.map(way.address), callerAt: way)
    }
    noteSoundBeforeTransfer()
    let referrer = mailbox.map { SIPHeader("Referred-By", "<\(way.address(of: $0))>") }
    environment.signalling.perform(.refer(dialog, to: target, referrer.map { [$0] } ?? []))
  }

  mutating func referred(_ progress: ReferProgress) {
    switch progress {
    case .accepted: break
    case .status(let status): if status.isFinal { transferEnded(status.isSuccess) }
    case .failed: transferEnded(false)
    }
  }

  mutating func transferEnded(_ isConnected: Bool) {
    transferDeadline = nil
    dropTargetCall()
    guard let ticket = transferring else { return }
    transferring = nil
    if !isConnected {
      leg?.stream.awaitListener()
      watchForCaller()
    }
    events.append(.transferred(ticket, isConnected))
  }

  /// Extensions are the company's own; for numbers the line's rules hold on top of the company's.
  private func mayCall(_ number: String) -> Bool {
    guard let rules = settings.dialRules, let number = PhoneNumber(e164: number) else {
      return true
    }
    return rules.permits(number)
  }
}
