extension FlowPart {
  /// The flow as text, to be read and to be compared with an older one: each place with its kind,
  /// then a line for each way out.
  public var text: String {
    places.map(text(of:)).joined(separator: "\n")
  }

  private func text(of place: F.Place) -> String {
    let ways = script.ways(from: place)
    let width = ways.map(\.label.count).max() ?? 0
    let lines = ways.map { way in
      let padding = String(repeating: " ", count: width - way.label.count)
      return "  \(way.label)\(padding) -> \(Self.name(of: way.end))\n"
    }
    return "\(CallFlow.name(of: place)): \(script.summary(of: place))\n" + lines.joined()
  }

  /// Where a way leads, in a word.
  static func name(of end: FlowEdge<F>.End) -> String {
    switch end {
    case .place(let place): CallFlow.name(of: place)
    case .endOfCall: "(end of the call)"
    case .here(let effect): "(\(effect))"
    }
  }
}
