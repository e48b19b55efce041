import CallFlow
import Foundation
import FoundationXML
import Portal
import ProjectFiles
import Testing

@Suite struct FlowDrawingTests {
  private let flow: FlowPart<VoicePortal>

  init() throws { flow = FlowPart(of: try Script()) }

  /// Set `UPDATE_GOLDEN=1` to write the file anew, and read the difference before you commit it.
  @Test func `the flow is the one in the golden file`() throws {
    let path = ProjectFiles.fixtures.appending(path: "flow.txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try flow.text.write(to: path, atomically: true, encoding: .utf8)
    }
    let golden = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
    let difference = flow.text.split(separator: "\n").difference(from: golden)
    #expect(difference.isEmpty, "The flow has changed. UPDATE_GOLDEN=1 writes it anew.")
  }

  @Test func `every drawing shows every place`() {
    let (text, dot, mermaid, svg) = (flow.text, flow.dot, flow.mermaid, flow.svg)
    for place in Place.allCases {
      let name = name(of: place)
      #expect(text.contains("\(name): "))
      #expect(dot.contains("\"\(name)\" [fillcolor"))
      #expect(mermaid.contains("\"\(name)\""))
      #expect(svg.contains("<g id=\"\(name)\">"))
    }
  }

  @Test func `the SVG is well-formed and stands alone`() {
    let parser = XMLParser(data: Data(flow.svg.utf8))
    #expect(parser.parse(), "line \(parser.lineNumber)")
    #expect(!flow.svg.contains("href=\"http"))
  }

  @Test func `no two boxes of the SVG overlap`() {
    let box = /class="box" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/
    let boxes = flow.svg.matches(of: box).map { match in
      [match.1, match.2, match.3, match.4].compactMap { Int($0) }
    }
    #expect(boxes.count == Place.allCases.count)
    for (index, a) in boxes.enumerated() {
      for b in boxes[(index + 1)...] {
        let isApart =
          a[0] + a[2] <= b[0] || b[0] + b[2] <= a[0] || a[1] + a[3] <= b[1] || b[1] + b[3] <= a[1]
        #expect(isApart)
      }
    }
  }

  @Test func `keys that other languages treat specially are escaped`() {
    #expect(flow.mermaid.contains("#35; save"))
    #expect(flow.dot.contains("# save"))
  }

  @Test func `a part holds what its place leads to, and nothing else`() throws {
    let part = FlowPart(of: try Script<VoicePortal>(), from: .mainMenu, steps: 1)
    #expect(part.text.contains("messages-menu: menu"))
    #expect(!part.text.contains("visitor-greeting: "))
    #expect(!part.dot.contains("-> \"first-message\""))
  }

  @Test func `a call takes at most 512 bytes`() {
    #expect(MemoryLayout<Call<VoicePortal>>.size <= 512)
  }

  @Test(arguments: [
    ("mesages", "messages"), ("delte", "delete"), ("mess", "messages"), ("xyzzy", nil),
  ])
  func `the nearest known word is found`(typed: String, nearest: String?) {
    #expect(nearestName(to: typed, among: ["messages", "delete", "next"]) == nearest)
  }
}
