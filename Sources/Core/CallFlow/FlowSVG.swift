extension FlowPart {
  /// The flow as a drawing that stands alone: a box for each place with a line for each way out,
  /// in columns by distance from the start. An arrow leads to a place of the next column that is
  /// first met there; every other line only names its place, as a link to it, because hundreds of
  /// crossing arrows would tell nothing.
  public var svg: String { svg(visits: []) }

  /// The same with the path of a call over it: each step from a place to the next one as a thick line,
  /// and beside the name of a place the numbers of the visits to it.
  public func svg(visits: [F.Place]) -> String {
    let layout = FlowColumns(self)
    var parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(layout.width)" height="\(layout.height)" \
      viewBox="0 0 \(layout.width) \(layout.height)" font-family="monospace" font-size="11">
      <title>Call flow</title>
      <style>
        .arrow { fill: none; stroke: #4a6785; stroke-width: 1.2 }
        .box { stroke: #5c6770; stroke-width: 1 }
        .name { font-weight: bold }
        .kind, .far { fill: #56606a }
        .path { fill: none; stroke: #b4400a; stroke-width: 2.5; opacity: .75 }
        .visits { fill: #b4400a; font-weight: bold }
        a:hover text { text-decoration: underline }
      </style>
      <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" \
      markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#4a6785"/></marker></defs>
      <rect width="100%" height="100%" fill="#ffffff"/>
      """
    ]
    parts += layout.boxes.flatMap { arrows(from: $0, in: layout) }
    parts += layout.boxes.map { draw($0, in: layout) }
    parts += steps(of: visits, in: layout)
    return parts.joined(separator: "\n") + "\n</svg>\n"
  }

  private func arrows(from box: FlowColumns<F>.Box, in layout: FlowColumns<F>) -> [String] {
    box.ways.indices.compactMap { index in
      guard layout.hasArrow(from: box, way: index), let place = box.ways[index].target,
        let target = layout.box(of: place)
      else { return nil }
      let (x1, y1) = (box.x + box.width, box.middle(ofWay: index))
      let (x2, y2) = (target.x - 1, target.y + FlowColumns<F>.lineHeight / 2 + 2)
      let bend = (x2 - x1) / 2
      return """
        <path class="arrow" marker-end="url(#tip)" \
        d="M\(x1),\(y1) C\(x1 + bend),\(y1) \(x2 - bend),\(y2) \(x2),\(y2)"/>
        """
    }
  }

  private func steps(of visits: [F.Place], in layout: FlowColumns<F>) -> [String] {
    var parts: [String] = []
    var drawn: Set<[F.Place]> = []
    for (from, to) in zip(visits, visits.dropFirst()) where drawn.insert([from, to]).inserted {
      guard let start = layout.box(of: from), let end = layout.box(of: to) else { continue }
      let half = FlowColumns<F>.lineHeight / 2 + 2
      let (x1, y1) = (start.x + start.width, start.y + half)
      let (x2, y2) = (end.x, end.y + half)
      parts.append(
        """
        <path class="path" d="M\(x1),\(y1) C\(x1 + 40),\(y1) \(x2 - 40),\(y2) \(x2),\(y2)"/>
        """)
    }
    for box in layout.boxes {
      let numbers = visits.indices.filter { visits[$0] == box.place }.map { "\($0 + 1)" }
      guard !numbers.isEmpty else { continue }
      let text = numbers.prefix(6).joined(separator: " ") + (numbers.count > 6 ? " …" : "")
      parts.append("<text class=\"visits\" x=\"\(box.x)\" y=\"\(box.y - 4)\">\(text)</text>")
    }
    return parts
  }

  private func draw(_ box: FlowColumns<F>.Box, in layout: FlowColumns<F>) -> String {
    let name = escaped(CallFlow.name(of: box.place))
    let line = FlowColumns<F>.lineHeight
    let left = box.x + FlowColumns<F>.margin
    let kind = script.kind(of: box.place)
    var parts = [
      """
      <g id="\(name)"><rect class="box" x="\(box.x)" y="\(box.y)" width="\(box.width)" \
      height="\(box.height)" rx="4" fill="#ffffff"/>
      <rect x="\(box.x + 1)" y="\(box.y + 1)" width="\(box.width - 2)" height="\(line + 2)" rx="3" \
      fill="\(FlowColor.fill(kind: kind))"/>
      <text class="name" x="\(left)" y="\(box.y + line - 2)">\(name)\
      <tspan class="kind" font-weight="normal" dx="6">\(escaped(kind))</tspan></text>
      """
    ]
    for (index, way) in box.ways.enumerated() {
      let y = box.middle(ofWay: index) + 4
      parts.append("<text x=\"\(left)\" y=\"\(y)\">\(escaped(way.label))</text>")
      if layout.hasArrow(from: box, way: index) { continue }
      let right = box.x + box.width - FlowColumns<F>.margin
      let end = escaped(Self.name(of: way.end))
      let text = "<text class=\"far\" text-anchor=\"end\" x=\"\(right)\" y=\"\(y)\">\(end)</text>"
      let isShown = way.target.map { layout.box(of: $0) != nil } ?? false
      parts.append(isShown ? "<a href=\"#\(end)\">\(text)</a>" : text)
    }
    return parts.joined(separator: "\n") + "</g>"
  }

  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, letter in
      switch letter {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _: result.append(letter)
      }
    }
  }
}
