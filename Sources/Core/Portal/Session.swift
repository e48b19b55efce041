public import Mailbox

/// What the portal remembers about one call. Small: a server holds thousands (the size is
/// checked in a test).
public struct Session: Equatable, Sendable {
  public internal(set) var incoming: IncomingCall
  /// The language of the mailbox, once one is known.
  public internal(set) var language: Language
  /// How numbers are dialled at the company's; `nil` before a mailbox is known.
  var home: HomeCountry?
  var company: Int64 = 0
  var login = LoginState()
  /// Who is logged in.
  public internal(set) var owner: LoggedInOwner?
  /// What the call is busy with. One thing at a time, so that a call stays small.
  var business = Business.none
  var draft = Draft()
  /// The place of the message being played, from 1.
  var index: Int32 = 0
  /// Whether the last key went to the start of the message; the next one goes to the previous.
  var isRewound = false
  /// The settings menu that a change returns to.
  var menu = SettingsMenu.name
  var slot = GreetingSlot.name
  var forwardingKind = ForwardingKind.always
  var change = SettingChange.forgetName
  var numberRefusal = NumberRefusal.malformed
  /// Whether the menu for the deposit waits for a number before it switches to transfer.
  var wantsDepositTransfer = false
  var newPasscode = Passcode("")
  var repeatedPasscode = Passcode("")
  var brokenRule = PasscodeRule.tooShort
  /// Refused new passcodes; the third leads back.
  var refusedPasscodes: UInt8 = 0
  var isInWizard = false

  /// The session of a call that has just arrived.
  /// - Parameter language: What is spoken before a mailbox is known.
  public init(_ incoming: IncomingCall, language: Language = .en) {
    self.incoming = incoming
    self.language = language
  }

  /// How far a login has come.
  struct LoginState: Equatable, Sendable {
    /// The mailbox that the calling number names.
    var mailbox: Int64?
    /// A typed number, which wins over ``mailbox``.
    var number: String?
    var passcode = Passcode("")
    /// Wrong entries in this call.
    var failures: UInt8 = 0
  }

  /// What the call is busy with. It lies beside the call's value, since it changes only with a reply.
  indirect enum Business: Equatable, Sendable {
    case none
    case visit(MailboxVisit)
    case message(MessageView)
    case settings(PhoneSettings)
    case list(OwnList)
    case forward(String, by: Int64)
    case ringing(more: Int)
  }

  /// A distribution list of the owner's, in whose menu she is. Its number is in the draft.
  struct OwnList: Equatable, Sendable {
    var description: String
    var members: Int
    var name: AudioReference?
    var isOpen: Bool
  }

  /// What is being recorded, and where it shall go.
  struct Draft: Equatable, Sendable {
    /// What a recording is for.
    enum Purpose: UInt8, Sendable { case compose, reply, forward, deposit }
    /// How recipients were chosen.
    enum Audience: UInt8, Sendable { case people, list, company }

    var purpose = Purpose.compose
    var audience = Audience.people
    var take: FinishedRecording?
    var isUrgent = false
    var isConfidential = false
    var isDelivered = false
    /// Transfer the caller once the message is delivered.
    var transfersAfter = false
    /// Recordings in this call that were too short.
    var shortTakes: UInt8 = 0
    var list: UInt8 = 0
    /// Members of the list, or mailboxes reached.
    var count: Int32 = 0
    /// The member of the list to read out next.
    var index: Int32 = 0
    /// What was typed, or the list's description.
    var text = ""
    /// Who gets it; of a list of a colleague's, the colleague.
    var recipients: [Int64] = []
    /// The recipient found last, or the member of the list read out; without a user the recorded name of
    /// a list, or an announcement.
    var found: [Recipient] = []
    /// Numbers of mailboxes that could not get the message.
    var failed: [String] = []
  }

  /// The menus that share the places which record, load and change.
  enum SettingsMenu: UInt8, CaseIterable, Sendable {
    case busyGreeting, noAnswerGreeting, away, name, deposit, forwarding, forwardingKind
    case list, announcements
  }
}

extension Session.Draft {
  /// The colleague whose list it is; `nil` if the list is the owner's own.
  var listOwner: Int64? {
    get { audience == .list ? recipients.first : nil }
    set { recipients = newValue.map { [$0] } ?? [] }
  }
}

extension Session {
  /// The key of the recording that may still be delivered, kept or sent; `nil` if there is none.
  public var take: UInt64? { draft.take?.id }

  /// The mailbox that the caller reached.
  var visit: MailboxVisit? { if case .visit(let visit) = business { visit } else { nil } }

  /// The message being played.
  var message: MessageView? {
    get { if case .message(let message) = business { message } else { nil } }
    set { business = newValue.map { .message($0) } ?? .none }
  }

  /// The settings that a menu shows.
  var settings: PhoneSettings? {
    if case .settings(let settings) = business { settings } else { nil }
  }

  /// The number of the mailbox in whose name a call goes on: of the one that was called, or of the
  /// owner who is logged in. `nil`: of none.
  public var actingNumber: String? {
    if let visit { return visit.number.isEmpty ? nil : visit.number }
    return owner == nil ? nil : login.number ?? incoming.from
  }

  /// How the caller is spoken to.
  public var locale: SpeechLocale { SpeechLocale(language, home: home) }

  /// The logged-in user's key; 0 if nobody is.
  var user: Int64 { owner?.user ?? 0 }

  /// The state of the forwarding in hand.
  var forwarding: PhoneSettings.ForwardingState {
    settings?.forwarding(forwardingKind) ?? PhoneSettings.ForwardingState()
  }
}
