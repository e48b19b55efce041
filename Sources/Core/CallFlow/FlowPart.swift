/// The places that a drawing shows: the whole flow, or what can be reached from one place.
public struct FlowPart<F: Flow>: Sendable {
  let script: Script<F>
  /// Where the drawing begins.
  let start: F.Place
  /// In the order of the enum.
  let places: [F.Place]

  /// - Parameters:
  ///   - start: Where the drawing begins; `nil`: the whole flow.
  ///   - steps: How many steps from there; `nil`: any number.
  public init(of script: Script<F>, from start: F.Place? = nil, steps: Int? = nil) {
    self.script = script
    self.start = start ?? F.start
    guard let start else {
      places = Array(F.Place.allCases)
      return
    }
    let found = Self.levels(of: script, from: [start], among: Set(F.Place.allCases), steps: steps)
    let shown = Set(found.joined())
    places = F.Place.allCases.filter(shown.contains)
  }

  /// The places that a call was at, in the order of its first visits.
  public init(of script: Script<F>, through visits: [F.Place]) {
    self.script = script
    start = visits.first ?? F.start
    var seen: Set<F.Place> = []
    places = visits.filter { seen.insert($0).inserted }
  }

  /// The places by their distance, each row in the order in which it is found.
  static func levels(
    of script: Script<F>, from starts: [F.Place], among shown: Set<F.Place>, steps: Int? = nil
  ) -> [[F.Place]] {
    var seen = Set(starts)
    var levels: [[F.Place]] = []
    var row = starts
    while !row.isEmpty && levels.count <= steps ?? .max {
      levels.append(row)
      row = row.flatMap { place in
        script.ways(from: place).compactMap(\.target).filter {
          shown.contains($0) && seen.insert($0).inserted
        }
      }
    }
    return levels
  }
}

/// One line of a place in a drawing.
struct FlowEdge<F: Flow> {
  /// The key and its command, an outcome, or what a wrong key or silence does.
  var label: String
  var end: End

  /// Where it leads.
  enum End {
    case place(F.Place)
    case endOfCall
    /// The key acts without leading anywhere by itself.
    case here(String)
  }

  var target: F.Place? { if case .place(let place) = end { place } else { nil } }
}

extension Script {
  /// Every line of a place's drawing: its keys in the order of the table, its outcomes, and what
  /// misses do.
  func ways(from place: F.Place) -> [FlowEdge<F>] {
    let dialog = self[place]
    var ways: [FlowEdge<F>] = []
    func add(_ label: String, _ end: FlowEdge<F>.End) {
      ways.append(FlowEdge(label: label, end: end))
    }
    func add(_ label: String, to place: F.Place?) {
      add(label, place.map { .place($0) } ?? .endOfCall)
    }
    for key in dialog.keys {
      guard let digit = key.digit else { continue }
      let isAtTimes = key.insteadOf != nil
      let label = "\(digit.character) \(name(of: key.command))" + (isAtTimes ? " (at times)" : "")
      switch key.action {
      case .go(let next): add(label, to: next)
      case .transport: add(label, .here("moves the sound"))
      case .stop: add(label, .here("ends the recording"))
      case .endEntry: add(label, .here("ends the entry"))
      case .again: add(label, .here("says this again"))
      }
    }
    for route in dialog.routes { add(kebabCase(route.label), to: route.to) }
    if let place = dialog.afterMiss { add("one miss", to: place) }
    if let place = dialog.giveUp { add("three misses", to: place) }
    return ways
  }

  /// What a place does, and what is special about it.
  func summary(of place: F.Place) -> String {
    var words = kind(of: place)
    if case .field(let field) = self[place].kind {
      words += ", \(field.digits.lowerBound) to \(field.digits.upperBound) digits"
    }
    if place == F.start { words += ", every call begins here" }
    if F.closingPlaces.contains(place) { words += ", also after hang-up" }
    return words
  }
}
