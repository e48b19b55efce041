import Mailbox

/// A message of another voicemail system.
public struct ImportedMessage: Sendable {
  /// Its name there, which no other message has: by it the message comes once.
  public var source: String
  /// Introductions first, each 8 kHz mono PCM16.
  public var parts: [[Int16]]
  /// As the other system has it; empty: withheld.
  public var from: String
  public var isUrgent: Bool
  /// Whether it was heard and kept.
  public var isSaved: Bool
  /// When it was left, in milliseconds since 1970 UTC.
  public var received: Int64

  /// A message as the other system has it.
  public init(
    source: String, parts: [[Int16]], from: String, isUrgent: Bool, isSaved: Bool, received: Int64
  ) {
    self.source = source
    self.parts = parts
    self.from = from
    self.isUrgent = isUrgent
    self.isSaved = isSaved
    self.received = received
  }
}

/// Moving from another voicemail system.
extension MailboxAccounts {
  func hasImported(_ source: String) throws(StoreError) -> Bool {
    try read { (rules) throws(StoreError) in try rules.rows.hasImported(source) }
  }

  func noteImport(of source: String, for user: Int64) throws(StoreError) -> Bool {
    try write { (rules) throws(StoreError) in
      try rules.rows.noteImport(of: source, for: try rules.known(user).id)
    }
  }

  func add(_ message: ImportedMessage, to user: Int64) throws(StoreError) -> Bool {
    try checkSender(message.from)
    if try hasImported(message.source) { return false }
    var placed: [PlacedSound] = []
    defer { for sound in placed { mailboxes.storage.letGo(of: sound) } }
    for part in message.parts { placed.append(try mailboxes.storage.place(part)) }
    let sounds = placed
    return try write { (rules) throws(StoreError) in
      try rules.add(message, sounds: sounds, to: user)
    }
  }

  func importPasscode(
    _ passcode: PreparedPasscode, of user: Int64, mustChange: Bool
  ) throws(StoreError) {
    try write { (rules) throws(StoreError) in
      try rules.setPasscode(passcode, of: user, isAssigned: mustChange)
    }
  }
}
