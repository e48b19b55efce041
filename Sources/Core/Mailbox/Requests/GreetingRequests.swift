/// The sound in a slot.
public struct FindGreeting: TypedRequest {
  /// The sound.
  public struct Reply: TypedReply {
    /// `nil` if the slot is empty and the system's greeting is played.
    public var sound: AudioReference?

    /// This sound.
    public init(sound: AudioReference?) { self.sound = sound }
  }
  let user: Int64
  let slot: GreetingSlot

  /// That of a user.
  public init(user: Int64, _ slot: GreetingSlot) { (self.user, self.slot) = (user, slot) }
  public var request: MailboxRequest { .greeting(user: user, slot) }
}

/// Keeps a recording as a greeting or name, and selects it.
public struct KeepGreeting: TypedRequest {
  public typealias Reply = Done
  let user: Int64
  let slot: GreetingSlot
  let take: FinishedRecording

  /// For a user.
  public init(user: Int64, _ slot: GreetingSlot, _ take: FinishedRecording) {
    (self.user, self.slot, self.take) = (user, slot, take)
  }
  public var request: MailboxRequest { .keepGreeting(user: user, slot, take) }
}

/// One of her announcements in the order of their making, from 0.
public struct FindAnnouncement: TypedRequest {
  /// Its sound, or that there is none at this place.
  public enum Reply: TypedReply {
    case announcement(AudioReference)
    case unknown
  }
  let user: Int64
  let index: Int

  /// The one at `index` of a user's.
  public init(user: Int64, index: Int) { (self.user, self.index) = (user, index) }
  public var request: MailboxRequest { .announcement(user: user, index: index) }
}

/// Keeps a recording as the newest announcement.
public struct KeepAnnouncement: TypedRequest {
  public typealias Reply = Done
  let user: Int64
  let take: FinishedRecording

  /// For a user.
  public init(user: Int64, _ take: FinishedRecording) { (self.user, self.take) = (user, take) }
  public var request: MailboxRequest { .changeAnnouncement(user: user, .keep(take)) }
}

/// Puts an announcement into a slot and selects it.
public struct UseAnnouncement: TypedRequest {
  public typealias Reply = DoneIfKnown
  let user: Int64
  let sound: Int64
  let slot: GreetingSlot

  /// One of a user's, by the key of its sound.
  public init(user: Int64, sound: Int64, _ slot: GreetingSlot) {
    (self.user, self.sound, self.slot) = (user, sound, slot)
  }
  public var request: MailboxRequest {
    .changeAnnouncement(user: user, .use(sound: sound, slot))
  }
}

/// Deletes an announcement.
public struct DeleteAnnouncement: TypedRequest {
  public typealias Reply = DoneIfKnown
  let user: Int64
  let sound: Int64

  /// One of a user's, by the key of its sound.
  public init(user: Int64, sound: Int64) { (self.user, self.sound) = (user, sound) }
  public var request: MailboxRequest { .changeAnnouncement(user: user, .delete(sound: sound)) }
}
