import Mailbox

/// Passcodes and counts of wrong ones.
extension MemoryRows {
  func passcode(of user: Int64) -> PasscodeRow? { mailboxes[user]?.passcode }

  func passcodeHashes(of user: Int64, limit: Int) -> [String] {
    Array((mailboxes[user]?.passcodeHistory ?? []).prefix(limit))
  }

  func setPasscode(_ passcode: PasscodeRow, of user: Int64, remembered: Int) {
    guard let mailbox = mailboxes[user] else { return }
    let old = (mailbox.passcode, mailbox.passcodeHistory)
    mailbox.passcode = passcode
    mailbox.passcodeHistory = Array(([passcode.hash] + old.1).prefix(remembered))
    toUndo { (mailbox.passcode, mailbox.passcodeHistory) = old }
  }

  func webPassword(of user: Int64) -> WebPasswordRow? { mailboxes[user]?.webPassword }

  func setWebPassword(_ password: WebPasswordRow?, of user: Int64) {
    guard let mailbox = mailboxes[user] else { return }
    let old = mailbox.webPassword
    mailbox.webPassword = password
    toUndo { mailbox.webPassword = old }
  }

  func loginGuard(_ name: GuardName) -> LoginGuard { guards[name] ?? LoginGuard() }

  func setLoginGuard(_ name: GuardName, to value: LoginGuard) {
    let old = guards[name]
    let new = value == LoginGuard() ? nil : value
    if old == nil && new == nil { return }
    guards[name] = new
    toUndo { [self] in guards[name] = old }
    // Who guesses and never logs in must not fill the memory between two purges. A tenth more than
    // there may be goes at once, so that the next ones need not sort again.
    if new != nil, name.isStranger, guards.count > mostStrangers + mailboxes.count {
      removeStrangerGuards(keeping: mostStrangers - mostStrangers / 10)
    }
  }

  func loginGuards(failedAfter moment: Int64) -> [NamedGuard] {
    guards.filter { ($0.value.lastFailure ?? 0) > moment }
      .map { NamedGuard(name: $0.key, value: $0.value) }
  }

  func strangerGuards(limit: Int) -> [NamedGuard] { Array(strangers().prefix(limit)) }

  func removeStrangerGuards(keeping limit: Int) {
    let removed = strangers().dropLast(limit)
    if removed.isEmpty { return }
    for old in removed { guards[old.name] = nil }
    toUndo { [self] in for old in removed { guards[old.name] = old.value } }
  }

  /// The one that failed longest ago first.
  private func strangers() -> [NamedGuard] {
    guards.filter { $0.key.isStranger }
      .sorted { ($0.value.lastFailure ?? 0) < ($1.value.lastFailure ?? 0) }
      .map { NamedGuard(name: $0.key, value: $0.value) }
  }
}
