/// A tenant: its numbering, its rules for passcodes and for calling out, its portal's number.
public struct Company: Codable, Equatable, Sendable {
  /// The store's key; 0 until stored.
  public var id: Int64 = 0
  /// Unique among companies.
  public var name: String
  public var plan: NumberingPlan
  /// What is dialed to reach the portal, as the line signals it: an extension or a phone number.
  public var portalNumber: String
  /// Also reaches the portal, from the company's own phones.
  public var accessCode = "*62"
  public var policy = PasscodePolicy.oneNet
  public var lockout = LockoutRules()
  /// Days until a passcode must be changed; `nil`: never (requirement B8).
  public var passcodeDays: Int?
  /// What its users sign in with on the page.
  public var webSignIn = WebSignIn.either
  /// Whether users may send one message to everybody (requirement E3).
  public var allowsCompanyMessages = true
  /// Whether callers are asked for a message after a user's own greeting (requirement D2a). A user
  /// may have it another way.
  public var saysInstructions = true
  /// Where transfers and call-backs may go. A portal that calls out is a target of toll fraud.
  public var dialRules: DialRules
  /// How many transfers and call-backs to other numbers than the company's own one user, and all users
  /// together, may have in an hour.
  public var callsOutPerUser = 60
  public var callsOutPerCompany = 1_000
  /// Days that a deleted message can be brought back (requirement E2).
  public var keepsDeletedDays = 14
  public var mail = CompanyMail()
  public var hooks = CompanyHooks()
  /// Language and zone of new users, and of callers before a mailbox is known.
  public var language = Language.en
  public var timeZone = "Europe/Berlin"

  /// What can be set of ``passcodeDays`` and ``keepsDeletedDays``.
  public static let passcodeDayCounts = 1...3_650
  public static let keptDayCounts = 0...3_650
  public static let callsOutCounts = 0...1_000_000

  /// What users sign in with on the page. Administrators need a web password in any case.
  public enum WebSignIn: String, Codable, CaseIterable, Sendable {
    /// The passcode of the phone; a web password counts for administrators alone.
    case passcode
    /// The web password; who has none cannot sign in.
    case webPassword = "web-password"
    /// The web password of who has one, else the passcode.
    case either
  }

  /// A company with the standard rules of its country.
  public init(name: String, plan: NumberingPlan, portalNumber: String) {
    self.name = name
    self.plan = plan
    self.portalNumber = portalNumber
    self.dialRules = .standard(for: plan)
  }
}

/// How a company's e-mails are made.
public struct CompanyMail: Codable, Equatable, Sendable {
  /// The form of attached sound.
  public enum Sound: String, Codable, CaseIterable, Sendable {
    case wav, mp3
  }
  public var sound = Sound.wav
  /// Where answers go; `nil`: the server's.
  public var replyTo: String?
  /// Whether confidential messages may be attached.
  public var attachesConfidential = false
  /// Gets warnings of full mailboxes and of mails that cannot be delivered.
  public var administrator: String?

  /// WAV, and no confidential message leaves the portal.
  public init() {}
}

/// How wrong passcodes lock a login (requirement C3).
public struct LockoutRules: Codable, Equatable, Sendable {
  /// Wrong entries in a row, over any calls, that lock a mailbox's login.
  public var failuresToLock = 5
  /// The first lock's length; each further one is twice as long.
  public var firstLockMinutes = 30
  /// No lock lasts longer than this.
  public var longestLockMinutes = 24 * 60
  /// Wrong entries in a row from one calling number, over any mailboxes.
  public var failuresPerCaller = 15
  /// Wrong entries in a row from one network source, over any mailboxes and calling numbers. More
  /// than for a calling number, because many people may call from behind one address.
  public var failuresPerSource = 20

  /// What can be set.
  public static let failureCounts = 1...1_000
  public static let lockLengths = 1...100_000
  public static let callerFailureCounts = 1...100_000

  /// The rules of requirement C3.
  public init() {}

  /// How many wrong entries in a row lock a login, by what is guarded.
  public func limit(of subject: LoginGuard.Subject) -> Int {
    switch subject {
    case .mailbox: failuresToLock
    case .caller: failuresPerCaller
    case .source: failuresPerSource
    }
  }

  /// The length of the `count`-th lock in a row, in minutes; `count` starts at 1.
  public func lockMinutes(count: Int) -> Int {
    let doublings = max(0, min(count - 1, 20))
    // A row of an older version may hold more than can be set.
    let first = min(max(0, firstLockMinutes), Self.lockLengths.upperBound)
    return min(longestLockMinutes, first << doublings, Self.lockLengths.upperBound)
  }
}
