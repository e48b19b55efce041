/// Where the boxes of a drawing stand, in pixels: a column for each distance from the start, each
/// box beside the line that leads to it, or as high as there is room.
struct FlowColumns<F: Flow> {
  /// One place with its lines.
  struct Box {
    var place: F.Place
    var ways: [FlowEdge<F>]
    var column: Int
    var x = 0
    var y = 0
    var width: Int
    /// The box whose arrow leads here.
    var parent: F.Place?

    var height: Int { lineHeight * (ways.count + 1) + 8 }

    /// The height at which a line's text and its arrow stand.
    func middle(ofWay index: Int) -> Int { y + lineHeight * (index + 1) + lineHeight / 2 + 4 }
  }

  static var lineHeight: Int { 15 }
  static var margin: Int { 7 }

  private(set) var boxes: [Box] = []
  private(set) var width = 0
  private(set) var height = 0
  private var indices: [F.Place: Int] = [:]

  init(_ part: FlowPart<F>) {
    var rest = part.places
    // Hang-up leads to places that nothing else may lead to, and the drawing's places may fall
    // apart: whatever is left begins again in the first column.
    while let first = rest.contains(part.start) ? part.start : rest.first {
      let levels = FlowPart.levels(of: part.script, from: [first], among: Set(rest))
      for (column, places) in levels.enumerated() {
        for place in places { add(place, column, part.script) }
      }
      let found = Set(levels.joined())
      rest.removeAll(where: found.contains)
    }
    setParents()
    place()
  }

  /// The box of a place; `nil` if it is not shown.
  func box(of place: F.Place) -> Box? { indices[place].map { boxes[$0] } }

  /// Whether a line has an arrow, and does not only name its place.
  func hasArrow(from box: Box, way index: Int) -> Bool {
    guard let target = box.ways[index].target.flatMap(self.box(of:)) else { return false }
    let isFirst = box.ways.firstIndex { $0.target == target.place } == index
    return target.parent == box.place && isFirst
  }

  private mutating func add(_ place: F.Place, _ column: Int, _ script: Script<F>) {
    let ways = script.ways(from: place)
    let title = name(of: place).count + script.kind(of: place).count + 2
    let longest = ways.map { $0.label.count + FlowPart.name(of: $0.end).count + 3 }.max() ?? 0
    // A letter of the font is 6.6 pixels wide; titles are bold.
    let width = max(title * 7, longest * 67 / 10) + 2 * Self.margin
    indices[place] = boxes.count
    boxes.append(Box(place: place, ways: ways, column: column, width: width))
  }

  private mutating func setParents() {
    for box in boxes {
      for target in box.ways.compactMap(\.target) {
        guard let index = indices[target], boxes[index].column == box.column + 1,
          boxes[index].parent == nil
        else { continue }
        boxes[index].parent = box.place
      }
    }
  }

  private mutating func place() {
    var x = Self.gap
    for column in 0...(boxes.map(\.column).max() ?? 0) {
      let inColumn = boxes.indices.filter { boxes[$0].column == column }
      let width = inColumn.map { boxes[$0].width }.max() ?? 0
      var free = Self.gap
      for index in inColumn {
        boxes[index].x = x
        boxes[index].width = width
        boxes[index].y = max(free, wishedHeight(of: boxes[index]))
        free = boxes[index].y + boxes[index].height + Self.gap / 2
        height = max(height, free + Self.gap)
      }
      x += width + 3 * Self.gap
    }
    width = x - 2 * Self.gap
  }

  /// Beside the line that leads to the box.
  private func wishedHeight(of box: Box) -> Int {
    guard let parent = box.parent.flatMap(self.box(of:)),
      let way = parent.ways.firstIndex(where: { $0.target == box.place })
    else { return 0 }
    return parent.middle(ofWay: way) - Self.lineHeight / 2 - 2
  }

  private static var gap: Int { 28 }
}
