public import Mailbox

/// Which messages of a mailbox are listed.
public struct MessageQuery: Equatable, Sendable {
  /// A part of the mailbox.
  public enum Part: String, CaseIterable, Sendable {
    /// All that are not deleted.
    case all
    case new, saved
    /// Those that can still be brought back.
    case deleted
  }
  public var part: Part
  /// Only urgent ones, or only confidential ones.
  public var isUrgent = false
  public var isConfidential = false
  /// Only those whose sender's name or number holds this.
  public var text = ""
  /// Only this one.
  public var id: Int64?
  /// Only those that came at or after this moment, in milliseconds since 1970 UTC.
  public var since: Int64?
  /// Only the one of them that came last.
  public var isLatest = false
  /// How many are left out at the start.
  public var offset = 0
  public var limit = 50

  /// All of a part.
  public init(_ part: Part = .all) { self.part = part }
}

/// Some messages of a mailbox, in the order of requirement E1, and how many there are.
public struct MessagePage: Sendable {
  /// How many the mailbox has, by part.
  public var counts: [MessageQuery.Part: Int]
  /// How many the query finds.
  public var found: Int
  public var messages: [ListedMessage]
}

/// A message as a list shows it.
public struct ListedMessage: Sendable {
  public var message: StoredMessage
  /// From 1, in the part that is listed.
  public var place: Int
  /// The name of a colleague who left or composed it.
  public var senderName: String?
  /// The names of those who have forwarded it, the first one first.
  public var forwarderNames: [String]
  /// What an engine has understood; `nil`: nothing yet, or none was asked.
  public var transcript: Transcript?
}
