import Mailbox

/// Messages, in the order in which they came into their mailbox.
extension StorageCopy {
  /// A message with the keys of users that the target has.
  private struct Original: Sendable {
    var row: MessageRow
    var parts: [AudioReference]
    var forwarders: [Forwarder]
    var sender: Int64?
  }

  func copyMessages(of user: User, to copy: Int64) throws(StoreError) {
    let originals = try rows(of: user.id, in: source)
    let known = try rows(of: copy, in: target)
    let isBeginning =
      known.count <= originals.count
      && zip(known, originals).allSatisfy { $0.marks == $1.marks }
    guard isBeginning else {
      throw .broken(
        place: "mailbox of \(user.mainNumber.e164)",
        reason: "the target has other messages there than the source")
    }
    // Few at a time: the sounds of all of them are on this machine at once.
    for batch in Array(originals.dropFirst(known.count)).batches(of: 20) {
      var messages: [Original] = []
      for row in batch { messages.append(try original(row, of: user.id)) }
      let brought = messages
      try sounds.bring(Set(messages.flatMap(\.parts))) { (rows, names) throws(StoreError) in
        for message in brought { try Self.add(message, to: copy, rows, names) }
      }
    }
  }

  /// Brings the texts of messages, once these are there.
  func copyTranscripts(of user: Int64, to copy: Int64) throws(StoreError) {
    let keys = try messageKeys(of: user, at: copy)
    let texts = try source.storage.read { (rows) throws(StoreError) in
      var texts: [TranscriptJob] = []
      for id in keys.keys.sorted() {
        if let text = try rows.transcript(of: id) { texts.append(text) }
      }
      return texts
    }
    var missing: [TranscriptJob] = []
    for text in texts {
      guard let message = keys[text.message] else { continue }
      let known = try target.storage.read { (rows) throws(StoreError) in
        try rows.transcript(of: message)
      }
      if known?.marks == text.marks { continue }
      var brought = text
      (brought.message, brought.user, brought.leasedUntil) = (message, copy, 0)
      missing.append(brought)
    }
    for batch in missing.batches(of: 200) {
      try target.storage.write { (rows) throws(StoreError) in
        for text in batch { try rows.set(text) }
      }
    }
  }

  /// The messages of a mailbox that was copied, by their keys at the source.
  func messageKeys(of user: Int64, at copy: Int64) throws(StoreError) -> [Int64: Int64] {
    let pairs = zip(try rows(of: user, in: source), try rows(of: copy, in: target))
    return Dictionary(uniqueKeysWithValues: pairs.map { ($0.id, $1.id) })
  }

  private func rows(
    of mailbox: Int64, in store: Mailboxes
  ) throws(StoreError) -> [MessageRow] {
    try store.storage.read { (rows) throws(StoreError) in try rows.messages(of: mailbox) }
      .sorted { $0.id < $1.id }
  }

  private func original(_ row: MessageRow, of mailbox: Int64) throws(StoreError) -> Original {
    var message = try source.storage.read { (rows) throws(StoreError) in
      Original(
        row: row, parts: try rows.parts(of: row.id, in: mailbox),
        forwarders: try rows.forwarders(of: row.id, in: mailbox))
    }
    if let sender = row.senderUser { message.sender = try key(of: sender) }
    message.forwarders = try translated(message.forwarders)
    return message
  }

  /// One who is gone stays a number.
  func translated(_ forwarders: [Forwarder]) throws(StoreError) -> [Forwarder] {
    try forwarders.map { (forwarder) throws(StoreError) in
      Forwarder(user: try key(of: forwarder.user) ?? 0, number: forwarder.number)
    }
  }

  private static func add(
    _ message: Original, to mailbox: Int64, _ rows: any MailboxRows, _ names: SoundNames
  ) throws(StoreError) {
    let row = message.row
    let id = try rows.add(
      NewMessage(
        mailbox: mailbox, isUrgent: row.isUrgent, isConfidential: row.isConfidential,
        from: row.senderNumber, sender: message.sender, received: row.received,
        leftAt: row.leftAt, forwarders: message.forwarders,
        parts: try names.all(message.parts)))
    try rows.setState(of: id, in: mailbox, rank: row.rank, deletedAt: row.deletedAt)
  }
}

extension TranscriptJob {
  /// What tells it from others without keys.
  var marks: [String] {
    [state.rawValue, language.rawValue, "\(transcript as Any)", "\(due)", "\(tries)"]
  }
}

extension MessageRow {
  /// What tells it from others without keys and sounds.
  var marks: [String] {
    [
      "\(received)", "\(rank.rawValue)", "\(isUrgent)", "\(isConfidential)", senderNumber ?? "-",
      deletedAt.map { "\($0)" } ?? "-", leftAt.map { "\($0)" } ?? "-",
    ]
  }
}
