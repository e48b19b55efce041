import Mailbox
import Portal

extension TranscriptLine {
  /// What the person at the terminal should know of an answer of the store; `nil`: nothing that
  /// the caller does not hear.
  init?(_ request: MailboxRequest, _ reply: MailboxReply, nameOfUser: (Int64) -> String) {
    if reply == .failed {
      self = .trouble("store", "could not do this: \(request)")
      return
    }
    switch request {
    case .arrive:
      guard case .arrival(.welcome(_, let welcome)) = reply else { return nil }
      self = .effect("logged in", "\(nameOfUser(welcome.user)), by auto-login")
    case .logIn:
      guard case .welcome(let welcome) = reply else { return nil }
      self = .effect("logged in", nameOfUser(welcome.user))
    case .deposit(let deposit):
      let owner = nameOfUser(deposit.mailbox)
      if reply == .full {
        self = .trouble("not stored", "the mailbox of \(owner) is full")
      } else {
        self = .effect("stored", "message for \(owner), " + Self.summary(of: deposit))
      }
    case .send:
      guard case .sent(let count, let failed) = reply else { return nil }
      let missed = failed.isEmpty ? "" : ", not to \(failed.joined(separator: ", "))"
      self = .effect("sent", "to \(count) \(count == 1 ? "mailbox" : "mailboxes")\(missed)")
    case .keepGreeting(_, let slot, _): self = .effect("stored", "greeting: \(slot.rawValue)")
    case .changeList(_, let number, let change):
      guard case .name = change, reply == .done else { return nil }
      self = .effect("stored", "name of list \(number)")
    case .changeAnnouncement(_, let change):
      guard case .keep = change, reply == .done else { return nil }
      self = .effect("stored", "announcement")
    case .changePasscode(let user, _, _):
      guard reply == .done else { return nil }
      self = .effect("changed", "passcode of \(nameOfUser(user))")
    case .message, .dispose, .deleteAll, .finish, .settings, .change, .greeting, .checkPasscode,
      .recipient, .list, .listMember, .deletedMessage, .restore,
      .callOut, .freeList, .announcement:
      return nil
    }
  }

  private static func summary(of deposit: Deposit) -> String {
    let seconds = Int(deposit.take.milliseconds + 500) / 1_000
    return clockText(seconds: seconds) + (deposit.isUrgent ? ", urgent" : "")
      + (deposit.isConfidential ? ", confidential" : "")
  }
}
