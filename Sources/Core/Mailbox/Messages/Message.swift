/// A sound in the store.
public struct AudioReference: Codable, Equatable, Hashable, Sendable {
  /// The store's key.
  public var id: Int64
  public var milliseconds: Int32

  /// Names a sound of the store.
  public init(id: Int64, milliseconds: Int32) {
    self.id = id
    self.milliseconds = milliseconds
  }
}

/// What came of one recording. The sound itself waits with the recorder until the store takes it.
public struct FinishedRecording: Codable, Equatable, Hashable, Sendable {
  /// Why a recording ended (requirement D5).
  public enum Ending: String, Codable, CaseIterable, Sendable {
    case key, silence, limit
    /// The network has played a tone, such as busy: the caller has gone.
    case tone
    case hangUp = "hang-up"
    /// The recorder could not go on, for example because the disk is full.
    case failure
  }
  /// The recorder's key, never used again.
  public var id: UInt64
  public var milliseconds: Int32
  /// Whether somebody speaks in it.
  public var hasSound: Bool
  public var ending: Ending

  /// Names a finished recording.
  public init(id: UInt64, milliseconds: Int32, hasSound: Bool, ending: Ending) {
    self.id = id
    self.milliseconds = milliseconds
    self.hasSound = hasSound
    self.ending = ending
  }

  /// Shorter ones are not delivered (requirement D5).
  public static let shortestMilliseconds: Int32 = 1_000

  /// Whether it is long enough and holds sound (requirement D5).
  public var isWorthKeeping: Bool { milliseconds >= Self.shortestMilliseconds && hasSound }
}

/// Who left or sent a message.
public struct Sender: Codable, Equatable, Sendable {
  /// The number that the line signalled; `nil`: withheld. A claim, not a proof (requirement C6).
  public var number: String?
  /// The user it belongs to, if it is one of the same company.
  public var user: Int64?
  /// That user's recorded name.
  public var name: AudioReference?

  /// A sender known by what the line told.
  public init(number: String? = nil, user: Int64? = nil, name: AudioReference? = nil) {
    self.number = number
    self.user = user
    self.name = name
  }
}

/// A user who has sent a message on (requirement E3a).
public struct Forwarder: Codable, Equatable, Sendable {
  public var user: Int64
  /// Her main number at that time, in normal form.
  public var number: String

  /// Names a user who forwards.
  public init(user: Int64, number: String) {
    self.user = user
    self.number = number
  }
}

/// A moment in a user's own time zone, ready to be spoken without a clock.
public struct LocalTime: Codable, Equatable, Hashable, Sendable {
  public var year: Int16
  /// 1 to 12.
  public var month: Int8
  /// 1 to 31.
  public var day: Int8
  /// 1 is Monday, 7 is Sunday (ISO 8601).
  public var weekday: Int8
  /// 0 to 23.
  public var hour: Int8
  /// 0 to 59.
  public var minute: Int8
  /// Whole calendar days before the day of the call: 0 today, 1 yesterday.
  public var daysAgo: Int32

  /// The parts as a calendar gives them.
  public init(
    year: Int, month: Int, day: Int, weekday: Int, hour: Int, minute: Int, daysAgo: Int
  ) {
    self.year = Int16(clamping: year)
    self.month = Int8(clamping: month)
    self.day = Int8(clamping: day)
    self.weekday = Int8(clamping: weekday)
    self.hour = Int8(clamping: hour)
    self.minute = Int8(clamping: minute)
    self.daysAgo = Int32(clamping: daysAgo)
  }
}

/// One message as the owner's call sees it.
public struct MessageView: Codable, Equatable, Sendable {
  public var id: Int64
  /// Its group in this call, as it was when the call began (requirement E1).
  public var rank: MessageRank
  public var isUrgent: Bool
  public var isConfidential: Bool
  /// What the owner decided in this call.
  public var disposition: PendingDecision
  /// How many messages the mailbox holds now.
  public var total: Int32
  /// Introductions first, then the message.
  public var parts: [AudioReference]
  /// Who left or composed it, however often it was forwarded.
  public var sender: Sender
  /// Who has forwarded it, the first one first; empty if it came straight.
  public var forwarders: [Sender]
  /// When `sender` left it.
  public var received: LocalTime
  /// Where a call-back may go; `nil`: nowhere that is allowed.
  public var callBack: String?

  /// A message as the store found it.
  public init(
    id: Int64, rank: MessageRank, isUrgent: Bool, isConfidential: Bool,
    disposition: PendingDecision = .none, parts: [AudioReference], sender: Sender,
    forwarders: [Sender] = [], received: LocalTime, callBack: String? = nil, total: Int32 = 0
  ) {
    self.id = id
    self.rank = rank
    self.isUrgent = isUrgent
    self.isConfidential = isConfidential
    self.disposition = disposition
    self.parts = parts
    self.sender = sender
    self.forwarders = forwarders
    self.received = received
    self.callBack = callBack
    self.total = total
  }

  /// To whom a reply goes: who has sent it to this mailbox. `nil` if no user has, or one who is gone.
  public var replyTo: Int64? { (forwarders.last ?? sender).user }

  /// How long it plays, in milliseconds.
  public var milliseconds: Int32 { parts.reduce(0) { $0 &+ $1.milliseconds } }
}

/// What the owner decided about a message in this call. It takes effect when the call ends, so
/// that the order of messages stands still while she listens, and a deletion can be undone.
public enum PendingDecision: Int, Codable, CaseIterable, Sendable {
  case none, save, delete, markNew
}

/// How many messages wait.
public struct MessageCounts: Codable, Equatable, Sendable {
  /// All new ones, urgent ones included.
  public var new: Int32
  public var urgent: Int32
  public var saved: Int32

  /// Counts of one mailbox.
  public init(new: Int32 = 0, urgent: Int32 = 0, saved: Int32 = 0) {
    self.new = new
    self.urgent = urgent
    self.saved = saved
  }

  /// New and saved together.
  public var total: Int32 { new &+ saved }
}
