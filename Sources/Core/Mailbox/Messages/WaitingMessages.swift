/// What a message-waiting indicator tells about one mailbox (requirement I3, RFC 3842).
public struct WaitingMessages: Equatable, Sendable {
  /// The store's key of the owner.
  public var user: Int64
  /// Of the owner.
  public var company: Int64
  public var number: PhoneNumber
  public var `extension`: Extension
  /// Whether the owner wants the indicator. A mailbox that takes no messages has one all the same:
  /// messages already there stay (requirement A4).
  public var isIndicated: Bool
  /// All new ones, urgent ones included; saved ones are told as old.
  public var counts: MessageCounts
  /// How many of the saved ones are urgent.
  public var urgentSaved: Int32

  /// The messages of this owner.
  public init(of owner: User, counts: MessageCounts, urgentSaved: Int32) {
    user = owner.id
    company = owner.company
    number = owner.mainNumber
    `extension` = owner.extension
    isIndicated = owner.settings.notification.messageWaiting
    self.counts = counts
    self.urgentSaved = urgentSaved
  }
}

extension Directory {
  /// The user of any company whom a number names: by main number, alias or extension; `nil`:
  /// nobody, or users of several companies, who may have the same extension.
  public func user(ofAnyCompany text: String) throws(Failure) -> User? {
    if let user = try user(e164: text) { return user }
    var found: User?
    for company in try companies() {
      guard let user = try user(named: text, in: company), user.id != found?.id else { continue }
      if found != nil { return nil }
      found = user
    }
    return found
  }
}
