import Mailbox

/// Moving from another voicemail system.
extension MailboxRules {
  /// Puts in a message of another system, once. It is accepted although the mailbox is full, because
  /// its owner has it already; and no e-mail tells of it, because she was told when it was left.
  /// - Returns: Whether it was not there before.
  func add(
    _ message: ImportedMessage, sounds: [PlacedSound], to id: Int64
  ) throws(StoreError) -> Bool {
    let user = try known(id)
    guard try rows.noteImport(of: message.source, for: id) else { return false }
    let sender = try sender(signalled: message.from, in: try known(company: user.company))
    var parts: [AudioReference] = []
    for sound in sounds { parts.append(try rows.add(sound)) }
    let added = try rows.add(
      NewMessage(
        mailbox: id, isUrgent: message.isUrgent, isConfidential: false, from: sender.number,
        sender: sender.user, received: message.received, parts: parts))
    if message.isSaved {
      try rows.setState(of: added, in: id, rank: .saved, deletedAt: nil)
    }
    // It has not arrived now: hooks and notices would tell of what is long known.
    try note(.messageChanged, of: user, message: added)
    return true
  }
}
