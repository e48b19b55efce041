import Mailbox

/// What a request comes to. Rules give the typed reply of their request; what is left of it here is
/// how a call gets it.
enum RequestPlan {
  /// The answer.
  case answered(MailboxReply)
  /// What must be written before it can be answered, and what is done after the commit.
  case written(
    @Sendable (MailboxRules) throws(StoreError) -> MailboxReply,
    cleanUp: @Sendable (MailboxReply) -> Void)

  /// The answer.
  static func reply(_ reply: some TypedReply) -> RequestPlan { .answered(reply.untyped) }

  /// What must be written before it can be answered, and what is done after the commit.
  static func write<Reply: TypedReply>(
    _ work: @escaping @Sendable (MailboxRules) throws(StoreError) -> Reply,
    cleanUp: @escaping @Sendable (Reply) -> Void = { _ in }
  ) -> RequestPlan {
    .written(
      { (rules) throws(StoreError) in try work(rules).untyped },
      cleanUp: { if let reply = Reply($0) { cleanUp(reply) } })
  }
}

extension Mailboxes {
  func finish(_ call: CallToken, in mailbox: Int64) throws(StoreError) -> RequestPlan {
    purgeIfDue()
    let hasDecided = try read { (rules) throws(StoreError) in
      try rules.rows.hasDecided(call, in: try rules.known(mailbox).id)
    }
    guard hasDecided else { return .reply(Done()) }
    return .write { (rules) throws(StoreError) in
      try rules.finish(call, in: mailbox)
      return Done()
    }
  }

  func logIn(_ request: LogInRequest) throws(StoreError) -> RequestPlan {
    let moment = now()
    let sight = try read { (rules) throws(StoreError) in try rules.sight(of: request) }
    var guards = sight.guards
    var isRight = false
    let outcome = LoginAttempt.judge(
      at: moment, rules: sight.company.lockout, guards: &guards,
      isOwnVerifiedPhone: sight.isOwnVerifiedPhone
    ) {
      isRight = storage.hasher.isRight(request, sight)
      return isRight
    }
    if guards == sight.guards {
      if outcome == .locked { return .reply(LogInRequest.Reply.locked) }
      // Nothing to clear: no commit. But others may have failed while the hash was computed.
      let welcome = try read { (rules) throws(StoreError) in
        try rules.welcomeIfUnchanged(since: sight)
      }
      if let welcome { return .reply(welcome) }
    }
    let verdict = isRight
    return .write { (rules) throws(StoreError) in
      try rules.count(isRight: verdict, sight: sight)
    }
  }

  /// The rule that the owner's own change of her passcode breaks.
  func brokenRule(
    by passcode: Passcode, of user: Int64
  ) throws(StoreError) -> PasscodeRule? {
    let facts = try read { (rules) throws(StoreError) in try rules.passcodeFacts(of: user) }
    return facts.brokenRule(by: passcode, isOwnChange: true, storage.hasher)
  }

  /// The owner's own change, entered twice.
  func changePasscode(
    _ passcode: Passcode, repeated: Passcode, of user: Int64
  ) throws(StoreError) -> RequestPlan {
    let rule = try brokenRule(by: passcode, of: user)
    guard passcode == repeated else { return .reply(ChangePasscode.Reply.entriesDiffer) }
    if let rule { return .reply(ChangePasscode.Reply.breaks(rule)) }
    let prepared = try prepare(passcode)
    return .write { (rules) throws(StoreError) in
      try rules.setPasscode(prepared, of: user, isAssigned: false)
      return ChangePasscode.Reply.changed
    }
  }
}

/// What was recorded in a call. The sound is brought to safety on the thread that asks; the rows go
/// through a commit; the recording itself goes after it.
extension Mailboxes {
  /// A caller's message. A recording that was delivered before is delivered: a retry may come twice.
  /// - Parameter received: When it was left, in milliseconds since 1970 UTC.
  func deposit(_ deposit: Deposit, received: Int64) throws(StoreError) -> RequestPlan {
    let take = deposit.take
    _ = storage.recordings.hold(take.id)
    let hasDelivered = try read { (rules) throws(StoreError) in
      _ = try rules.known(deposit.mailbox)
      return try rules.hasDelivered(take.id)
    }
    guard take.isWorthKeeping, !hasDelivered else {
      storage.recordings.discard(take.id)
      return .reply(Deposit.Reply.kept)
    }
    let sound = try storage.place(take)
    return .write(
      { (rules) throws(StoreError) in
        try rules.add(deposit, sound: sound, received: received)
      },
      cleanUp: { [storage] _ in storage.recordings.discard(take.id) })
  }

  func keepGreeting(
    _ take: FinishedRecording, in slot: GreetingSlot, of id: Int64
  ) throws(StoreError) -> RequestPlan {
    try keep(take) { (sound, rules) throws(StoreError) in
      try rules.keep(sound, in: slot, of: id)
    }
  }

  func change(
    _ change: ListChange, list number: Int, of owner: Int64
  ) throws(StoreError) -> RequestPlan {
    switch change {
    case .create:
      .write { (rules) throws(StoreError) in try rules.createList(number, of: owner) }
    case .add(let digits):
      .write { (rules) throws(StoreError) in
        try rules.addMember(digits, toList: number, of: owner)
      }
    case .remove(let member):
      .write { (rules) throws(StoreError) in
        try rules.removeMember(member, fromList: number, of: owner)
      }
    case .open(let isOpen):
      .write { (rules) throws(StoreError) in try rules.openList(number, of: owner, isOpen) }
    case .delete:
      .write { (rules) throws(StoreError) in try rules.deleteList(number, of: owner) }
    case .name(let take):
      try keep(take) { (sound, rules) throws(StoreError) in
        try rules.setListName(sound, list: number, of: owner)
      }
    }
  }

  func change(
    _ change: AnnouncementChange, of user: Int64
  ) throws(StoreError) -> RequestPlan {
    switch change {
    case .keep(let take):
      try keep(take) { (sound, rules) throws(StoreError) in
        try rules.keepAnnouncement(sound, of: user)
      }
    case .use(let sound, let slot):
      .write { (rules) throws(StoreError) in
        try rules.useAnnouncement(sound, as: slot, of: user)
      }
    case .delete(let sound):
      .write { (rules) throws(StoreError) in try rules.removeAnnouncement(sound, of: user) }
    }
  }

  private func keep<Reply: TypedReply>(
    _ take: FinishedRecording,
    _ body: @escaping @Sendable (PlacedSound, MailboxRules) throws(StoreError) -> Reply
  ) throws(StoreError) -> RequestPlan {
    let sound = try storage.place(take)
    return .write(
      { (rules) throws(StoreError) in try body(sound, rules) },
      cleanUp: { [storage] _ in storage.recordings.discard(take.id) })
  }

  func send(_ order: SendOrder) throws(StoreError) -> RequestPlan {
    var sound: PlacedSound?
    if let take = order.take, take.isWorthKeeping { sound = try storage.place(take) }
    let kept = sound
    return .write(
      { (rules) throws(StoreError) in try rules.send(order, sound: kept) },
      cleanUp: { [storage] reply in
        // A refused one may be sent in another way.
        if let take = order.take, reply != .refused { storage.recordings.discard(take.id) }
      })
  }
}
