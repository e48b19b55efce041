/// Somebody, or that there is nobody such.
public enum RecipientReply: TypedReply {
  case recipient(Recipient)
  case unknown
}

/// A distribution list as a call tells of it.
public struct ListView: Equatable, Sendable {
  public var description: String
  public var members: Int
  /// The colleague whose list it is; `nil` if it is the own one.
  public var owner: Int64?
  /// The recorded name.
  public var name: AudioReference?
  /// Whether colleagues may send to it; told of the own list alone.
  public var isOpen: Bool?

  /// A list of so many members.
  public init(
    description: String, members: Int, owner: Int64? = nil, name: AudioReference? = nil,
    isOpen: Bool? = nil
  ) {
    (self.description, self.members, self.owner) = (description, members, owner)
    (self.name, self.isOpen) = (name, isOpen)
  }
}

/// Who has this number or extension in the sender's company?
public struct FindRecipient: TypedRequest {
  public typealias Reply = RecipientReply
  let sender: Int64
  let digits: String

  /// By what `sender` has typed.
  public init(sender: Int64, digits: String) { (self.sender, self.digits) = (sender, digits) }
  public var request: MailboxRequest { .recipient(sender: sender, digits: digits) }
}

/// A list that `owner` may send to, see ``MailboxRequest/list(owner:number:of:)``.
public struct FindList: TypedRequest {
  /// The list, or that there is none that she may send to.
  public enum Reply: TypedReply {
    case list(ListView)
    case unknown
  }
  let owner: Int64
  let number: Int
  let colleague: Int64?

  /// By its number, of a colleague if one is named.
  public init(owner: Int64, number: Int, of colleague: Int64? = nil) {
    (self.owner, self.number, self.colleague) = (owner, number, colleague)
  }
  public var request: MailboxRequest { .list(owner: owner, number: number, of: colleague) }
}

/// One member of a list, from 0.
public struct FindListMember: TypedRequest {
  public typealias Reply = RecipientReply
  let owner: Int64
  let number: Int
  let index: Int

  /// The one at `index` of a list of `owner`.
  public init(owner: Int64, number: Int, index: Int) {
    (self.owner, self.number, self.index) = (owner, number, index)
  }
  public var request: MailboxRequest { .listMember(owner: owner, number: number, index: index) }
}

/// The smallest number that none of her lists has.
public struct FindFreeList: TypedRequest {
  /// The number.
  public struct Reply: TypedReply {
    /// 0 if all are taken.
    public var number: Int

    /// This number.
    public init(number: Int) { self.number = number }
  }
  let owner: Int64

  /// Among the lists of `owner`.
  public init(owner: Int64) { self.owner = owner }
  public var request: MailboxRequest { .freeList(owner: owner) }
}

/// Makes an empty list of this number.
public struct CreateList: TypedRequest {
  /// Refused: there is one, or the number cannot be one.
  public enum Reply: TypedReply {
    case list(ListView)
    case refused
  }
  let owner: Int64
  let number: Int

  /// For `owner`.
  public init(owner: Int64, number: Int) { (self.owner, self.number) = (owner, number) }
  public var request: MailboxRequest { .changeList(owner: owner, number: number, .create) }
}

/// Adds who has a typed number or extension.
public struct AddListMember: TypedRequest {
  /// Who was added; there is nobody such; she is in it already.
  public enum Reply: TypedReply {
    case added(Recipient)
    case unknown, isMember
  }
  let owner: Int64
  let number: Int
  let digits: String

  /// By what was typed, to a list of `owner`.
  public init(owner: Int64, number: Int, digits: String) {
    (self.owner, self.number, self.digits) = (owner, number, digits)
  }
  public var request: MailboxRequest {
    .changeList(owner: owner, number: number, .add(digits: digits))
  }
}

/// Removes a member.
public struct RemoveListMember: TypedRequest {
  public typealias Reply = DoneIfKnown
  let owner: Int64
  let number: Int
  let member: Int64

  /// By her key, from a list of `owner`.
  public init(owner: Int64, number: Int, member: Int64) {
    (self.owner, self.number, self.member) = (owner, number, member)
  }
  public var request: MailboxRequest {
    .changeList(owner: owner, number: number, .remove(member))
  }
}

/// Keeps a recording as the name of a list.
public struct NameList: TypedRequest {
  public typealias Reply = DoneIfKnown
  let owner: Int64
  let number: Int
  let take: FinishedRecording

  /// That of a list of `owner`.
  public init(owner: Int64, number: Int, _ take: FinishedRecording) {
    (self.owner, self.number, self.take) = (owner, number, take)
  }
  public var request: MailboxRequest { .changeList(owner: owner, number: number, .name(take)) }
}

/// Lets colleagues send to a list, or not.
public struct OpenList: TypedRequest {
  public typealias Reply = FindList.Reply
  let owner: Int64
  let number: Int
  let isOpen: Bool

  /// One of `owner`.
  public init(owner: Int64, number: Int, _ isOpen: Bool) {
    (self.owner, self.number, self.isOpen) = (owner, number, isOpen)
  }
  public var request: MailboxRequest { .changeList(owner: owner, number: number, .open(isOpen)) }
}

/// Deletes a list.
public struct DeleteList: TypedRequest {
  public typealias Reply = DoneIfKnown
  let owner: Int64
  let number: Int

  /// One of `owner`.
  public init(owner: Int64, number: Int) { (self.owner, self.number) = (owner, number) }
  public var request: MailboxRequest { .changeList(owner: owner, number: number, .delete) }
}
