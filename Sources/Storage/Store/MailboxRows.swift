import Mailbox

/// The rows of mailboxes as one transaction sees them: narrow operations without rules, which every
/// storage implements. An operation that only reads may be called in any transaction, the others in
/// one that writes. Times are milliseconds since 1970 UTC.
///
/// One thread at a time uses it, and only inside the closure that it was given to: it is `Sendable`
/// because that thread may be another one than the one that asks.
protocol MailboxRows: Sendable {
  // MARK: Companies

  /// All, by rising key.
  func companies() throws(StoreError) -> [Company]
  func company(_ id: Int64) throws(StoreError) -> Company?
  /// By ``Company/portalKey``, which no two companies share.
  func company(portalKey: String) throws(StoreError) -> Company?
  /// Adds a row and returns it with its key.
  func add(_ company: Company) throws(StoreError) -> Company
  func update(_ company: Company) throws(StoreError)
  /// It grows with each update; `nil` if there is no such row.
  func revision(ofCompany id: Int64) throws(StoreError) -> Int64?
  /// With all its users and announcements.
  func removeCompany(_ id: Int64) throws(StoreError)

  // MARK: Users

  func user(_ id: Int64) throws(StoreError) -> User?
  /// By main number or alias in normal form, or nobody.
  func user(e164: String) throws(StoreError) -> User?
  func user(extension digits: String, of company: Int64) throws(StoreError) -> User?
  /// All users of a company, in any order.
  func users(of company: Int64) throws(StoreError) -> [User]
  /// The keys of all users of all companies, rising.
  func userIDs() throws(StoreError) -> [Int64]
  /// Adds a row with the user's numbers and an empty mailbox, and returns it with its key.
  func add(_ user: User) throws(StoreError) -> User
  /// Her numbers included.
  func update(_ user: User) throws(StoreError)
  /// It grows with each update; `nil` if there is no such row.
  func revision(ofUser id: Int64) throws(StoreError) -> Int64?
  /// Frees the numbers of a user who is about to be updated.
  func forgetNumbers(of user: User) throws(StoreError)
  /// With all that belongs to her.
  func removeUser(_ id: Int64) throws(StoreError)

  // MARK: Logins

  func passcode(of user: Int64) throws(StoreError) -> PasscodeRow?
  /// The hashes of the last passcodes, the one of now first.
  func passcodeHashes(of user: Int64, limit: Int) throws(StoreError) -> [String]
  /// Sets the passcode and puts it into the history, which keeps `remembered` at most.
  func setPasscode(_ passcode: PasscodeRow, of user: Int64, remembered: Int) throws(StoreError)
  /// The hash of her web password, and when it was set; `nil` if she has none.
  func webPassword(of user: Int64) throws(StoreError) -> WebPasswordRow?
  /// `nil` removes it.
  func setWebPassword(_ password: WebPasswordRow?, of user: Int64) throws(StoreError)
  /// The count of wrong passcodes of this name; one that was never made is empty.
  func loginGuard(_ name: GuardName) throws(StoreError) -> LoginGuard
  /// An empty one needs no row.
  func setLoginGuard(_ name: GuardName, to value: LoginGuard) throws(StoreError)
  /// All guards whose last failure is later than a moment.
  func loginGuards(failedAfter moment: Int64) throws(StoreError) -> [NamedGuard]
  /// Guards that are not a mailbox's, those first whose last failure is longest ago.
  func strangerGuards(limit: Int) throws(StoreError) -> [NamedGuard]
  /// Removes all but the latest guards that are not a mailbox's.
  func removeStrangerGuards(keeping limit: Int) throws(StoreError)

  // MARK: Credentials

  /// By the hash of its secret.
  func credential(_ hash: String) throws(StoreError) -> Credential?
  /// Those of a user, or of no user, in any order.
  func credentials(_ kind: Credential.Kind, of user: Int64?) throws(StoreError) -> [Credential]
  /// Adds it, or replaces the one of the same hash.
  func keep(_ credential: Credential) throws(StoreError)
  func removeCredential(_ hash: String) throws(StoreError)
  /// Removes those that have expired before a moment.
  func removeCredentials(expiredBefore moment: Int64) throws(StoreError)

  // MARK: Imports

  /// Whether something of another system is noted, by its name there.
  func hasImported(_ source: String) throws(StoreError) -> Bool
  /// The names of all that is noted for a user, in order.
  func imports(of user: Int64) throws(StoreError) -> [String]
  /// Notes that something of another system is a user's now.
  /// - Returns: Whether it was not noted before.
  func noteImport(of source: String, for user: Int64) throws(StoreError) -> Bool

  // MARK: Distribution lists

  /// Without members who are gone.
  func list(_ number: Int, of owner: Int64) throws(StoreError) -> DistributionList?
  /// By number.
  func lists(of owner: Int64) throws(StoreError) -> [DistributionList]
  /// Up to two users of a company who have opened a list of this number to others.
  func ownersOfOpenLists(_ number: Int, company: Int64) throws(StoreError) -> [Int64]
  /// Adds or replaces the list of that number.
  func set(_ list: DistributionList, of owner: Int64) throws(StoreError)
  /// It grows with each replacement; `nil` if there is no such list.
  func revision(ofList number: Int, of owner: Int64) throws(StoreError) -> Int64?
  /// The recorded name of a list.
  func listName(_ number: Int, of owner: Int64) throws(StoreError) -> AudioReference?
  /// `nil` removes the name. The list is there.
  func setListName(
    _ number: Int, of owner: Int64, to sound: AudioReference?) throws(StoreError)
  /// - Returns: Whether there was such a list.
  func removeList(_ number: Int, of owner: Int64) throws(StoreError) -> Bool

  // MARK: Sounds

  /// The row of a sound that is safe; the same sound may have one already.
  func add(_ sound: PlacedSound) throws(StoreError) -> AudioReference
  /// The recorded greetings and name.
  func recordings(of user: Int64) throws(StoreError) -> [GreetingSlot: AudioReference]
  func recording(_ slot: GreetingSlot, of user: Int64) throws(StoreError) -> AudioReference?
  /// `nil` empties the slot.
  func setRecording(
    _ slot: GreetingSlot, of user: Int64, to sound: AudioReference?) throws(StoreError)
  /// By name.
  func announcements(of owner: AnnouncementOwner) throws(StoreError) -> [Announcement]
  /// Adds or replaces an announcement.
  func setAnnouncement(
    _ name: String, of owner: AnnouncementOwner, to sound: AudioReference) throws(StoreError)
  /// - Returns: Whether there was one of this name.
  func removeAnnouncement(_ name: String, of owner: AnnouncementOwner) throws(StoreError) -> Bool

  // MARK: Messages

  /// - Returns: Its key.
  func add(_ message: NewMessage) throws(StoreError) -> Int64
  /// A message of this mailbox, deleted or not.
  func message(_ id: Int64, of mailbox: Int64) throws(StoreError) -> MessageRow?
  /// The nearest message of a rank that is not deleted, in the order of arrival.
  /// - Parameters:
  ///   - place: From where; `nil`: from the oldest or newest end.
  ///   - isToNewer: In which direction.
  func nearestMessage(
    to place: MessageRow?, _ rank: MessageRank, of mailbox: Int64, isToNewer: Bool
  ) throws(StoreError) -> MessageRow?
  /// All messages of a mailbox, deleted or not, in any order.
  func messages(of mailbox: Int64) throws(StoreError) -> [MessageRow]
  /// Those that were deleted later than a moment, the one deleted last first.
  func deletedMessages(of mailbox: Int64, after moment: Int64) throws(StoreError) -> [Int64]
  /// Whether there are such.
  func hasDeletedMessages(of mailbox: Int64, after moment: Int64) throws(StoreError) -> Bool
  /// The sounds of a message, introductions first.
  func parts(of message: Int64, in mailbox: Int64) throws(StoreError) -> [AudioReference]
  /// Who has forwarded a message, the first one first.
  func forwarders(of message: Int64, in mailbox: Int64) throws(StoreError) -> [Forwarder]
  /// What a list shows of messages beside their rows, read at once.
  func details(of messages: [Int64], in mailbox: Int64) throws(StoreError) -> MessageDetails
  /// Whether a recording became a message before.
  func hasDelivered(_ take: UInt64) throws(StoreError) -> Bool
  /// What a mailbox holds that is not deleted.
  func contents(of mailbox: Int64) throws(StoreError) -> MailboxContents
  /// How many saved messages are urgent and not deleted.
  func urgentSaved(of mailbox: Int64) throws(StoreError) -> Int
  /// Changes the rank of a message and whether it is deleted. Nothing happens to one that is gone.
  func setState(
    of message: Int64, in mailbox: Int64, rank: MessageRank, deletedAt: Int64?
  ) throws(StoreError)
  /// Removes for good messages of a company's mailboxes that were deleted at or before a moment.
  /// - Returns: How many, `limit` at most.
  func removeMessages(
    of company: Int64, deletedUntil moment: Int64, limit: Int
  ) throws(StoreError) -> Int

  // MARK: Decisions of calls

  /// What a call has decided about a message.
  func disposition(
    of message: Int64, in mailbox: Int64, by call: CallToken
  ) throws(StoreError) -> PendingDecision
  /// Notes a decision; the last one of a call counts.
  func decide(
    _ disposition: PendingDecision, message: Int64, in mailbox: Int64, by call: CallToken
  ) throws(StoreError)
  /// Decides to delete every message that is not deleted.
  /// - Returns: For how many the call had not decided so yet.
  func decideToDeleteAll(of mailbox: Int64, by call: CallToken) throws(StoreError) -> Int
  /// Whether a call has decided anything.
  func hasDecided(_ call: CallToken, in mailbox: Int64) throws(StoreError) -> Bool
  /// What a call has decided, by rising key of the message.
  func decisions(
    of call: CallToken, in mailbox: Int64
  ) throws(StoreError) -> [Decision]
  /// What all calls have decided.
  func decisions() throws(StoreError) -> [Decision]
  func forgetDecisions(of call: CallToken, in mailbox: Int64) throws(StoreError)
  func forgetDecisions() throws(StoreError)

  // MARK: Changes

  /// Adds an entry to the change feed, and gives it the next number.
  func note(_ change: MailboxChange) throws(StoreError)
  /// Entries behind a cursor, rising.
  func changes(after sequence: Int64, limit: Int) throws(StoreError) -> [MailboxChange]
  /// The number of the last entry that was ever added; 0: none.
  func lastChange() throws(StoreError) -> Int64
  func forgetChanges(before moment: Int64) throws(StoreError)
  /// Adds an entry to the audit log.
  func add(_ entry: AuditEntry) throws(StoreError)
  /// Entries of the audit log, the latest first.
  func audit(_ query: AuditQuery) throws(StoreError) -> [AuditEntry]
  func forgetAudit(before moment: Int64) throws(StoreError)

  // MARK: Mail

  /// Adds a mail that waits, and returns it with its key. It holds the sounds of its message.
  func add(_ job: MailJob) throws(StoreError) -> MailJob
  func mail(_ id: Int64) throws(StoreError) -> MailJob?
  /// Mails of any state, the oldest first, behind a key.
  func mail(after id: Int64, limit: Int) throws(StoreError) -> [MailJob]
  /// Mails that wait, are due at a moment and that no worker has, those first that are due longest.
  func dueMail(at moment: Int64, limit: Int) throws(StoreError) -> [MailJob]
  /// State, times, tries and answer.
  func update(_ job: MailJob) throws(StoreError)
  func removeMail(_ id: Int64) throws(StoreError)
  /// Mails about a user, of any state, the oldest first.
  func mail(of user: Int64) throws(StoreError) -> [MailJob]
  /// Whether a recording waits as a mail.
  func hasMailed(_ take: UInt64) throws(StoreError) -> Bool

  // MARK: Events

  /// Adds an event that waits, and returns it with its key.
  func add(_ job: HookJob) throws(StoreError) -> HookJob
  func hook(_ id: Int64) throws(StoreError) -> HookJob?
  /// Events of any state, the oldest first, behind a key.
  func hooks(after id: Int64, limit: Int) throws(StoreError) -> [HookJob]
  /// Events that wait, are due at a moment, that no worker has, before which no other of their mailbox
  /// waits for their URL, and whose URL is not put off; those first that are due longest.
  func dueHooks(at moment: Int64, limit: Int) throws(StoreError) -> [HookJob]
  /// State, times, tries and answer.
  func update(_ job: HookJob) throws(StoreError)
  func removeHook(_ id: Int64) throws(StoreError)
  /// URLs that fail, by company and URL.
  func hookEndpoints() throws(StoreError) -> [HookEndpoint]
  func hookEndpoint(_ company: Int64, _ url: String) throws(StoreError) -> HookEndpoint?
  /// Adds or replaces one.
  func set(_ endpoint: HookEndpoint) throws(StoreError)
  func removeHookEndpoint(_ company: Int64, _ url: String) throws(StoreError)

  // MARK: Messages as text

  /// Adds or replaces what is known of a message's text.
  func set(_ job: TranscriptJob) throws(StoreError)
  func transcript(of message: Int64) throws(StoreError) -> TranscriptJob?
  /// Messages that wait, are due at a moment and that no worker has, those first that are due longest.
  func dueTranscripts(at moment: Int64, limit: Int) throws(StoreError) -> [TranscriptJob]
  /// Messages that a worker has, or had when it died.
  func leasedTranscripts() throws(StoreError) -> [TranscriptJob]

  // MARK: Parts of the server

  /// What the last server had; `nil` if none has ever run on these mailboxes.
  func serverParts() throws(StoreError) -> ServerParts?
  func set(_ parts: ServerParts) throws(StoreError)

  // MARK: Steps

  /// Runs `body` as one step of the transaction: if it throws, only the step is undone.
  func step<Result>(_ body: () throws -> Result) throws -> Result
}
