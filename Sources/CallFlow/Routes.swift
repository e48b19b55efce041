/// One way from a place to another, as the engine would go.
public struct Route<F: Flow>: Equatable, Sendable {
  /// The key and its command, an outcome, or what silence does.
  public let label: String
  /// `nil`: the end of the call.
  public let to: F.Place?
}

extension Script {
  /// Every way out of a place, in the order of its table. Keys that only move the sound or say
  /// the place again are left out.
  public func routes(from place: F.Place) -> [Route<F>] {
    let dialog = self[place]
    var routes: [Route<F>] = []
    for key in dialog.keys {
      guard let digit = key.digit, case .go(let next) = key.action else { continue }
      routes.append(Route(label: "\(digit.character) \(name(of: key.command))", to: next))
    }
    for route in dialog.routes {
      routes.append(Route(label: kebabCase(route.label), to: route.to))
    }
    if let giveUp = dialog.giveUp { routes.append(Route(label: "three misses", to: giveUp)) }
    return routes
  }

  /// What a place does, in a word.
  public func kind(of place: F.Place) -> String {
    switch self[place].kind {
    case .menu: "menu"
    case .field: self[place].isSecret ? "secret field" : "field"
    case .announcement: "announcement"
    case .fetch: "fetch"
    case .record: "record"
    case .transfer: "transfer"
    case .refusal: "refusal"
    }
  }

  /// The keys of a place that move the sound, repeat, or end a recording or an entry.
  public func localKeys(at place: F.Place) -> [(digit: Digit, command: F.Command)] {
    self[place].keys.compactMap { key in
      guard let digit = key.digit else { return nil }
      switch key.action {
      case .go: return nil
      case .transport, .stop, .endEntry, .again: return (digit, key.command)
      }
    }
  }

  /// Dead ends and places that nothing leads to (requirement K4).
  func routeProblems() -> [LayoutProblem] {
    var reached: Set<F.Place> = [F.start]
    var open = [F.start]
    func reach(_ place: F.Place?) {
      if let place, reached.insert(place).inserted { open.append(place) }
    }
    for place in F.closingPlaces { reach(place) }
    while let place = open.popLast() {
      for route in routes(from: place) { reach(route.to) }
      reach(self[place].afterMiss)
    }
    var problems: [LayoutProblem] = []
    for place in F.Place.allCases {
      if !reached.contains(place) { problems.append(.unreachable(place: name(of: place))) }
      if routes(from: place).isEmpty { problems.append(.deadEnd(place: name(of: place))) }
    }
    return problems
  }
}

/// The name of a place in scripts, layouts and drawings: `mainMenu` is `main-menu`.
public func name<Place: RawRepresentable<UInt8>>(of place: Place) -> String {
  kebabCase("\(place)")
}

/// The name of a command, likewise.
public func name<Command: RawRepresentable<String>>(of command: Command) -> String {
  kebabCase(command.rawValue)
}

/// `mainMenu` becomes `main-menu`, `alternate1` becomes `alternate-1`.
public func kebabCase(_ camelCase: String) -> String {
  var name = ""
  for letter in camelCase {
    if letter.isUppercase || (letter.isNumber && name.last?.isNumber != true && !name.isEmpty) {
      name += "-"
    }
    name += letter.lowercased()
  }
  return name
}
