import CallFlow
import Mailbox

/// The first login after a reset, or with an expired passcode (requirement B8).
extension Dialog<VoicePortal> {
  static var mustChangePasscode: Dialog {
    .announcement(
      says: { session in
        switch session.owner?.mustChange {
        case .assigned: [.prompt(.passcodeAssigned)]
        case .expired: [.prompt(.passcodeExpired)]
        case nil: []
        }
      }, dropsTypedAhead: true, then: .enterNewPasscode)
  }

  /// The name may be skipped.
  static var wizardName: Dialog {
    .menu(
      says: { _ in [.prompt(.wizardRecordName)] }, back: nil, giveUp: .summary,
      keys: [
        Key(
          "1", .record, leadsTo: .recordGreeting,
          doing: { ($0.slot, $0.menu) = (.name, .name) }),
        Key("#", .skip, leadsTo: .summary, doing: { $0.isInWizard = false }),
      ])
  }
}
