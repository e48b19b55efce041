/// What a call can ask of the mailboxes. Every request is answered by one ``MailboxReply``.
public enum MailboxRequest: Equatable, Sendable {
  /// Where does this call go? → `arrival`
  case arrive(IncomingCall)
  /// May she in? → `welcome`, `refused`, `locked`
  case logIn(LogInRequest)
  /// A message of the owner's mailbox → `message`, `noMessage`
  case message(mailbox: Int64, MessageMove)
  /// A deleted message that can still be brought back, the one deleted last first → `message`,
  /// `noMessage`
  case deletedMessage(mailbox: Int64, MessageMove)
  /// Brings a deleted message back at once; the next deleted one → `message`, `noMessage`
  case restore(mailbox: Int64, message: Int64)
  /// Decides about a message in this call → `done`
  case dispose(mailbox: Int64, message: Int64, PendingDecision)
  /// Deletes all, in this call → `count`
  case deleteAll(mailbox: Int64)
  /// The owner's call is over; her decisions take effect → `done`
  case finish(mailbox: Int64)
  /// The settings that the phone menus show → `settings`
  case settings(user: Int64)
  /// Changes one setting → `settings`, `numberRefused`
  case change(user: Int64, SettingChange)
  /// The sound in a slot → `greeting`
  case greeting(user: Int64, GreetingSlot)
  /// Keeps a recording as a greeting or name, and selects it → `done`
  case keepGreeting(user: Int64, GreetingSlot, FinishedRecording)
  /// Would the policy take it? → `done`, `passcodeRefused`
  case checkPasscode(user: Int64, Passcode)
  /// Changes the passcode, which was entered twice → `done`, `passcodeRefused`, or `refused` when
  /// the two entries differ
  case changePasscode(user: Int64, Passcode, repeated: Passcode)
  /// A caller's message → `done`, `full`
  case deposit(Deposit)
  /// May a caller be sent to a number for this user now? → `done`, `refused` when there were too many
  /// such calls in an hour
  case callOut(user: Int64, number: String)
  /// Who has this number or extension in the sender's company? → `recipient`, `unknown`
  case recipient(sender: Int64, digits: String)
  /// A list that `owner` may send to → `list`, `unknown`. Her own; or, with `of`, that of a colleague,
  /// if it is open (requirement F1). Where she has no such list herself and names nobody, it is the
  /// open list of this number, if there is only one in the company.
  case list(owner: Int64, number: Int, of: Int64? = nil)
  /// One member of it, from 0 → `recipient`, `unknown` past the end
  case listMember(owner: Int64, number: Int, index: Int)
  /// The smallest number that none of her lists has → `count`, 0 if all are taken
  case freeList(owner: Int64)
  /// Changes one of her lists; ``ListChange`` names the replies
  case changeList(owner: Int64, number: Int, ListChange)
  /// One of her announcements in the order of their making, from 0 → `greeting`, `unknown` past the
  /// end
  case announcement(user: Int64, index: Int)
  /// Changes her announcements; ``AnnouncementChange`` names the replies
  case changeAnnouncement(user: Int64, AnnouncementChange)
  /// Sends a recording or a message on → `sent`, `refused` when it is confidential
  case send(SendOrder)
}

/// A try to log in.
public struct LogInRequest: Equatable, Sendable {
  public var company: Int64
  /// The typed number or extension; `nil`: the mailbox that the arrival named.
  public var number: String?
  /// The mailbox that the arrival named; used when `number` is `nil`.
  public var mailbox: Int64?
  public var passcode: Passcode
  /// The calling number and what it is worth.
  public var from: String
  public var trust: Trust
  /// The network address that the call comes from, see ``IncomingCall/source``.
  public var source: String?
  public var entrance: Entrance

  /// Where she wants to come in.
  public enum Entrance: Sendable {
    case phone
    /// The page, which asks for the web password of who has one, instead of the passcode.
    case page
  }

  /// A try from `from`.
  public init(
    company: Int64, number: String?, mailbox: Int64?, passcode: Passcode, from: String,
    trust: Trust, source: String? = nil, entrance: Entrance = .phone
  ) {
    self.company = company
    self.number = number
    self.mailbox = mailbox
    self.passcode = passcode
    self.from = from
    self.trust = trust
    self.source = source
    self.entrance = entrance
  }
}

/// How to move in the order of messages (requirement E1). Messages are found by what they are,
/// not by a position, so another call cannot shift them.
public enum MessageMove: Equatable, Sendable {
  case first
  case after(Int64)
  case before(Int64)
}

/// One change of a setting by phone.
public enum SettingChange: Equatable, Sendable {
  /// Plays the recorded busy greeting, or the system's.
  case playsBusy(Bool)
  /// Chooses the no-answer greeting; `nil`: the system's.
  case noAnswer(GreetingSlot?)
  case away(Bool)
  case awayTakesMessages(Bool)
  /// Drops the recorded name.
  case forgetName
  case deposit(DepositSettings.Mode)
  /// Typed digits; the store brings them into normal form and checks the company's dial rules.
  case depositTransfer(digits: String)
  case forwarding(ForwardingKind, isOn: Bool)
  /// Typed digits, as above; also switches it on.
  case forwardingNumber(ForwardingKind, digits: String)
}

/// Which calls a forwarding is for (requirement D1).
public enum ForwardingKind: String, CaseIterable, Sendable {
  case always, busy
  case noAnswer = "no-answer"
}

/// A caller's message for one mailbox.
public struct Deposit: Equatable, Sendable {
  public var mailbox: Int64
  public var take: FinishedRecording
  /// The calling number as signalled; empty: withheld.
  public var from: String
  public var isUrgent: Bool
  public var isConfidential: Bool

  /// A message left in `mailbox`.
  public init(
    mailbox: Int64, take: FinishedRecording, from: String, isUrgent: Bool = false,
    isConfidential: Bool = false
  ) {
    self.mailbox = mailbox
    self.take = take
    self.from = from
    self.isUrgent = isUrgent
    self.isConfidential = isConfidential
  }
}

/// A message from one user to others (requirement E3).
public struct SendOrder: Equatable, Sendable {
  /// Who gets it.
  public enum Audience: Equatable, Sendable {
    case users([Int64])
    /// A list of the sender, or with `of` the open list of a colleague.
    case list(number: Int, of: Int64? = nil)
    case company
  }

  /// The most users whom a message names one by one, by phone, page and API; more want a
  /// distribution list.
  public static let mostUsers = 20

  public var sender: Int64
  /// The recorded message, or the introduction of a forwarded one.
  public var take: FinishedRecording?
  /// The message that is forwarded.
  public var forwarded: Int64?
  public var audience: Audience
  public var isUrgent: Bool
  public var isConfidential: Bool

  /// A message of `sender`.
  public init(
    sender: Int64, take: FinishedRecording?, forwarded: Int64?, audience: Audience,
    isUrgent: Bool = false,
    isConfidential: Bool = false
  ) {
    self.sender = sender
    self.take = take
    self.forwarded = forwarded
    self.audience = audience
    self.isUrgent = isUrgent
    self.isConfidential = isConfidential
  }
}
