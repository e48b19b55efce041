extension FlowPart {
  /// The flow as a Mermaid flowchart, which Markdown viewers draw.
  public var mermaid: String {
    var lines = ["flowchart LR"]
    for place in places {
      let name = CallFlow.name(of: place)
      let shape =
        switch script.kind(of: place) {
        case "menu": "{{\"\(name)\"}}"
        case "field", "secret field": "[/\"\(name)\"/]"
        case "fetch": "[(\"\(name)\")]"
        case "record": "([\"\(name)\"])"
        case _: "[\"\(name)\"]"
        }
      lines.append("  \(identifier(of: place))\(shape)")
    }
    lines.append("  p_end(((\"end\")))")
    for edge in edges {
      let target = edge.to.map(identifier(of:)) ?? "p_end"
      let label = edge.labels.map(escaped).joined(separator: "<br>")
      lines.append("  \(identifier(of: edge.from)) -->|\"\(label)\"| \(target)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Names alone will not do: Mermaid takes a word such as `end` for its own.
  private func identifier(of place: F.Place) -> String { "p_\(place)" }

  /// In Mermaid a `#` begins the code of a character.
  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, letter in
      switch letter {
      case "#": result += "#35;"
      case "\"": result += "#quot;"
      case "<": result += "#lt;"
      case _: result.append(letter)
      }
    }
  }
}
