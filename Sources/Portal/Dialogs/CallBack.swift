import CallFlow
import Mailbox

/// Calling back who left a message, where the company allows calls to (requirement E1).
extension Dialog<VoicePortal> {
  static var callBackNotice: Dialog {
    .announcement(
      says: { [.prompt(.callingBack), .number($0.message?.callBack ?? "")] }, then: .callingBack)
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
