/// A user with one mailbox (requirement A1).
public struct User: Codable, Equatable, Sendable {
  /// The store's key; 0 until stored.
  public var id: Int64 = 0
  public var company: Int64
  public var firstName: String
  public var lastName: String
  public var mainNumber: PhoneNumber
  public var `extension`: Extension
  public var language: Language
  /// An IANA name, such as `Europe/Amsterdam`.
  public var timeZone: String
  public var email: String?
  /// Further numbers of this user; one identifies one user at most (requirement A3).
  public var aliases: [PhoneNumber] = []
  public var role = Role.user
  public var settings = UserSettings()

  /// What she may do beside using her mailbox.
  public enum Role: String, Codable, CaseIterable, Sendable {
    case user
    /// Administers her company on the page.
    case administrator
    /// Administers every company. The role is given and taken by the command line alone.
    case `operator`

    /// Whether she administers a company, or all of them.
    public var administers: Bool {
      switch self {
      case .user: false
      case .administrator, .operator: true
      }
    }
  }

  /// A user with the standard settings.
  public init(
    company: Int64, firstName: String, lastName: String, mainNumber: PhoneNumber,
    extension: Extension, language: Language, timeZone: String, email: String? = nil
  ) {
    self.company = company
    self.firstName = firstName
    self.lastName = lastName
    self.mainNumber = mainNumber
    self.extension = `extension`
    self.language = language
    self.timeZone = timeZone
    self.email = email
  }

  /// First and last name with a space between.
  public var fullName: String { "\(firstName) \(lastName)" }

  /// What the passcode policy needs to know of this user.
  public var passcodeOwner: PasscodeOwner {
    PasscodeOwner(
      firstName: firstName, lastName: lastName, number: mainNumber, extension: `extension`)
  }
}

/// Everything a user can set. The store keeps it whole; phone, page and command line change it.
public struct UserSettings: Codable, Equatable, Sendable {
  /// No passcode from own numbers that the line vouches for (requirement C2).
  public var autoLogin = false
  public var handling = CallHandling()
  public var greetings = GreetingSettings()
  public var deposit = DepositSettings()
  /// Where `0` transfers a caller; `nil`: nowhere (requirement D3).
  public var redirectOnZero: PhoneNumber?
  /// Whether `*` during the greeting lets the owner log in (requirement D4).
  public var loginFromGreeting = true
  public var order = MessageOrder.oldestFirst
  public var quota = MailboxQuota()
  public var notification = NotificationSettings()
  /// Whether the user may send to the whole company, where the company allows it at all.
  public var sendsToCompany = true

  /// The standard settings.
  public init() {}
}

/// What happens after the greeting (requirements D2, D5; menu 1, 6 of the call flow).
public struct DepositSettings: Codable, Equatable, Sendable {
  /// Whether callers may leave messages.
  public enum Mode: String, Codable, CaseIterable, Sendable {
    /// Callers leave messages.
    case on
    /// The greeting is played and the call ends.
    case off
    /// The greeting is played and the caller is transferred.
    case transfer
  }
  public var mode = Mode.on
  /// Where mode `transfer` sends the caller.
  public var transferNumber: PhoneNumber?
  /// The longest message in minutes, 1 to 10 (requirement D5).
  public var longestMinutes = 5

  /// Callers leave messages of up to five minutes.
  public init() {}
}

/// Storage and notices (requirements I1 to I4).
public struct NotificationSettings: Codable, Equatable, Sendable {
  /// Where messages are kept.
  public enum Storage: String, Codable, CaseIterable, Sendable {
    /// On the portal, for phone and page.
    case unified
    /// Sent by e-mail, no copy kept after the mail server took it.
    case email
  }
  public var storage = Storage.unified
  /// Gets a notice of each new message.
  public var noticeAddress: String?
  /// Gets a copy with the audio attached.
  public var copyAddress: String?
  /// Message-waiting indicator (requirement I3).
  public var messageWaiting = true
  public var transcription = false

  /// Unified storage, no e-mail, MWI on.
  public init() {}
}
