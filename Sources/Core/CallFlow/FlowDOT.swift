extension FlowPart {
  /// The flow as a graph in the language of Graphviz. Render it with `dot -Tsvg`.
  public var dot: String {
    var lines = [
      "digraph \"call flow\" {",
      "  rankdir=LR",
      "  node [fontname=\"Helvetica\" fontsize=11 shape=box style=\"rounded,filled\"]",
      "  edge [fontname=\"Helvetica\" fontsize=9]",
      "  \"(end)\" [shape=doublecircle label=\"\" width=0.2 fillcolor=\"#333333\"]",
    ]
    for place in places {
      let kind = script.kind(of: place)
      lines.append(
        "  \(quoted(CallFlow.name(of: place))) "
          + "[fillcolor=\"\(FlowColor.fill(kind: kind))\" tooltip=\(quoted(kind))]")
    }
    for edge in edges {
      let target = edge.to.map { CallFlow.name(of: $0) } ?? "(end)"
      let label = edge.labels.map(escaped).joined(separator: "\\n")
      lines.append(
        "  \(quoted(CallFlow.name(of: edge.from))) -> \(quoted(target)) [label=\"\(label)\"]")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  private func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : "\($1)" }
  }

  /// All ways between two places as one arrow. Ways to places that are not shown are left out.
  var edges: [(from: F.Place, to: F.Place?, labels: [String])] {
    let shown = Set(places)
    return places.flatMap { place in
      var edges: [(from: F.Place, to: F.Place?, labels: [String])] = []
      for way in script.ways(from: place) {
        if case .here = way.end { continue }
        if let target = way.target, !shown.contains(target) { continue }
        if let index = edges.firstIndex(where: { $0.to == way.target }) {
          edges[index].labels.append(way.label)
        } else {
          edges.append((place, way.target, [way.label]))
        }
      }
      return edges
    }
  }
}

/// The colours of the kinds of places, the same in all drawings. Light ones: the text is dark.
enum FlowColor {
  static func fill(kind: String) -> String {
    switch kind {
    case "menu": "#cfe3f7"
    case "field", "secret field": "#fdebc4"
    case "announcement": "#e9ecef"
    case "fetch": "#d8efd8"
    case "record": "#f8d3d0"
    case "transfer": "#e4d7f2"
    case _: "#d0d0d0"
    }
  }
}
