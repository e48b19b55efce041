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
    case .ring: "ring"
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

  /// The ways from a place by which a caller can come to another for the first time: keys that lead
  /// back, and outcomes that do, are none.
  private func waysOn(from place: F.Place) -> [F.Place?] {
    let dialog = self[place]
    var ways = dialog.routes.map(\.to).filter { $0.map { !dialog.returns.contains($0) } ?? true }
    for key in dialog.keys where key.digit != nil && key.command != F.conventions.back {
      guard case .go(let next) = key.action else { continue }
      ways += [next, key.opens]
    }
    return ways + [dialog.giveUp, dialog.afterMiss]
  }

  /// Dead ends and places that a call cannot come to from its start (requirement K4).
  func routeProblems() -> [LayoutProblem] {
    let ways = F.Place.allCases.map { place in
      (
        from: place, on: waysOn(from: place).compactMap(\.self),
        to: routes(from: place).map(\.to) + (self[place].afterMiss.map { [$0] } ?? [])
      )
    }
    var reached: Set<F.Place> = Set([F.start] + F.closingPlaces)
    var ending: Set<F.Place> = []
    var count = -1
    while count < reached.count + ending.count {
      count = reached.count + ending.count
      for way in ways {
        if reached.contains(way.from) { reached.formUnion(way.on) }
        if way.to.contains(where: { $0.map(ending.contains) ?? true }) { ending.insert(way.from) }
      }
    }
    return F.Place.allCases.flatMap { place -> [LayoutProblem] in
      (reached.contains(place) ? [] : [.unreachable(place: name(of: place))])
        + (ending.contains(place) ? [] : [.deadEnd(place: name(of: place))])
    }
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
