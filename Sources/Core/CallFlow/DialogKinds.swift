/// A route is a closure over an enum of outcomes: the compiler demands every way out, and the
/// drawing evaluates it over `allCases`. So no edge of the flow is written twice.
extension Dialog {
  /// Speaks, announces its keys, then listens. `*` leads back and `#` says it again, unless the
  /// table uses those keys itself.
  public static func menu(
    says: @escaping @Sendable (F.Session) -> [F.Phrase], back: F.Place?, giveUp: F.Place,
    keys: [Key<F>]
  ) -> Dialog {
    let taken = Set(keys.compactMap(\.digit))
    var keys = keys
    if let back, !taken.contains(.star) {
      keys.append(Key(.star, F.conventions.back, leadsTo: back))
    }
    if !taken.contains(.pound) {
      keys.append(Key(.pound, F.conventions.again, .again, isAnnounced: false))
    }
    return Dialog(kind: .menu, says: says, keys: keys, giveUp: giveUp, routes: [])
  }

  /// Asks for digits, which `#` or a pause ends.
  /// - Parameters:
  ///   - digits: How many an entry has. `entered` is told of a longer one too, whole, up to
  ///     ``Limits/entry``.
  ///   - back: Where `*` leads; `nil`: further `keys` may say.
  ///   - empty: The outcome of `#` alone; `nil`: the question again.
  public static func field<Outcome: CaseIterable & Sendable>(
    digits: ClosedRange<Int>, isSecret: Bool = false,
    says: @escaping @Sendable (F.Session) -> [F.Phrase], back: F.Place?, giveUp: F.Place,
    keys: [Key<F>] = [],
    entered: @escaping @Sendable (inout F.Session, String) -> Outcome,
    empty: @escaping @Sendable (inout F.Session) -> Outcome? = { _ in nil },
    leadsTo: @escaping @Sendable (Outcome) -> F.Place
  ) -> Dialog {
    var keys = keys
    if let back {
      keys.append(Key(.star, F.conventions.back, leadsTo: back, isAnnounced: false))
    }
    keys.append(Key(.pound, F.conventions.endOfEntry, .endEntry, isAnnounced: false))
    let field = Field(
      digits: digits, isSecret: isSecret, entered: { leadsTo(entered(&$0, $1)) },
      empty: { empty(&$0).map(leadsTo) })
    return Dialog(
      kind: .field(field), says: says, keys: keys, giveUp: giveUp,
      routes: Outcome.allCases.map { ("\($0)", leadsTo($0)) })
  }

  /// Speaks, then goes on to `next`; `nil` ends the call. Any key goes on at once, and counts
  /// there.
  public static func announcement(
    says: @escaping @Sendable (F.Session) -> [F.Phrase], dropsTypedAhead: Bool = false,
    then next: F.Place?
  ) -> Dialog {
    Dialog(
      kind: .announcement { _ in next }, says: says, keys: [],
      dropsTypedAhead: dropsTypedAhead, routes: [("then", next)])
  }

  /// Tells the keys of another place, wherever a layout has put them, then goes on.
  public static func help(
    says: @escaping @Sendable (F.Session) -> [F.Phrase], keysOf place: F.Place, then next: F.Place
  ) -> Dialog {
    Dialog(
      kind: .announcement { _ in next }, says: says, keys: [], helpsWith: place,
      routes: [("then", next)])
  }

  /// Speaks or plays, with keys that act meanwhile, then goes on by the outcome.
  /// - Parameters:
  ///   - announcing: Whether the keys are told at the end, as in a menu.
  ///   - anyKeyGoesOn: Whether a key that is not in the table only ends the announcement. Else it is
  ///     a miss.
  ///   - afterMiss: Where an unknown key leads; `nil`: the same again.
  ///   - returns: Where it only leads back to.
  public static func announcement<Outcome: CaseIterable & Sendable>(
    says: @escaping @Sendable (F.Session) -> [F.Phrase], keys: [Key<F>] = [],
    announcing: @escaping @Sendable (F.Session) -> Bool = { _ in false },
    anyKeyGoesOn: Bool = false, afterMiss: F.Place? = nil, giveUp: F.Place? = nil,
    dropsTypedAhead: Bool = false, returning returns: Set<F.Place> = [],
    done: @escaping @Sendable (inout F.Session) -> Outcome,
    leadsTo: @escaping @Sendable (Outcome) -> F.Place?
  ) -> Dialog {
    Dialog(
      kind: .announcement { leadsTo(done(&$0)) }, says: says, keys: keys, giveUp: giveUp,
      afterMiss: afterMiss, dropsTypedAhead: dropsTypedAhead, announcesKeys: announcing,
      anyKeyGoesOn: anyKeyGoesOn, returns: returns,
      routes: Outcome.allCases.map { ("\($0)", leadsTo($0)) })
  }

  /// Asks the store and waits. Says nothing.
  /// - Parameter patience: Milliseconds after which ``Flow/lostReply`` stands for the answer. An
  ///   answer that comes later is ignored, but what was asked may have been done.
  public static func fetch<Outcome: CaseIterable & Sendable>(
    within patience: Moment = Limits.reply, returning returns: Set<F.Place> = [],
    _ request: @escaping @Sendable (F.Session) -> F.Request,
    arrived: @escaping @Sendable (inout F.Session, F.Reply) -> Outcome,
    leadsTo: @escaping @Sendable (Outcome) -> F.Place
  ) -> Dialog {
    Dialog(
      kind: .fetch(request, arrived: { leadsTo(arrived(&$0, $1)) }), says: { _ in [] }, keys: [],
      patience: patience, returns: returns, routes: Outcome.allCases.map { ("\($0)", leadsTo($0)) })
  }

  /// Speaks, then records. Keys of the table end the recording; the outcome sees which.
  /// - Parameter done: Gets the recording, or `nil` if a key came before the tone, and the
  ///   command of the key, or `nil` if the recording ended by itself or by hang-up.
  public static func record<Outcome: CaseIterable & Sendable>(
    _ order: @escaping @Sendable (F.Session) -> F.Order,
    says: @escaping @Sendable (F.Session) -> [F.Phrase], keys: [Key<F>],
    returning returns: Set<F.Place> = [],
    done: @escaping @Sendable (inout F.Session, F.FinishedRecording?, F.Command?) -> Outcome,
    leadsTo: @escaping @Sendable (Outcome) -> F.Place
  ) -> Dialog {
    Dialog(
      kind: .record(order, done: { leadsTo(done(&$0, $1, $2)) }), says: says, keys: keys,
      returns: returns, routes: Outcome.allCases.map { ("\($0)", leadsTo($0)) })
  }

  /// Connects the caller to a number. No number counts as failed.
  /// - Parameter done: Is told whether it was connected. Leading to `nil` ends the call.
  public static func transfer<Outcome: CaseIterable & Sendable>(
    to number: @escaping @Sendable (F.Session) -> String?,
    says: @escaping @Sendable (F.Session) -> [F.Phrase] = { _ in [] },
    done: @escaping @Sendable (inout F.Session, Bool) -> Outcome,
    leadsTo: @escaping @Sendable (Outcome) -> F.Place?
  ) -> Dialog {
    Dialog(
      kind: .transfer(number, done: { leadsTo(done(&$0, $1)) }), says: says, keys: [],
      routes: Outcome.allCases.map { ("\($0)", leadsTo($0)) })
  }

  /// Lets the phone ring on before the call is answered, then goes on.
  /// - Parameter milliseconds: How long.
  public static func ring(
    for milliseconds: @escaping @Sendable (F.Session) -> Moment,
    done: @escaping @Sendable (inout F.Session) -> Void, then next: F.Place
  ) -> Dialog {
    Dialog(
      kind: .ring(
        for: milliseconds,
        then: { session in
          done(&session)
          return next
        }), says: { _ in [] }, keys: [], routes: [("rung", next)])
  }

  /// Ends a call that was not answered, for the reason that it says.
  public static func refusal(_ reason: F.Phrase) -> Dialog {
    Dialog(kind: .refusal, says: { _ in [reason] }, keys: [], routes: [("refused", nil)])
  }
}
