public import Mailbox
import Secrecy

/// Administration of the mailboxes: command line, call scripts and web page use it.
/// Every method throws ``StoreError``; a refused value names its field and the reason, and
/// changes nothing.
public protocol Accounts: AnyObject, Sendable {
  /// Runs `body` while no other thread and no other program writes, and keeps all that it changes,
  /// or nothing if it throws or the process ends. What is read to be changed is read here: between a
  /// reading outside and the writing another change would be lost.
  ///
  /// `body` runs on the thread that calls and must use the accounts that it is given, not the store.
  /// It must be short, because calls wait for it. Not to be called from a follower of the store.
  func transaction<Result>(_ body: (any Accounts) throws -> Result) throws -> Result

  func companies() throws(StoreError) -> [Company]
  /// Name and portal number must be free.
  func add(_ company: Company) throws(StoreError) -> Company
  func update(_ company: Company) throws(StoreError)
  func revised(company id: Int64) throws(StoreError) -> Revised<Company>
  /// Refused with ``StoreError/changedMeanwhile(kind:name:)`` if it has another revision by now.
  func update(_ company: Revised<Company>) throws(StoreError)
  func removeCompany(_ id: Int64) throws(StoreError)

  /// All users of a company, by extension.
  func users(of company: Int64) throws(StoreError) -> [User]
  func user(_ id: Int64) throws(StoreError) -> User
  /// By main number, alias or extension; `nil` if nobody has it.
  func user(withNumber typed: String, of company: Int64) throws(StoreError) -> User?
  /// Main number, aliases and extension must belong to nobody else (requirement A3).
  func add(_ user: User) throws(StoreError) -> User
  func update(_ user: User) throws(StoreError)
  func revised(user id: Int64) throws(StoreError) -> Revised<User>
  /// Refused with ``StoreError/changedMeanwhile(kind:name:)`` if she has another revision by now.
  func update(_ user: Revised<User>) throws(StoreError)
  /// Changes several users at once, so that two may swap their numbers; all of them or none.
  func update(_ users: [User]) throws(StoreError)
  /// Why calls to this user may not be sent on to a number; `nil`: they may. She need not be stored.
  func refusal(
    ofSendingCallsTo user: User, on number: PhoneNumber, by setting: CallSetting
  ) throws(StoreError) -> DestinationRefusal?
  /// Refuses settings that need a part which no server of these mailboxes has, as storing them would.
  func checkParts(of user: User, before: User?) throws(StoreError)
  /// Removes the mailbox with all its messages, greetings and lists.
  func removeUser(_ id: Int64) throws(StoreError)

  /// Does the slow part of ``setPasscode(_:of:assigned:)``, to be done before a transaction.
  func prepare(_ passcode: Passcode) throws(StoreError) -> PreparedPasscode
  /// Sets a passcode after checking it by the company's policy.
  /// - Parameter assigned: Whether an administrator assigns it, so that the user must change it at
  ///   her first login (requirement B8). Otherwise it is her own change.
  func setPasscode(_ passcode: PreparedPasscode, of user: Int64, assigned: Bool) throws(StoreError)
  /// The rule of the policy, with this user's history, that a passcode breaks; `nil` if none.
  /// - Parameter assigned: As in ``setPasscode(_:of:assigned:)``: only the user herself must take
  ///   another one than she has.
  func brokenRule(
    by passcode: Passcode, of user: Int64, assigned: Bool
  ) throws(StoreError) -> PasscodeRule?
  /// Sets a passcode that another system has known, whatever the policy says of it.
  /// - Parameter mustChange: Whether the user must choose another one at her first login.
  func importPasscode(
    _ passcode: PreparedPasscode, of user: Int64, mustChange: Bool) throws(StoreError)
  /// Sets what is typed on the page instead of the passcode; `nil` removes it.
  func setWebPassword(_ password: WebPassword?, of user: Int64) throws(StoreError)
  /// Sends a user a link by which she sets a new web password, if she may have one; nobody is told.
  func requestSignInLink(for user: Int64) throws(StoreError)
  /// Whose link it is; `nil` if it is none, or was used, or is too old.
  func user(ofSignInLink token: String) throws(StoreError) -> User?
  /// Sets the web password of who has a link, which is used up with that.
  /// - Returns: Whose it is; `nil` if it is no link that is good.
  func setWebPassword(_ password: WebPassword, bySignInLink token: String) throws(StoreError)
    -> User?
  /// A text that changes whenever passcode or web password do, from wherever: sessions that began
  /// with another one end.
  func loginStamp(of user: Int64) throws(StoreError) -> String
  /// By the hash of its secret; it may have expired.
  func credential(_ hash: String) throws(StoreError) -> Credential?
  /// Those of a user, or of no user, in any order; some may have expired.
  func credentials(_ kind: Credential.Kind, of user: Int64?) throws(StoreError) -> [Credential]
  /// Adds it, or replaces the one of the same hash.
  /// - Parameter detail: What the audit log tells of it; `nil`: nothing.
  func keep(_ credential: Credential, told detail: String?) throws(StoreError)
  /// - Parameter detail: What the audit log tells of it; `nil`: nothing.
  /// - Returns: Whether it was there.
  @discardableResult
  func removeCredential(_ hash: String, told detail: String?) throws(StoreError) -> Bool
  /// Lifts a lock and clears the count of failures (requirement C3).
  func unlock(_ user: Int64) throws(StoreError)
  func loginState(of user: Int64) throws(StoreError) -> LoginState

  func lists(of user: Int64) throws(StoreError) -> [DistributionList]
  /// Adds or replaces the list of that number.
  func set(_ list: DistributionList, of user: Int64) throws(StoreError)
  /// `nil` if there is no such list. The revision of a list that is to be new is 0.
  func revised(list number: Int, of user: Int64) throws(StoreError) -> Revised<DistributionList>?
  /// Refused with ``StoreError/changedMeanwhile(kind:name:)`` if it has another revision by now.
  func set(_ list: Revised<DistributionList>, of user: Int64) throws(StoreError)
  func removeList(_ number: Int, of user: Int64) throws(StoreError)
  /// The recorded name of a list; `nil` if it has none.
  func listName(_ number: Int, of user: Int64) throws(StoreError) -> AudioReference?
  /// Gives a list a name: a sound of 8 kHz mono PCM16.
  func setListName(_ number: Int, of user: Int64, to samples: [Int16]) throws(StoreError)

  /// Puts a sound of 8 kHz mono PCM16 into a slot; `nil` empties it.
  func setGreeting(_ slot: GreetingSlot, of user: Int64, to samples: [Int16]?) throws(StoreError)
  func greeting(_ slot: GreetingSlot, of user: Int64) throws(StoreError) -> AudioReference?

  /// The announcements of a company or of a user, by name (requirement G1).
  func announcements(of owner: AnnouncementOwner) throws(StoreError) -> [Announcement]
  /// Adds or replaces the announcement of that name: a sound of 8 kHz mono PCM16. A greeting that
  /// was made from the old one keeps its sound.
  func setAnnouncement(
    _ name: String, of owner: AnnouncementOwner, to samples: [Int16]) throws(StoreError)
  func removeAnnouncement(_ name: String, of owner: AnnouncementOwner) throws(StoreError)

  /// All messages of a mailbox in the order of requirement E1, deleted ones that can still be
  /// brought back at the end.
  func messages(of user: Int64) throws(StoreError) -> [StoredMessage]
  /// Some of them, for a list.
  func messagePage(of user: Int64, _ query: MessageQuery) throws(StoreError) -> MessagePage
  /// What the message-waiting indicators of these users tell; who is not there is left out. `nil`:
  /// those of everybody.
  func waitingMessages(of users: [Int64]?) throws(StoreError) -> [WaitingMessages]
  /// That of the user of any company whom a number names; `nil`: nobody, or several users have
  /// this extension.
  /// - Parameter company: Only her users are meant; `nil`: those of all companies.
  func waitingMessages(
    ofNumber number: String, in company: Int64?
  ) throws(StoreError) -> WaitingMessages?
  /// E-mails about messages of a user that were given up in the last days, the latest first.
  func failedMail(of user: Int64) throws(StoreError) -> [MailJob]
  /// Who has changed what, the latest first.
  func audit(_ query: AuditQuery) throws(StoreError) -> [AuditEntry]
  /// Puts a message in, as if left at `received` (milliseconds since 1970 UTC).
  func addMessage(
    to user: Int64, samples: [Int16], from: String, isUrgent: Bool, isConfidential: Bool,
    received: Int64) throws(StoreError)

  /// Whether something of another system was imported, by the name that it has there.
  func hasImported(_ source: String) throws(StoreError) -> Bool
  /// Notes that something of another system is imported for a user, in the transaction that does so.
  /// - Returns: Whether it was not noted before; else it must not be done again.
  func noteImport(of source: String, for user: Int64) throws(StoreError) -> Bool
  /// Puts in a message of another system, once, and tells nobody by e-mail.
  /// - Returns: Whether it was not there before.
  func add(_ message: ImportedMessage, to user: Int64) throws(StoreError) -> Bool
}

extension Accounts {
  /// Changes a user as she is now, and leaves alone what others change at the same time.
  /// - Returns: The user after the change.
  @discardableResult
  public func change(
    user id: Int64, _ change: (inout User) throws -> Void
  ) throws -> User {
    try transaction { accounts in
      var user = try accounts.user(id)
      try change(&user)
      try accounts.update(user)
      return user
    }
  }

  /// That of the user of any company whom a number names.
  public func waitingMessages(ofNumber number: String) throws(StoreError) -> WaitingMessages? {
    try waitingMessages(ofNumber: number, in: nil)
  }

  /// Sets a passcode that was not prepared.
  public func setPasscode(
    _ passcode: Passcode, of user: Int64, assigned: Bool
  ) throws(StoreError) {
    try setPasscode(try prepare(passcode), of: user, assigned: assigned)
  }
}

/// A passcode that is ready to be set. It shows neither the passcode nor its hash.
public struct PreparedPasscode: Sendable {
  let passcode: Passcode
  /// As the store keeps it.
  let stored: Secret<String>
}

/// How a user's login stands (requirement C3).
public struct LoginState: Codable, Equatable, Sendable {
  public var hasPasscode: Bool
  public var mustChange: Bool
  /// Wrong entries since the last login.
  public var failures: Int
  /// Milliseconds since 1970 UTC; `nil`: not locked.
  public var lockedUntil: Int64?
  /// Whether the page asks for a web password instead of the passcode.
  public var hasWebPassword: Bool

  /// The state of one login.
  public init(
    hasPasscode: Bool, mustChange: Bool, failures: Int, lockedUntil: Int64?,
    hasWebPassword: Bool = false
  ) {
    self.hasPasscode = hasPasscode
    self.mustChange = mustChange
    self.failures = failures
    self.lockedUntil = lockedUntil
    self.hasWebPassword = hasWebPassword
  }
}

/// A message as administration sees it.
public struct StoredMessage: Codable, Equatable, Sendable {
  public var id: Int64
  public var rank: MessageRank
  public var isUrgent: Bool
  public var isConfidential: Bool
  /// Deleted, and kept for some days (requirement E2).
  public var isDeleted: Bool
  /// The number of who left or sent it; `nil`: withheld.
  public var from: String?
  /// Milliseconds since 1970 UTC.
  public var received: Int64
  public var parts: [AudioReference]
  /// Who has forwarded it, the first one first.
  public var forwarders: [Forwarder]

  /// A message as the store has it.
  public init(
    id: Int64, rank: MessageRank, isUrgent: Bool, isConfidential: Bool, isDeleted: Bool,
    from: String?, received: Int64, parts: [AudioReference], forwarders: [Forwarder] = []
  ) {
    self.id = id
    self.rank = rank
    self.isUrgent = isUrgent
    self.isConfidential = isConfidential
    self.isDeleted = isDeleted
    self.from = from
    self.received = received
    self.parts = parts
    self.forwarders = forwarders
  }
}
