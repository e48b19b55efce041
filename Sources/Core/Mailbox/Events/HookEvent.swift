import Secrecy

/// Something that a company's own programs are told by HTTP (requirement I5). It holds all that is
/// told, as it was when it happened; no sound, no text of a message and no secret.
public struct HookEvent: Codable, Equatable, Sendable {
  /// What has happened. The words are what programs get as `type`.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    case messageNew = "message.new"
    /// It was heard and saved.
    case messageRead = "message.read"
    case messageDeleted = "message.deleted"
    case mailboxFull = "mailbox.full"
    case loginLocked = "login.locked"
    /// An e-mail about a message was given up.
    case deliveryFailed = "delivery.failed"
    case serverStarted = "server.started"
    /// It takes no more calls, and ends when those that are on have ended.
    case serverDraining = "server.draining"
    /// An operator tries whether events arrive.
    case test
  }

  public var kind: Kind
  /// The same at each try, so that a program can leave out what it has got already.
  public var id: String
  /// Milliseconds since 1970 UTC.
  public var at: Int64
  public var company: String
  /// Whose mailbox; `nil` for what the server tells of itself.
  public var mailbox: HookedMailbox?
  public var message: HookedMessage?

  /// An event.
  public init(
    kind: Kind, id: String, at: Int64, company: String, mailbox: HookedMailbox? = nil,
    message: HookedMessage? = nil
  ) {
    self.kind = kind
    self.id = id
    self.at = at
    self.company = company
    self.mailbox = mailbox
    self.message = message
  }
}

/// A mailbox as an event names it.
public struct HookedMailbox: Codable, Equatable, Sendable {
  public var id: Int64
  /// In E.164.
  public var number: String
  public var `extension`: String
  public var name: String

  /// The mailbox of a user.
  public init(_ user: User) {
    id = user.id
    number = user.mainNumber.e164
    `extension` = user.extension.digits
    name = user.fullName
  }
}

/// A message as an event names it.
public struct HookedMessage: Codable, Equatable, Sendable {
  /// `nil` where it went by e-mail and into no mailbox.
  public var id: Int64?
  /// The caller's number; `nil` if it was withheld.
  public var from: String?
  /// Milliseconds since 1970 UTC.
  public var received: Int64
  public var milliseconds: Int
  public var isUrgent: Bool
  public var isConfidential: Bool

  /// A message.
  public init(
    id: Int64?, from: String?, received: Int64, milliseconds: Int, isUrgent: Bool,
    isConfidential: Bool
  ) {
    self.id = id
    self.from = from
    self.received = received
    self.milliseconds = milliseconds
    self.isUrgent = isUrgent
    self.isConfidential = isConfidential
  }
}

/// The secret that signs a company's events, as Standard Webhooks writes it: `whsec_` and 24 to 64
/// bytes in base64. The rows of a company keep it, so it alone of all secrets can be encoded.
public struct HookSecret: Equatable, Sendable {
  private let secret: Secret<String>

  /// As companies are given it.
  public var text: String { secret.revealed }

  public static let prefix = "whsec_"

  /// `nil` if it is none.
  public init?(_ text: String) {
    let encoded = text.dropFirst(Self.prefix.count)
    let digits = encoded.prefix { $0 != "=" }
    let padding = encoded.utf8.count - digits.utf8.count
    let areDigits = digits.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
        true
      case _: false
      }
    }
    let bytes = digits.utf8.count * 6 / 8
    guard text.hasPrefix(Self.prefix), areDigits, encoded.utf8.count.isMultiple(of: 4),
      padding <= 2, encoded.dropFirst(digits.count).allSatisfy({ $0 == "=" }),
      (24...64).contains(bytes)
    else { return nil }
    secret = Secret(text)
  }

  /// A new one of 24 random bytes.
  public static func random(using generator: inout some RandomNumberGenerator) -> HookSecret? {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let text = (0..<32).compactMap { _ in digits.randomElement(using: &generator) }
    return HookSecret(prefix + String(text))
  }
}

extension HookSecret: Codable {
  /// One that was stored.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let secret = HookSecret(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no hook secret")
    }
    self = secret
  }

  /// In clear, for the database.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// Where a company's events go.
public struct CompanyHooks: Codable, Equatable, Sendable {
  /// Each event goes to each of them.
  public var urls: [String] = []
  public var secret: HookSecret?

  public static let mostURLs = 5

  /// Nowhere.
  public init() {}
}
