import CallFlow
import Mailbox

/// Calling back who left a message, where the company allows calls to (requirement E1).
extension Dialog<VoicePortal> {
  static var callBackNotice: Dialog {
    .announcement(
      says: { [.prompt(.callingBack), .number($0.message?.callBack ?? "")] },
      then: .permittingCallBack)
  }

  enum Permitted: CaseIterable { case permitted, refused, failed }

  /// Calls on the company's bill are limited (toll fraud).
  static var permittingCallBack: Dialog {
    permitting(
      { $0.message?.callBack }, as: { $0.user }, then: .callingBack, orElse: .callBackFailed)
  }

  static var permittingRedirect: Dialog {
    permitting(
      { $0.redirectTarget }, as: { $0.visit?.mailbox ?? 0 }, then: .redirecting,
      orElse: .redirectFailed)
  }

  /// A forwarding counts as switched off for a call that may not be made: then the mailbox answers.
  static var permittingForward: Dialog {
    permitting(
      { $0.forwardTarget }, as: { $0.forwarder }, then: .forwarded, orElse: .arriving,
      refused: { $0.incoming.mayGoOn = false })
  }

  private static func permitting(
    _ number: @escaping @Sendable (Session) -> String?,
    as user: @escaping @Sendable (Session) -> Int64, then next: Place, orElse failed: Place,
    refused: @escaping @Sendable (inout Session) -> Void = { _ in }
  ) -> Dialog {
    .ask {
      PermitCallOut(user: user($0), number: number($0) ?? "")
    } arrived: { session, reply in
      switch reply {
      case .permitted: return Permitted.permitted
      case .tooMany:
        refused(&session)
        return .refused
      case nil: return .failed
      }
    } leadsTo: { result in
      switch result {
      case .permitted: next
      case .refused: failed
      case .failed: .sorry
      }
    }
  }

  enum CalledBack: CaseIterable { case connected, failed }

  static var callingBack: Dialog {
    .transfer {
      $0.message?.callBack
    } done: { _, isConnected in
      isConnected ? CalledBack.connected : .failed
    } leadsTo: { result in
      switch result {
      case .connected: nil
      case .failed: .callBackFailed
      }
    }
  }
}
