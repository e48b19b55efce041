/// Why the value of a field is refused. The command line prints the English ``description``; the page
/// says it in the user's language, so each reason that a user can cause is a case of its own.
public enum FieldRefusal: Equatable, Sendable {
  case phoneNumber(PhoneNumberError)
  case shortNumber(ExtensionError)
  case list(DistributionListError)
  case rings(CallHandlingError)
  case passcode(PasscodeRule)
  /// Calls to this user may not be sent on to a number.
  case destination(DestinationRefusal, number: String, user: String)
  /// The number belongs to somebody; `nil`: in another company, whose people are not named.
  case belongs(number: String, to: String?)
  /// The number reaches the portal.
  case portal(String)
  /// Nobody of the company has this extension.
  case noColleague(String, company: String)
  /// The company's dial rules do not allow calls to it.
  case dialRules(number: String, company: String)
  /// One number stands there twice.
  case twice
  /// It is her main number already.
  case mainNumberAlready(String)
  case emailAddress(String)
  case emailNeeded
  /// The server has no such part, so the setting would do nothing.
  case partMissing(ServerPart)
  case timeZone(String)
  case wholeNumber(ClosedRange<Int>, typed: String)
  /// A web password has so many characters.
  case webPassword(ClosedRange<Int>)
  /// Nobody takes her own role: somebody must be left who can give it back.
  case ownRole
  /// The role of an operator is given and taken by the command line alone.
  case operatorRole
  /// A text that does not stand in one line, or has too few or too many characters.
  case line(String)
  /// Any other reason, a whole English sentence.
  case sentence(String)
}

extension FieldRefusal: ExpressibleByStringInterpolation {
  /// A sentence.
  public init(stringLiteral sentence: String) { self = .sentence(sentence) }
}

extension FieldRefusal: CustomStringConvertible {
  /// An English sentence.
  public var description: String {
    switch self {
    case .phoneNumber(let error): error.description
    case .shortNumber(let error): error.description
    case .list(let error): error.description
    case .rings(let error): error.description
    case .passcode(let rule): rule.reason
    case .destination(let refusal, let number, let user):
      switch refusal {
      case .notAllowed: "The dial rules of the company do not allow calls to \(number)."
      case .ownNumber: "\(number) leads back to \(user) and this mailbox."
      case .portal: "\(number) reaches the portal; no caller can be sent there."
      case .ring: "\(number) leads back to \(user), because its calls are sent on to here."
      }
    case .belongs(let number, let holder?): "\(number) belongs to \(holder)."
    case .belongs(let number, nil): "\(number) belongs to a user of another company."
    case .portal(let number): "\(number) reaches the portal."
    case .noColleague(let short, let company):
      "\(company) has no user with the extension \(short)."
    case .dialRules(let number, let company):
      "The dial rules of \(company) do not allow calls to \(number)."
    case .twice: "One number stands there twice."
    case .mainNumberAlready(let number): "\(number) is the main number of this user already."
    case .emailAddress(let text): "\"\(text.prefix(80))\" is no e-mail address."
    case .emailNeeded: "Messages by e-mail only need an e-mail address of this user."
    case .partMissing(.mail):
      "The server sends no e-mail: no mail server is configured ('mail' in its file)."
    case .partMissing(.transcription):
      "The server turns no message into text: no engine is configured ('transcription' in its file)."
    case .timeZone(let name):
      "\"\(name)\" is no known time zone; write it like Europe/Amsterdam."
    case .wholeNumber(let range, let typed):
      "It must be a whole number from \(Self.text(of: range)), not '\(typed)'."
    case .webPassword(let lengths):
      "A web password has \(Self.text(of: lengths)) characters."
    case .ownRole: "Nobody can take her own role."
    case .operatorRole:
      "The role of an operator is given and taken by the command line of the server alone."
    case .line(let reason): reason
    case .sentence(let sentence): sentence
    }
  }

  private static func text(of range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "\(range.lowerBound) upwards" : "\(range.lowerBound) to \(range.upperBound)"
  }
}
