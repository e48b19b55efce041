import CallFlow
import Mailbox

extension Dialog<VoicePortal> {
  /// Asks the mailboxes and waits. Says nothing.
  /// - Parameters:
  ///   - patience: Milliseconds after which there is no reply any more, though what was asked may have
  ///     been done.
  ///   - arrived: Gets the reply of this request; `nil`: the mailboxes could not do it, or not in time.
  static func ask<Request: TypedRequest, Outcome: CaseIterable & Sendable>(
    within patience: Moment = Limits.reply, returning returns: Set<Place> = [],
    _ request: @escaping @Sendable (Session) -> Request,
    arrived: @escaping @Sendable (inout Session, Request.Reply?) -> Outcome,
    leadsTo: @escaping @Sendable (Outcome) -> Place
  ) -> Dialog {
    .fetch(
      within: patience, returning: returns, { request($0).request },
      arrived: { session, reply in arrived(&session, Request.Reply(reply)) }, leadsTo: leadsTo)
  }
}
