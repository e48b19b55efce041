import Mailbox

/// A user with everything that belongs to her. A class, so that changing one thing copies nothing.
///
/// It is `@unchecked Sendable` because it never leaves the state of its store, which a lock guards.
final class MemoryMailbox: @unchecked Sendable {
  var user: User
  var login = LoginGuard()
  /// The passcode of now first. It never leaves memory, so it is kept as it is.
  private(set) var passcodes: [String] = []
  private var isAssigned = false
  private var passcodeSetAt: Int64 = 0
  var recordings: [GreetingSlot: AudioReference] = [:]
  var lists = DistributionLists()
  var messages = MemoryMessages()

  init(user: User) { self.user = user }

  /// The same with the same contents, to be changed on its own.
  func copied() -> MemoryMailbox {
    let copy = MemoryMailbox(user: user)
    (copy.login, copy.passcodes, copy.isAssigned) = (login, passcodes, isAssigned)
    (copy.passcodeSetAt, copy.recordings) = (passcodeSetAt, recordings)
    (copy.lists, copy.messages) = (lists, messages)
    return copy
  }

  var hasPasscode: Bool { !passcodes.isEmpty }

  func brokenRule(
    by passcode: Passcode, policy: PasscodePolicy, isOwnChange: Bool
  ) -> PasscodeRule? {
    policy.firstBroken(
      by: passcode.digits, of: user.passcodeOwner, history: passcodes, isOwnChange: isOwnChange)
  }

  func setPasscode(_ passcode: Passcode, policy: PasscodePolicy, assigned: Bool, at now: Int64) {
    passcodes.insert(passcode.digits, at: 0)
    passcodes.removeLast(max(0, passcodes.count - max(1, policy.historyLength)))
    isAssigned = assigned
    passcodeSetAt = now
  }

  func changeReason(in company: Company, at now: Int64) -> Welcome.ChangeReason? {
    guard hasPasscode else { return nil }
    return company.changeReason(assigned: isAssigned, setAt: passcodeSetAt, now: now)
  }

  var waiting: WaitingMessages {
    WaitingMessages(
      of: user, counts: messages.counts, urgentSaved: Int32(clamping: messages.urgentSaved))
  }

  func quotaState() -> QuotaState {
    user.settings.quota.state(
      messages: Int(messages.counts.total), seconds: messages.milliseconds / 1_000)
  }
}
