/// Who changes something: the audit log keeps it with each change.
public enum Actor: Hashable, Sendable {
  /// A user in a call to her mailbox; her key.
  case call(user: Int64)
  /// A user on the page; her key.
  case page(user: Int64)
  /// An administrator, by the name of the account with which she works.
  case administrator(String)
  /// A program that uses the API, by the name of its token.
  case client(String)
  /// The portal itself, or a caller whom nobody knows.
  case portal
}

extension Actor: CustomStringConvertible {
  /// As it is stored and shown: `call/12`, `page/12`, `administrator/root`, `client/crm`, `portal`.
  public var description: String {
    switch self {
    case .call(let user): "call/\(user)"
    case .page(let user): "page/\(user)"
    case .administrator(let name): "administrator/\(name)"
    case .client(let name): "client/\(name)"
    case .portal: "portal"
    }
  }

  /// The actor of a ``description``; `nil` if it is none.
  public init?(_ description: String) {
    let parts = description.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.count == 2 ? String(parts[1]) : nil
    switch (parts.first, name) {
    case ("call", let name?):
      guard let user = Int64(name) else { return nil }
      self = .call(user: user)
    case ("page", let name?):
      guard let user = Int64(name) else { return nil }
      self = .page(user: user)
    case ("administrator", let name?): self = .administrator(name)
    case ("client", let name?): self = .client(name)
    case ("portal", nil): self = .portal
    default: return nil
    }
  }
}
