/// What the mailboxes answer.
public enum MailboxReply: Codable, Equatable, Sendable {
  case arrival(Arrival)
  case welcome(LoggedInOwner)
  /// Wrong number or passcode: which of the two, nobody says (requirement C4). Of `send`: the
  /// message is confidential.
  case refused
  /// Too many wrong passcodes (requirement C3).
  case locked
  case message(MessageView)
  case noMessage
  case done
  case count(Int)
  case settings(PhoneSettings)
  /// A number that may not be called, or is none.
  case numberRefused(NumberRefusal)
  /// `nil` if the slot is empty and the system's greeting is played.
  case greeting(AudioReference?)
  case passcodeRefused(PasscodeRule)
  case recipient(Recipient)
  /// `owner` is the colleague whose list it is; `nil` if it is the own one. `name` is the recorded one,
  /// `isOpen` is told of the own list alone.
  case list(
    description: String, members: Int, owner: Int64? = nil, name: AudioReference? = nil,
    isOpen: Bool? = nil)
  case unknown
  /// How many mailboxes got it, and the numbers of those that could not (requirement E4).
  case sent(delivered: Int, failed: [String])
  /// No message fits into the mailbox any more.
  case full
  /// The store could not do it. Nothing was changed.
  case failed
}

/// Why a typed number is not taken.
public enum NumberRefusal: String, Codable, CaseIterable, Sendable {
  /// It is not a phone number.
  case malformed
  /// The company does not allow calls to it.
  case notAllowed = "not-allowed"
  /// Calls to it would come back to this mailbox, or reach the portal (requirement D0).
  case leadsBack = "leads-back"
}

/// Somebody of the sender's company.
public struct Recipient: Codable, Equatable, Sendable {
  public var user: Int64
  /// Extension, to be read out where no name is recorded.
  public var number: String
  public var name: AudioReference?

  /// A user by key, number and recorded name.
  public init(user: Int64, number: String, name: AudioReference?) {
    self.user = user
    self.number = number
    self.name = name
  }
}

/// Where a call goes (call flow, "Where a call goes").
public enum Arrival: Codable, Equatable, Sendable {
  /// To the login. `mailbox` is set when the calling number names a user.
  case logIn(company: Int64, mailbox: Int64?, Language)
  /// Straight in: auto-login on a vouched-for number (requirement C2).
  case welcome(company: Int64, LoggedInOwner)
  /// To a mailbox.
  case visit(MailboxVisit)
  /// The forwarding of this user is on: to this number.
  case forward(String, by: Int64 = 0)
  /// The mailbox service is off (requirement A4). `redirect` is where `0` transfers to all the same;
  /// `nil`: nowhere. `number` is the user's main number, for whoever is told who transfers.
  case mailboxOff(
    Language, redirect: String? = nil, mailbox: Int64 = 0, number: String? = nil)
  /// The ordinary results without a mailbox (requirement D1).
  case busy(Language)
  case noAnswer(Language)
  /// The phone goes on ringing this many times before the mailbox answers.
  case ring(more: Int, MailboxVisit)
  case notInService(Language)
}

/// What a call needs to know of an owner who is in.
public struct LoggedInOwner: Codable, Equatable, Sendable {
  public var user: Int64
  public var language: Language
  public var counts: MessageCounts
  /// Wrong passcodes since the last login (requirement C5).
  public var failedAttempts: Int32
  /// Must she change her passcode first? (requirement B8)
  public var mustChange: ChangeReason?
  public var isAway: Bool
  public var isNearlyFull: Bool
  public var mayMessageCompany: Bool
  /// Whether deleted messages can be brought back.
  public var hasDeleted: Bool
  /// How numbers are dialled at the owner's company.
  public var home: HomeCountry?
  /// Whether her messages go by e-mail and into no mailbox; `nil`: no.
  public var isByMailOnly: Bool?
  /// Whether an e-mail about a message could not be delivered since she called last; `nil`: no.
  public var hasFailedMail: Bool?

  /// Why a passcode must be changed.
  public enum ChangeReason: String, Codable, CaseIterable, Sendable {
    /// An administrator assigned it.
    case assigned
    /// It has expired.
    case expired
  }

  /// An owner by key, language and counts.
  public init(
    user: Int64, language: Language, counts: MessageCounts, failedAttempts: Int32 = 0,
    mustChange: ChangeReason? = nil, isAway: Bool = false, isNearlyFull: Bool = false,
    mayMessageCompany: Bool = false, hasDeleted: Bool = false, home: HomeCountry? = nil,
    isByMailOnly: Bool = false, hasFailedMail: Bool = false
  ) {
    self.user = user
    self.language = language
    self.counts = counts
    self.failedAttempts = failedAttempts
    self.mustChange = mustChange
    self.isAway = isAway
    self.isNearlyFull = isNearlyFull
    self.mayMessageCompany = mayMessageCompany
    self.hasDeleted = hasDeleted
    self.home = home
    // What is not so need not stand in every journal.
    self.isByMailOnly = isByMailOnly ? true : nil
    self.hasFailedMail = hasFailedMail ? true : nil
  }
}

/// What a call needs to know of a mailbox that a caller reached.
public struct MailboxVisit: Codable, Equatable, Sendable {
  public var company: Int64
  public var mailbox: Int64
  public var language: Language
  public var greeting: Greeting
  /// The owner's recorded name, for the system greeting.
  public var name: AudioReference?
  /// The owner's number, read out where no name is recorded.
  public var number: String
  public var after: AfterGreeting
  /// Where `0` transfers to; `nil`: nowhere.
  public var redirect: String?
  /// Whether `*` lets the owner log in.
  public var allowsLogIn: Bool
  /// The longest message.
  public var longestSeconds: Int16
  /// How numbers are dialled at the owner's company.
  public var home: HomeCountry?
  /// Whether the caller is asked for a message after an own greeting (requirement D2a). `nil` in
  /// journals of before this could be set: then not.
  public var saysInstructions: Bool?

  /// What the caller hears first (requirement D2).
  public enum Greeting: Codable, Equatable, Sendable {
    case recorded(AudioReference)
    case systemNoAnswer, systemBusy, systemAway
  }

  /// What comes after the greeting.
  public enum AfterGreeting: Codable, Equatable, Sendable {
    case record
    case mailboxFull
    case hangUp
    case transfer(String)
  }

  /// A mailbox as a caller meets it.
  public init(
    company: Int64, mailbox: Int64, language: Language, greeting: Greeting,
    name: AudioReference? = nil, number: String, after: AfterGreeting = .record,
    redirect: String? = nil, allowsLogIn: Bool = true, longestSeconds: Int16 = 300,
    home: HomeCountry? = nil, saysInstructions: Bool? = nil
  ) {
    self.company = company
    self.mailbox = mailbox
    self.language = language
    self.greeting = greeting
    self.name = name
    self.number = number
    self.after = after
    self.redirect = redirect
    self.allowsLogIn = allowsLogIn
    self.longestSeconds = longestSeconds
    self.home = home
    self.saysInstructions = saysInstructions
  }
}

/// The settings that the phone menus speak of.
public struct PhoneSettings: Codable, Equatable, Sendable {
  public var greetings: GreetingSettings
  public var hasName: Bool
  /// Which greetings have a sound; a chosen one without is the system's (requirement D2). `nil` in
  /// journals of before this was told.
  public var recorded: [GreetingSlot]?
  public var deposit: DepositSettings.Mode
  public var depositTransfer: String?
  public var always: ForwardingState
  public var busy: ForwardingState
  public var noAnswer: ForwardingState

  /// One forwarding as it stands.
  public struct ForwardingState: Codable, Equatable, Sendable {
    public var isOn: Bool
    public var number: String?

    /// A forwarding to `number`.
    public init(isOn: Bool = false, number: String? = nil) {
      self.isOn = isOn
      self.number = number
    }
  }

  /// All settings that phone menus show.
  public init(
    greetings: GreetingSettings = .init(), hasName: Bool = false,
    recorded: [GreetingSlot]? = nil, deposit: DepositSettings.Mode = .on,
    depositTransfer: String? = nil,
    always: ForwardingState = .init(), busy: ForwardingState = .init(),
    noAnswer: ForwardingState = .init()
  ) {
    self.greetings = greetings
    self.hasName = hasName
    self.recorded = recorded
    self.deposit = deposit
    self.depositTransfer = depositTransfer
    self.always = always
    self.busy = busy
    self.noAnswer = noAnswer
  }

  /// The state of one kind of forwarding.
  public func forwarding(_ kind: ForwardingKind) -> ForwardingState {
    switch kind {
    case .always: always
    case .busy: busy
    case .noAnswer: noAnswer
    }
  }
}
