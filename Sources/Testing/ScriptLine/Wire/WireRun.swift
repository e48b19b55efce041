import CallFlow
import Foundation
import Mailbox
import SoundFiles
import Store
import Telephony

/// What a script does to the portal that it calls on a real line.
extension ScriptRun {
  /// Puts accounts into the portal's mailboxes, unless they are there already.
  func installInPortal(_ file: AccountsFile, like company: Company) throws {
    guard let store = portal?.store, try twin(of: company, in: store) == nil else { return }
    let now = Int64(Date().timeIntervalSince1970 * 1_000) + waited
    try file.install(in: store, now: now) { path in
      try Sound.imported(from: path, limitSeconds: 600).samples
    }
  }

  func setPolicy(_ policy: PasscodePolicy, like company: Company) throws {
    guard let store = portal?.store, var twin = try twin(of: company, in: store) else { return }
    twin.policy = policy
    try store.accounts.update(twin)
  }

  /// The messages of a user, where the calls of the script went.
  func messages(of user: User) throws -> [StoredMessage] {
    guard let portal else { return try store.accounts.messages(of: user.id) }
    guard let system = portal.store else {
      throw Unchecked(text: "mailboxes cannot be looked at without --data")
    }
    guard let company = companies.first(where: { $0.id == user.company }),
      let twin = try twin(of: company, in: system),
      let owner = try system.accounts.user(withNumber: user.mainNumber.e164, of: twin.id)
    else { throw StepFailure("the portal has no mailbox \(user.mainNumber.e164)") }
    return try system.accounts.messages(of: owner.id)
  }

  /// Whether something becomes so: a portal does some of its work after the call.
  func eventually(_ isSo: () throws -> Bool) rethrows -> Bool {
    if try isSo() { return true }
    guard portal != nil else { return false }
    for _ in 0..<30 {
      Thread.sleep(forTimeInterval: 0.1)
      if try isSo() { return true }
    }
    return false
  }

  private func twin(of company: Company, in store: any MailboxStore) throws -> Company? {
    try store.accounts.companies().first {
      $0.portalNumber == company.portalNumber && $0.name == company.name
    }
  }
}
