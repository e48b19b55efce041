import CallFlow
import Testing

@testable import TerminalLine

struct ScreenTests {
  @Test func `seconds of a recording are counted in place`() {
    let shown = show(
      [.recording(seconds: 0), .recording(seconds: 1), .recorded(seconds: 2)], isLive: true)
    #expect(shown.hasSuffix("● 0:02\n"))
    #expect(shown.contains("● 0:00\u{8}"))
    #expect(shown.split(separator: "\n").count == 1)
  }

  @Test func `without a terminal only the end of a recording is shown`() {
    let shown = show([.recording(seconds: 0), .recording(seconds: 1), .recorded(seconds: 2)])
    #expect(shown == label("record-deposit") + "● 0:02\n")
  }

  @Test func `keys typed one after the other stand in one line`() {
    let shown = show([.key("•"), .key("•"), .key("#"), .effect("stored", "it")])
    #expect(shown == label("key") + "••#\n" + label("stored") + "it\n")
  }

  @Test func `words go on under their place after a hint`() {
    let shown = show([.says, .words("One"), .hint("Psst."), .words(" two")])
    #expect(
      shown.split(separator: "\n")
        == [
          label("record-deposit") + "One", label("") + "Psst.", label("record-deposit") + "two",
        ].map { $0[...] })
  }

  @Test func `a key that moves a message stands in its line`() {
    let shown = show([.says, .words("‹recording 0:07›"), .moved(.on, by: "3")])
    #expect(shown.contains("‹recording 0:07› [3 » 3 s]"))
  }

  @Test func `colours are used only where they are wanted`() {
    #expect(show([.trouble("refused", "busy")], hasColour: true).contains("\u{1B}[33mbusy"))
    #expect(!show([.trouble("refused", "busy")]).contains("\u{1B}"))
  }

  private func label(_ text: String) -> String {
    String(repeating: " ", count: 23 - text.count) + text + "  "
  }

  private func show(_ notes: [TranscriptLine], isLive: Bool = false, hasColour: Bool = false)
    -> String
  {
    var shown = ""
    let style = Screen.Style(isLive: isLive, hasColour: hasColour, width: { isLive ? 80 : nil })
    var screen = Screen(style) { shown += $0 }
    for note in notes { screen.show(note, at: "record-deposit") }
    screen.end()
    return shown
  }
}
