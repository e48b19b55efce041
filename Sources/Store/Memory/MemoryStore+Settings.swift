import Mailbox

extension MemoryState {
  func settings(of user: Int64) -> MailboxReply {
    guard let mailbox = mailboxes[user] else { return .failed }
    return .settings(
      Reception.phoneSettings(of: mailbox.user, hasName: mailbox.recordings[.name] != nil))
  }

  mutating func change(_ user: Int64, _ change: SettingChange) -> MailboxReply {
    guard let (mailbox, company) = mailbox(user) else { return .failed }
    // A copy is changed: the rules look at everybody's numbers, hers among them.
    let owner = mailbox.user
    var settings = owner.settings
    let refusal = settings.apply(
      change, company: company,
      mainNumber: { self.user(extension: $0.digits, of: company.id)?.mainNumber },
      refusal: { self.refusal(ofSendingCallsTo: owner, on: $0, by: $1, in: company) })
    if let refusal { return .numberRefused(refusal) }
    mailbox.user.settings = settings
    changed.insert(user)
    if change == .forgetName { setRecording(.name, of: mailbox, to: nil) }
    return self.settings(of: user)
  }

  func greeting(_ slot: GreetingSlot, of user: Int64) -> MailboxReply {
    guard let mailbox = mailboxes[user] else { return .failed }
    return .greeting(mailbox.recordings[slot])
  }

  mutating func keepGreeting(
    _ take: Take, as slot: GreetingSlot, of user: Int64, depot: MemoryTakes
  ) -> MailboxReply {
    guard let mailbox = mailboxes[user], let sound = keep(take, depot: depot) else {
      return .failed
    }
    setRecording(slot, of: mailbox, to: sound)
    mailbox.user.settings.greetings.select(recorded: slot)
    changed.insert(user)
    return .done
  }
}
