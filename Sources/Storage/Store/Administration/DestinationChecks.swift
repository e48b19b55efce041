public import Mailbox

extension Accounts {
  /// Refuses a user whose callers would be sent to where they may not go (requirement D0): for
  /// administration, by command line, table or page, inside the transaction that stores her.
  ///
  /// Only what is new is judged, so that a rule that became stricter does not stand in the way of
  /// other changes. A new user may close a ring of forwardings that others began: then each call
  /// finds out where it has been.
  /// - Parameters:
  ///   - user: As she is to be.
  ///   - before: As she is stored; `nil` if she is new.
  public func checkDestinations(of user: User, before: User?) throws(StoreError) {
    let old = before?.destinations ?? []
    let hasNewNumbers =
      before?.mainNumber != user.mainNumber || before?.aliases != user.aliases
    for (setting, number) in user.destinations {
      let isNew = !old.contains { $0.setting == setting && $0.number == number }
      let isSwitchedOn = user.isOn(setting) && before?.isOn(setting) == false
      guard isNew || isSwitchedOn || hasNewNumbers else { continue }
      switch try refusal(ofSendingCallsTo: user, on: number, by: setting) {
      case nil: continue
      case .ring where before == nil: continue
      case .notAllowed where !isNew: continue
      case let refusal?:
        throw .refused(
          field: setting.field,
          reason: .destination(refusal, number: "\(number)", user: user.fullName))
      }
    }
  }
}

extension User {
  fileprivate func isOn(_ setting: CallSetting) -> Bool {
    switch setting {
    case .forwarding(let kind): settings.handling[kind].isOn
    case .depositTransfer: settings.deposit.mode == .transfer
    case .redirectOnZero: true
    }
  }
}

extension CallSetting {
  /// Its name on the command line and in tables.
  fileprivate var field: String {
    switch self {
    case .forwarding(let kind): "forward-\(kind.rawValue)"
    case .depositTransfer: "deposit-transfer"
    case .redirectOnZero: "redirect-on-zero"
    }
  }
}
