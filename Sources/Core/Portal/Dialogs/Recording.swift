import CallFlow
import Mailbox

/// Recording a message to send: composed, a reply, or the introduction of a forwarded one
/// (requirement E3).
extension Dialog<VoicePortal> {
  enum Recorded: CaseIterable {
    case message, reply, introduction, nothing, cancelledCompose, cancelled, failed
  }

  static var recordDraft: Dialog {
    .record(
      { _ in .draft },
      says: { [.prompt($0.draft.purpose == .forward ? .recordIntroduction : .recordMessage)] },
      keys: [.stop("#", .finishRecording, isAnnounced: true), .stop("*", .back)],
      returning: [.messagesMenu, .afterMessage, .replyMenu],
      done: { session, take, command in session.keep(take, command) },
      leadsTo: { result in
        switch result {
        case .message, .introduction: .sendMenu
        case .reply: .replyMenu
        case .nothing: .nothingRecorded
        case .cancelledCompose: .messagesMenu
        case .cancelled: .afterMessage
        case .failed: .sorry
        }
      })
  }

  enum AfterNothing: CaseIterable { case compose, reply }

  static var nothingRecorded: Dialog {
    .announcement(
      says: { _ in [.prompt(.nothingRecorded)] }, returning: [.messagesMenu, .afterMessage],
      done: { $0.draft.purpose == .compose ? AfterNothing.compose : .reply },
      leadsTo: { result in
        switch result {
        case .compose: .messagesMenu
        case .reply: .afterMessage
        }
      })
  }

  enum Listened: CaseIterable { case message, reply }

  static var listenDraft: Dialog {
    .announcement(
      says: { $0.draft.take.map { [.take($0)] } ?? [] }, returning: [.sendMenu, .replyMenu],
      done: { $0.draft.purpose == .reply ? Listened.reply : .message },
      leadsTo: { result in
        switch result {
        case .message: .sendMenu
        case .reply: .replyMenu
        }
      })
  }
}

extension Session {
  /// Begins a message of the owner.
  mutating func begin(_ purpose: Draft.Purpose) {
    draft = Draft()
    draft.purpose = purpose
  }

  /// Keeps what was recorded, if it is worth it. An introduction may be left out.
  mutating func keep(_ take: FinishedRecording?, _ command: Command?)
    -> Dialog<VoicePortal>.Recorded
  {
    if command == .back {
      draft.take = nil
      return draft.purpose == .compose ? .cancelledCompose : .cancelled
    }
    draft.take = take?.isWorthKeeping == true ? take : nil
    if draft.take == nil, take?.ending == .failure { return .failed }
    switch draft.purpose {
    case .forward: return .introduction
    case .reply: return draft.take == nil ? .nothing : .reply
    case .compose, .deposit: return draft.take == nil ? .nothing : .message
    }
  }
}
