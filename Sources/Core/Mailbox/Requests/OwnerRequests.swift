/// Where does this call go?
extension IncomingCall: TypedRequest {
  public typealias Reply = Arrival
  public var request: MailboxRequest { .arrive(self) }
}

/// May she in?
extension LogInRequest: TypedRequest {
  /// Who is in, or why not. Wrong number or passcode: which of the two, nobody says (requirement C4);
  /// locked: too many wrong passcodes (requirement C3).
  public enum Reply: TypedReply {
    case welcome(LoggedInOwner)
    case refused, locked
  }
  public var request: MailboxRequest { .logIn(self) }
}

/// The owner's call is over; her decisions take effect.
public struct FinishCall: TypedRequest {
  public typealias Reply = Done
  let mailbox: Int64

  /// Of the owner of this mailbox.
  public init(mailbox: Int64) { self.mailbox = mailbox }
  public var request: MailboxRequest { .finish(mailbox: mailbox) }
}

/// The settings that the phone menus show.
public struct ReadSettings: TypedRequest {
  public typealias Reply = PhoneSettings
  let user: Int64

  /// Those of a user.
  public init(user: Int64) { self.user = user }
  public var request: MailboxRequest { .settings(user: user) }
}

/// Changes one setting.
public struct ChangeSetting: TypedRequest {
  /// All settings as they are now, or why a number was not taken.
  public enum Reply: TypedReply {
    case settings(PhoneSettings)
    case numberRefused(NumberRefusal)
  }
  let user: Int64
  let change: SettingChange

  /// One of a user's.
  public init(user: Int64, _ change: SettingChange) { (self.user, self.change) = (user, change) }
  public var request: MailboxRequest { .change(user: user, change) }
}

/// Would the policy take this passcode?
public struct CheckPasscode: TypedRequest {
  /// It does, or the rule that it breaks.
  public enum Reply: TypedReply {
    case fits
    case breaks(PasscodeRule)
  }
  let user: Int64
  let passcode: Passcode

  /// As the passcode of a user.
  public init(user: Int64, _ passcode: Passcode) { (self.user, self.passcode) = (user, passcode) }
  public var request: MailboxRequest { .checkPasscode(user: user, passcode) }
}

/// Changes the passcode, which was entered twice.
public struct ChangePasscode: TypedRequest {
  /// It is changed, or why not.
  public enum Reply: TypedReply {
    case changed, entriesDiffer
    case breaks(PasscodeRule)
  }
  let user: Int64
  let passcode: Passcode
  let repeated: Passcode

  /// That of a user, as it was entered both times.
  public init(user: Int64, _ passcode: Passcode, repeated: Passcode) {
    (self.user, self.passcode, self.repeated) = (user, passcode, repeated)
  }
  public var request: MailboxRequest {
    .changePasscode(user: user, passcode, repeated: repeated)
  }
}

/// May a caller be sent to a number for this user now?
public struct PermitCallOut: TypedRequest {
  /// Too many: so many calls an hour may go out.
  public enum Reply: BareReply { case permitted, tooMany }
  let user: Int64
  let number: String

  /// A call to `number`, at the cost of the user's company.
  public init(user: Int64, number: String) { (self.user, self.number) = (user, number) }
  public var request: MailboxRequest { .callOut(user: user, number: number) }
}
