import Mailbox

/// A user's passcode as it is stored.
struct PasscodeRow: Equatable, Sendable {
  var hash: String
  var setAt: Int64
  var isAssigned: Bool
}

/// A user's web password as it is stored.
struct WebPasswordRow: Equatable, Sendable {
  var hash: String
  var setAt: Int64
}

/// Whom a count of wrong passcodes is about.
enum GuardName: Hashable, Sendable {
  case mailbox(Int64)
  /// A typed number that belongs to nobody.
  case nobody(company: Int64, number: String)
  /// A calling number: its normal form, or any other text in one company. What a line vouches for is
  /// counted apart from what anybody can claim, so that a stranger cannot lock somebody else's phone.
  case caller(number: String, company: Int64?, Trust)
  /// A network address, over all companies.
  case source(String)

  /// Whether it is not a mailbox's.
  var isStranger: Bool {
    if case .mailbox = self { false } else { true }
  }
}

/// A count of wrong passcodes with its name.
struct NamedGuard: Sendable {
  var name: GuardName
  var value: LoginGuard
}
