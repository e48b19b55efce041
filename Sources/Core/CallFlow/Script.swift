/// The dialogs that one portal follows, with its own choice of keys. Built once, then only read.
public struct Script<F: Flow>: Sendable {
  /// By the place's raw value.
  @usableFromInline let dialogs: [Dialog<F>]

  /// The product's dialogs on their default keys, changed by a layout.
  /// - Throws: ``LayoutError`` with every problem that the layout has.
  public init(layout: Layout<F> = Layout()) throws(LayoutError) {
    var problems: [LayoutProblem] = []
    var dialogs: [Dialog<F>] = []
    for place in F.Place.allCases {
      precondition(Int(place.rawValue) == dialogs.count, "places are numbered from 0 in order")
      let dialog = F.dialog(at: place)
      dialogs.append(dialog.moving(by: layout, at: place, &problems))
    }
    self.dialogs = dialogs
    problems += layout.unknownCommands(in: dialogs) + routeProblems()
    if !problems.isEmpty { throw LayoutError(problems: problems) }
  }

  /// The dialog at a place.
  @inlinable public subscript(place: F.Place) -> Dialog<F> { dialogs[Int(place.rawValue)] }
}

/// Which keys differ from the defaults.
public struct Layout<F: Flow>: Equatable, Sendable {
  /// A command's key at one place; a digit of `nil` takes the command off the keys.
  public struct Choice: Equatable, Sendable {
    public var digit: Digit?

    /// On this key, or on none.
    public init(_ digit: Digit?) { self.digit = digit }
  }

  /// By place. What is said here wins over ``everywhere``.
  public var places: [F.Place: [F.Command: Choice]]
  /// For every place that has the command.
  public var everywhere: [F.Command: Choice]

  /// The default keys, or those that differ.
  public init(
    places: [F.Place: [F.Command: Choice]] = [:], everywhere: [F.Command: Choice] = [:]
  ) {
    self.places = places
    self.everywhere = everywhere
  }

  func keys(at place: F.Place) -> [F.Command: Choice] {
    everywhere.merging(places[place] ?? [:]) { _, own in own }
  }

  /// Commands that a layout names at a place that does not have them.
  func unknownCommands(in dialogs: [Dialog<F>]) -> [LayoutProblem] {
    places.flatMap { place, keys in
      let table = dialogs[Int(place.rawValue)].keys
      let known = Set(table.filter { $0.insteadOf == nil }.map(\.command))
      return keys.keys.filter { !known.contains($0) }.map { command -> LayoutProblem in
        let place = name(of: place)
        guard let other = table.first(where: { $0.command == command })?.insteadOf else {
          return .unknownCommand(place: place, command: name(of: command))
        }
        return .sharedKey(place: place, command: name(of: command), with: name(of: other))
      }
    }
  }
}

/// A layout that cannot be used, with everything that is wrong about it.
public struct LayoutError: Error, Equatable, Sendable {
  public let problems: [LayoutProblem]
}

/// One thing that is wrong about a layout or a flow.
public enum LayoutProblem: Equatable, Sendable, CustomStringConvertible {
  /// Two commands of one place are on the same key.
  case clash(place: String, digit: Character, commands: [String])
  /// The place takes digits for its entry, so no command can be on one.
  case digitNeeded(place: String, digit: Character, command: String)
  /// The place does not have this command.
  case unknownCommand(place: String, command: String)
  /// The command is always on the key of another one.
  case sharedKey(place: String, command: String, with: String)
  /// No way leads from the place to the end of the call.
  case deadEnd(place: String)
  /// Nothing leads to the place.
  case unreachable(place: String)

  public var description: String {
    switch self {
    case .clash(let place, let digit, let commands):
      "\(place): key \(digit) is given to \(commands.joined(separator: " and "))."
    case .digitNeeded(let place, let digit, let command):
      "\(place): key \(digit) is needed for the digits of the entry, "
        + "so \(command) can only be on * or #."
    case .unknownCommand(let place, let command): "\(place): there is no command \(command) here."
    case .sharedKey(let place, let command, let other):
      "\(place): \(command) is always on the key of \(other). Move that one."
    case .deadEnd(let place): "\(place): no way leads from here to the end of the call."
    case .unreachable(let place): "\(place): nothing leads to this place."
    }
  }
}

extension Dialog {
  /// The same with some keys moved; tells what does not go together.
  ///
  /// A key that says a place again and was moved everywhere gives way where its new key is needed.
  func moving(
    by layout: Layout<F>, at place: F.Place, _ problems: inout [LayoutProblem]
  ) -> Dialog {
    let moved = layout.keys(at: place)
    var keys = keys
    for index in keys.indices {
      if let choice = moved[keys[index].insteadOf ?? keys[index].command] {
        keys[index].digit = choice.digit
      }
    }
    for index in keys.indices {
      guard case .again = keys[index].action, let digit = keys[index].digit,
        layout.everywhere[keys[index].command] != nil,
        layout.places[place]?[keys[index].command] == nil,
        keys.contains(where: { $0.digit == digit && $0.command != keys[index].command })
      else { continue }
      keys[index].digit = nil
    }
    var taken: [Digit: [F.Command]] = [:]
    for key in keys where key.insteadOf == nil {
      if let digit = key.digit { taken[digit, default: []].append(key.command) }
    }
    for (digit, commands) in taken.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where commands.count > 1 {
      problems.append(
        .clash(
          place: name(of: place), digit: digit.character, commands: commands.map { name(of: $0) }))
    }
    if case .field = kind {
      for key in keys {
        guard let digit = key.digit, digit.number != nil else { continue }
        problems.append(
          .digitNeeded(
            place: name(of: place), digit: digit.character, command: name(of: key.command)))
      }
    }
    return Dialog(
      kind: kind, says: says, keys: keys, giveUp: giveUp, afterMiss: afterMiss,
      dropsTypedAhead: dropsTypedAhead, helpsWith: helpsWith, patience: patience,
      announcesKeys: announcesKeys, anyKeyGoesOn: anyKeyGoesOn, returns: returns,
      routes: routes)
  }
}
