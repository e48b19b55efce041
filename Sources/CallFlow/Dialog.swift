/// What happens at one place of a call flow. There are few kinds; a product composes them.
public struct Dialog<F: Flow>: Sendable {
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
      done: @Sendable (inout F.Session, F.Take?, F.Command?) -> F.Place)
    case transfer(
      @Sendable (F.Session) -> String?, done: @Sendable (inout F.Session, Bool) -> F.Place?)
    case refusal
  }

  /// How a place takes digits.
  struct Field: Sendable {
    var digits: ClosedRange<Int>
    var isSecret: Bool
    var entered: @Sendable (inout F.Session, String) -> F.Place
    /// Where an empty entry leads; `nil`: the question again.
    var empty: @Sendable (inout F.Session) -> F.Place?
  }

  let kind: Kind
  var says: @Sendable (F.Session) -> [F.Phrase]
  var keys: [Key<F>]
  /// Where too much silence or too many wrong keys lead.
  var giveUp: F.Place?
  /// Where one wrong key leads; `nil`: the same place again.
  var afterMiss: F.Place?
  /// A refusal drops what was typed ahead (call flow, "Conventions").
  var dropsTypedAhead = false
  /// The place whose keys are told, all of them.
  var helpsWith: F.Place?
  /// The ways out that no key, miss or silence takes, for drawing and checking.
  var routes: [(label: String, to: F.Place?)]

  /// Whether what is typed here must not be shown or written anywhere (requirement B7).
  public var isSecret: Bool {
    if case .field(let field) = kind { field.isSecret } else { false }
  }
}

/// One line of a table: the key, the command it gives, and what that does.
public struct Key<F: Flow>: Sendable {
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
  var digit: Digit?
  let command: F.Command
  let action: Action
  /// Shares the key of this command and takes its place while `when` holds.
  let insteadOf: F.Command?
  let isAnnounced: Bool
  let when: @Sendable (F.Session) -> Bool
  let doing: @Sendable (inout F.Session) -> Void
  /// Said before the next place speaks.
  let saying: @Sendable (F.Session) -> [F.Phrase]

  /// A key that leads to a place.
  /// - Parameters:
  ///   - digit: The default; `nil` leaves it to a layout.
  ///   - when: The key is there, and announced, only while this holds.
  ///   - insteadOf: Another command of the table, whose key this one takes while `when` holds.
  public init(
    _ digit: Digit?, _ command: F.Command, leadsTo place: F.Place, insteadOf: F.Command? = nil,
    isAnnounced: Bool = true, when: @escaping @Sendable (F.Session) -> Bool = { _ in true },
    doing: @escaping @Sendable (inout F.Session) -> Void = { _ in },
    saying: @escaping @Sendable (F.Session) -> [F.Phrase] = { _ in [] }
  ) {
    self.init(
      digit, command, .go(place), insteadOf: insteadOf, isAnnounced: isAnnounced, when: when,
      doing: doing, saying: saying)
  }

  /// A key that moves the sound being played.
  public init(
    _ digit: Digit?, _ command: F.Command, moves transport: Transport,
    when: @escaping @Sendable (F.Session) -> Bool = { _ in true },
    doing: @escaping @Sendable (inout F.Session) -> Void = { _ in }
  ) {
    self.init(digit, command, .transport(transport), isAnnounced: false, when: when, doing: doing)
  }

  /// A key that ends a recording. The recording's route is told the command.
  public static func stop(
    _ digit: Digit?, _ command: F.Command,
    when: @escaping @Sendable (F.Session) -> Bool = { _ in true }
  ) -> Key {
    Key(digit, command, .stop, isAnnounced: false, when: when)
  }

  init(
    _ digit: Digit?, _ command: F.Command, _ action: Action, insteadOf: F.Command? = nil,
    isAnnounced: Bool, when: @escaping @Sendable (F.Session) -> Bool = { _ in true },
    doing: @escaping @Sendable (inout F.Session) -> Void = { _ in },
    saying: @escaping @Sendable (F.Session) -> [F.Phrase] = { _ in [] }
  ) {
    self.digit = digit
    self.command = command
    self.action = action
    self.insteadOf = insteadOf
    self.isAnnounced = isAnnounced
    self.when = when
    self.doing = doing
    self.saying = saying
  }
}
