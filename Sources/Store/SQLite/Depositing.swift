import Mailbox

/// Keeping what was recorded in a call. The sound is brought to safety on the thread that asks;
/// the rows go through the writer; the recording's own files go after the commit.
extension SQLiteStore {
  /// A caller's message. It is accepted although the recorded minutes are used up, because its
  /// caller was told that there is room; only the count is a hard limit. A recording that was
  /// delivered before is delivered: a retry may come twice.
  /// - Parameter received: When it was left, if not now.
  func deposit(
    _ deposit: Deposit, at now: Int64, received: Int64? = nil
  ) throws(StoreError) -> Step {
    let take = deposit.take
    _ = takeFolder.hold(take.id)
    let hasDelivered = try reading(at: now) { (directory) throws(StoreError) in
      _ = try directory.known(deposit.mailbox)
      return try directory.database.hasDelivered(take.id)
    }
    guard take.isWorthKeeping, !hasDelivered else {
      takeFolder.discard(take.id)
      return .reply(.done)
    }
    let sound = try sounds.place(takeFolder.path(of: take.id), milliseconds: take.milliseconds)
    return .write(
      { [self] (database) throws(StoreError) in
        try add(deposit, sound: sound, received: received ?? now, directory(database, at: now))
      },
      cleanUp: { [self] _ in takeFolder.discard(take.id) })
  }

  private func add(
    _ deposit: Deposit, sound: PlacedAudio, received: Int64, _ directory: SQLiteDirectory
  ) throws(StoreError) -> MailboxReply {
    let database = directory.database
    let user = try directory.known(deposit.mailbox)
    if try database.hasDelivered(deposit.take.id) { return .done }
    guard try database.contents(of: user.id).messages < user.settings.quota.maximumMessages else {
      return .full
    }
    let company = try directory.known(company: user.company)
    let sender = try directory.sender(signalled: deposit.from, in: company)
    try database.add(
      NewMessage(
        mailbox: user.id, isUrgent: deposit.isUrgent, isConfidential: deposit.isConfidential,
        from: sender.number, sender: sender.user, received: received,
        parts: [try database.add(sound, in: sounds)], take: deposit.take.id))
    return .done
  }

  /// A greeting or name; it is selected at once.
  func keepGreeting(
    _ take: Take, in slot: GreetingSlot, of id: Int64, at now: Int64
  ) throws(StoreError) -> Step {
    let sound = try sounds.place(takeFolder.path(of: take.id), milliseconds: take.milliseconds)
    return .write(
      { [self] (database) throws(StoreError) in
        let directory = directory(database, at: now)
        var user = try directory.known(id)
        try database.setRecording(slot, of: id, to: try database.add(sound, in: sounds))
        user.settings.greetings.select(recorded: slot)
        try database.update(user)
        return .done
      },
      cleanUp: { [self] _ in takeFolder.discard(take.id) })
  }
}
