import Mailbox

/// Keeping what was recorded in a call.
extension MailboxRules {
  /// Whether a recording is still to be delivered: its mailbox is there, and it was not delivered
  /// before, since a retry may come twice.
  func isWanted(_ take: UInt64, in mailbox: Int64) throws(StoreError) -> Bool {
    guard try rows.user(mailbox) != nil else { return false }
    return try !hasDelivered(take)
  }

  /// Whether a recording became a message or a mail before.
  func hasDelivered(_ take: UInt64) throws(StoreError) -> Bool {
    if try rows.hasDelivered(take) { return true }
    return try rows.hasMailed(take)
  }

  /// A caller's message. It is accepted although the recorded minutes are used up, because its
  /// caller was told that there is room; only the count is a hard limit.
  /// - Parameter received: When it was left.
  func add(
    _ deposit: Deposit, sound: PlacedSound, received: Int64
  ) throws(StoreError) -> Deposit.Reply {
    let user = try known(deposit.mailbox)
    if try hasDelivered(deposit.take.id) { return .kept }
    guard
      Int(try rows.contents(of: user.id).counts.total) < user.settings.quota.maximumMessages
    else { return .full }
    let sender = try sender(
      signalled: deposit.from, in: try known(company: user.company))
    try deliver(
      NewMessage(
        mailbox: user.id, isUrgent: deposit.isUrgent, isConfidential: deposit.isConfidential,
        from: sender.number, sender: sender.user, received: received,
        parts: [try rows.add(sound)], take: deposit.take.id), to: user)
    return .kept
  }

  /// A greeting or name; it is selected at once.
  func keep(
    _ sound: PlacedSound, in slot: GreetingSlot, of id: Int64
  ) throws(StoreError) -> Done {
    try keep(try rows.add(sound), in: slot, of: try known(id))
  }

  /// Puts a sound into a slot and selects it.
  func keep(
    _ audio: AudioReference, in slot: GreetingSlot, of owner: User
  ) throws(StoreError) -> Done {
    var user = owner
    try rows.setRecording(slot, of: user.id, to: audio)
    user.settings.greetings.select(recorded: slot)
    try rows.update(user)
    try record(
      .greetingChanged, of: user, "\(slot.rawValue): \(audio.milliseconds / 1_000) s")
    return Done()
  }

  /// What a mailbox holds against what it may hold.
  func quotaState(of user: User) throws(StoreError) -> QuotaState {
    let contents = try rows.contents(of: user.id)
    return user.settings.quota.state(
      messages: Int(contents.counts.total), seconds: contents.milliseconds / 1_000)
  }
}
