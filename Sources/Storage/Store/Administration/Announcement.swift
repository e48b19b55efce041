public import Mailbox

/// A sound that is kept under a name, for greetings to be made from (requirement G1).
public struct Announcement: Equatable, Sendable {
  /// 1 to 80 characters, unique among those of its owner.
  public var name: String
  public var sound: AudioReference

  /// An announcement as the store has it.
  public init(name: String, sound: AudioReference) {
    self.name = name
    self.sound = sound
  }
}

/// Whose announcements (requirement G1).
public enum AnnouncementOwner: Hashable, Sendable {
  /// Kept by the administrator for everybody in the company; its key.
  case company(Int64)
  /// A user's own; her key. They go with her mailbox.
  case user(Int64)
}
