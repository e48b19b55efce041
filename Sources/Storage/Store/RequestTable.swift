import Mailbox

extension Mailboxes {
  /// The rule of each request. What only reads is looked up at once on the thread that asks; what
  /// writes is left to a commit.
  func plan(_ request: MailboxRequest, of call: CallToken) throws(StoreError) -> RequestPlan {
    switch request {
    case .arrive(let incoming):
      return try arrive(incoming)
    case .logIn(let request):
      return try logIn(request)
    case .message(let mailbox, let move):
      return try reading { (rules) throws(StoreError) in
        try rules.message(move, of: mailbox, for: call)
      }
    case .deletedMessage(let mailbox, let move):
      return try reading { (rules) throws(StoreError) in
        try rules.deletedMessage(move, of: mailbox, for: call)
      }
    case .restore(let mailbox, let message):
      return .write { (rules) throws(StoreError) in
        try rules.restore(message, of: mailbox, for: call)
      }
    case .dispose(let mailbox, let message, let disposition):
      return .write { (rules) throws(StoreError) in
        try rules.decide(disposition, message: message, in: mailbox, by: call)
        return Done()
      }
    case .deleteAll(let mailbox):
      return .write { (rules) throws(StoreError) in
        DeleteAllMessages.Reply(
          count: try rules.rows.decideToDeleteAll(of: try rules.known(mailbox).id, by: call))
      }
    case .finish(let mailbox):
      return try finish(call, in: mailbox)
    case .settings(let user):
      return try reading { (rules) throws(StoreError) in try rules.phoneSettings(of: user) }
    case .change(let user, let change):
      return .write { (rules) throws(StoreError) in try rules.apply(change, of: user) }
    case .greeting(let user, let slot):
      return try reading { (rules) throws(StoreError) in try rules.greeting(slot, of: user) }
    case .keepGreeting(let user, let slot, let take):
      return try keepGreeting(take, in: slot, of: user)
    case .checkPasscode(let user, let passcode):
      let rule = try brokenRule(by: passcode, of: user)
      return .reply(rule.map(CheckPasscode.Reply.breaks) ?? .fits)
    case .changePasscode(let user, let passcode, let repeated):
      return try changePasscode(passcode, repeated: repeated, of: user)
    case .deposit(let deposit):
      return try self.deposit(deposit, received: now())
    case .callOut(let user, let number):
      return .reply(try callOut(number, for: user))
    case .recipient(let sender, let digits):
      return try reading { (rules) throws(StoreError) in
        try rules.recipient(digits, seenFrom: sender)
      }
    case .list(let sender, let number, let owner):
      return try reading { (rules) throws(StoreError) in
        try rules.list(number, of: owner, for: sender)
      }
    case .listMember(let owner, let number, let index):
      return try reading { (rules) throws(StoreError) in
        try rules.listMember(index, of: number, owner: owner)
      }
    case .freeList(let owner):
      return try reading { (rules) throws(StoreError) in try rules.freeList(of: owner) }
    case .changeList(let owner, let number, let change):
      return try self.change(change, list: number, of: owner)
    case .announcement(let user, let index):
      return try reading { (rules) throws(StoreError) in
        try rules.announcement(index, of: user)
      }
    case .changeAnnouncement(let user, let change):
      return try self.change(change, of: user)
    case .send(let order):
      return try send(order)
    }
  }

  private func reading(
    _ body: (MailboxRules) throws(StoreError) -> some TypedReply
  ) throws(StoreError) -> RequestPlan {
    .reply(try read(body))
  }
}

extension MailboxRequest {
  /// Who changes something by this request: an owner in her call. What callers leave is not audited.
  var actor: Actor {
    switch self {
    case .change(let user, _), .keepGreeting(let user, _, _), .changePasscode(let user, _, _),
      .changeList(let user, _, _), .changeAnnouncement(let user, _):
      .call(user: user)
    case .arrive, .logIn, .message, .deletedMessage, .restore, .dispose, .deleteAll, .finish,
      .settings, .greeting, .checkPasscode, .deposit, .callOut, .recipient, .list, .listMember,
      .freeList, .announcement, .send:
      .portal
    }
  }
}
