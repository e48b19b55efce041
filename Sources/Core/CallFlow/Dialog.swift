/// What happens at one place of a call flow. There are few kinds; a product composes them. It never
/// changes. A class, since a step looks at one several times and a copy would cost more than that.
public final class Dialog<F: Flow>: Sendable {
  @usableFromInline
  enum Kind: Sendable {
    /// Speaks its options, then listens.
    case menu
    case field(Field)
    /// Speaks, then goes on. Keys of its table act at once; without a table any key goes on.
    case announcement(then: @Sendable (inout F.Session) -> F.Place?)
    case fetch(
      @Sendable (F.Session) -> F.Request, arrived: @Sendable (inout F.Session, F.Reply) -> F.Place)
    case record(
      @Sendable (F.Session) -> F.Order,
      done: @Sendable (inout F.Session, F.FinishedRecording?, F.Command?) -> F.Place)
    case transfer(
      @Sendable (F.Session) -> String?, done: @Sendable (inout F.Session, Bool) -> F.Place?)
    /// Lets the phone ring on for some milliseconds, unanswered.
    case ring(
      for: @Sendable (F.Session) -> Moment, then: @Sendable (inout F.Session) -> F.Place)
    case refusal
  }

  /// How a place takes digits.
  @usableFromInline
  struct Field: Sendable {
    @usableFromInline var digits: ClosedRange<Int>
    @usableFromInline var isSecret: Bool
    @usableFromInline var entered: @Sendable (inout F.Session, String) -> F.Place
    /// Where an empty entry leads; `nil`: the question again.
    @usableFromInline var empty: @Sendable (inout F.Session) -> F.Place?
  }

  @usableFromInline let kind: Kind
  @usableFromInline let says: @Sendable (F.Session) -> [F.Phrase]
  @usableFromInline let keys: [Key<F>]
  /// Where too much silence or too many wrong keys lead.
  @usableFromInline let giveUp: F.Place?
  /// Where one wrong key leads; `nil`: the same place again.
  @usableFromInline let afterMiss: F.Place?
  /// A refusal drops what was typed ahead (call flow, "Conventions").
  @usableFromInline let dropsTypedAhead: Bool
  /// Whether an announcement tells its keys at the end, as a menu does.
  @usableFromInline let announcesKeys: @Sendable (F.Session) -> Bool
  /// Whether any key that is not in the table ends an announcement, and is used up by that.
  @usableFromInline let anyKeyGoesOn: Bool
  /// The place whose keys are told, all of them.
  @usableFromInline let helpsWith: F.Place?
  /// How long a fetch waits for the store.
  @usableFromInline let patience: Moment
  /// Places that this one only leads back to: a caller who comes to it has been there.
  let returns: Set<F.Place>
  /// The ways out that no key, miss or silence takes, for drawing and checking.
  let routes: [(label: String, to: F.Place?)]

  init(
    kind: Kind, says: @escaping @Sendable (F.Session) -> [F.Phrase], keys: [Key<F>],
    giveUp: F.Place? = nil, afterMiss: F.Place? = nil, dropsTypedAhead: Bool = false,
    helpsWith: F.Place? = nil, patience: Moment = Limits.reply,
    announcesKeys: @escaping @Sendable (F.Session) -> Bool = { _ in false },
    anyKeyGoesOn: Bool = false, returns: Set<F.Place> = [],
    routes: [(label: String, to: F.Place?)]
  ) {
    (self.kind, self.says, self.keys) = (kind, says, keys)
    (self.giveUp, self.afterMiss, self.dropsTypedAhead) = (giveUp, afterMiss, dropsTypedAhead)
    (self.helpsWith, self.patience, self.routes) = (helpsWith, patience, routes)
    (self.announcesKeys, self.anyKeyGoesOn) = (announcesKeys, anyKeyGoesOn)
    self.returns = returns
  }

  @inlinable var isMenu: Bool { if case .menu = kind { true } else { false } }

  @inlinable var isRecording: Bool { if case .record = kind { true } else { false } }

  /// Whether what is typed here must not be shown or written anywhere (requirement B7).
  @inlinable public var isSecret: Bool {
    if case .field(let field) = kind { field.isSecret } else { false }
  }
}

/// One line of a table: the key, the command it gives, and what that does.
public struct Key<F: Flow>: Sendable {
  @usableFromInline
  enum Action: Sendable {
    case go(F.Place)
    case transport(Transport)
    /// Ends the recording; its route decides by the command.
    case stop
    /// Ends an entry of digits.
    case endEntry
    /// Says the menu again.
    case again
  }

  /// `nil`: on no key until a layout gives it one.
  @usableFromInline var digit: Digit?
  @usableFromInline let command: F.Command
  @usableFromInline let action: Action
  /// Shares the key of this command and takes its place while `when` holds.
  @usableFromInline let insteadOf: F.Command?
  @usableFromInline let isAnnounced: Bool
  /// `nil`: always.
  @usableFromInline let when: (@Sendable (F.Session) -> Bool)?
  @usableFromInline let doing: (@Sendable (inout F.Session) -> Void)?
  /// The place that the key is for, where it leads there through one that many keys share.
  @usableFromInline let opens: F.Place?
  /// Said before the next place speaks.
  @usableFromInline let saying: (@Sendable (F.Session) -> [F.Phrase])?

  /// A key that leads to a place.
  /// - Parameters:
  ///   - digit: The default; `nil` leaves it to a layout.
  ///   - when: The key is there, and announced, only while this holds.
  ///   - opens: The place that the key is for, if it leads there through another.
  ///   - insteadOf: Another command of the table, whose key this one takes while `when` holds.
  public init(
    _ digit: Digit?, _ command: F.Command, leadsTo place: F.Place, opens: F.Place? = nil,
    insteadOf: F.Command? = nil, isAnnounced: Bool = true,
    when: (@Sendable (F.Session) -> Bool)? = nil,
    doing: (@Sendable (inout F.Session) -> Void)? = nil,
    saying: (@Sendable (F.Session) -> [F.Phrase])? = nil
  ) {
    self.init(
      digit, command, .go(place), opens: opens, insteadOf: insteadOf, isAnnounced: isAnnounced,
      when: when, doing: doing, saying: saying)
  }

  /// A key that moves the sound being played.
  public init(
    _ digit: Digit?, _ command: F.Command, moves transport: Transport,
    when: (@Sendable (F.Session) -> Bool)? = nil,
    doing: (@Sendable (inout F.Session) -> Void)? = nil
  ) {
    self.init(digit, command, .transport(transport), isAnnounced: false, when: when, doing: doing)
  }

  /// A key that ends a recording. The recording's route is told the command.
  /// - Parameter isAnnounced: Whether it is told before the tone.
  public static func stop(
    _ digit: Digit?, _ command: F.Command, isAnnounced: Bool = false,
    when: (@Sendable (F.Session) -> Bool)? = nil
  ) -> Key {
    Key(digit, command, .stop, isAnnounced: isAnnounced, when: when)
  }

  init(
    _ digit: Digit?, _ command: F.Command, _ action: Action, opens: F.Place? = nil,
    insteadOf: F.Command? = nil, isAnnounced: Bool, when: (@Sendable (F.Session) -> Bool)? = nil,
    doing: (@Sendable (inout F.Session) -> Void)? = nil,
    saying: (@Sendable (F.Session) -> [F.Phrase])? = nil
  ) {
    self.digit = digit
    self.command = command
    self.action = action
    self.opens = opens
    self.insteadOf = insteadOf
    self.isAnnounced = isAnnounced
    self.when = when
    self.doing = doing
    self.saying = saying
  }
}
