import Testing

@testable import CallFlow
@testable import Portal

@Suite struct LayoutTests {
  @Test(arguments: Layouts.BuiltIn.allCases)
  func `a built-in layout has no clash, dead end or unreachable place`(
    layout: Layouts.BuiltIn
  ) throws {
    #expect(throws: Never.self) { try Script<VoicePortal>(layout: layout.layout) }
  }

  @Test(arguments: [
    (Layouts.BuiltIn.broadworks, Place.playing, "7 delete", Place.disposing),
    (.broadworks, .playing, "6 next", .nextMessage),
    (.asterisk, .playing, "6 next", .nextMessage),
    (.asterisk, .playing, "4 previous", .previousMessage),
    (.asterisk, .afterMessage, "7 delete", .disposing),
    (.asterisk, .afterMessage, "5 play-again", .playing),
    (.asterisk, .afterMessage, "8 forward", .recordDraft),
    (.asterisk, .moreMenu, "1 reply", .recordDraft),
    (.asterisk, .moreMenu, "3 envelope", .envelope),
    (.asterisk, .callerMenu, "1 send-now", .delivering),
    (.unity, .afterMessage, "1 play-again", .playing),
    (.unity, .afterMessage, "3 delete", .disposing),
    (.unity, .afterMessage, "4 reply", .recordDraft),
    (.unity, .afterMessage, "5 forward", .recordDraft),
    (.unity, .afterMessage, "9 envelope", .envelope),
    (.unity, .confirmDeleteAll, "# confirm", .deletingAll),
  ])
  func `a layout has the keys that its users' fingers know`(
    layout: Layouts.BuiltIn, place: Place, label: String, target: Place
  ) throws {
    let routes = try Script(layout: layout.layout).routes(from: place)
    #expect(routes.contains(Route(label: label, to: target)))
  }

  @Test(arguments: [
    (Layouts.BuiltIn.asterisk, Digit.star, Command.skipBack), (.asterisk, .pound, .skipOn),
    (.asterisk, .zero, .pauseOrResume), (.asterisk, .two, .toStart),
    (.unity, .seven, .skipBack), (.unity, .eight, .pauseOrResume), (.unity, .pound, .toEnd),
  ])
  func `a layout winds the message with its own keys`(
    layout: Layouts.BuiltIn, digit: Digit, command: Command
  ) throws {
    let keys = try Script(layout: layout.layout).localKeys(at: .playing)
    #expect(keys.contains { $0 == (digit, command) })
  }

  @Test func `a moved key is told where it now is`() throws {
    let script = try Script(layout: Layouts.BuiltIn.unity.layout)
    #expect(script.routes(from: .mainMenu).contains(Route(label: "* goodbye", to: .goodbye)))
    #expect(script.localKeys(at: .mainMenu).map(\.digit) == [.zero])
  }

  @Test func `a key that takes another's place moves with it`() throws {
    let layout = try Self.read("playing to-start 5\nplaying envelope 4")
    let routes = try Script(layout: layout).routes(from: .playing)
    #expect(routes.contains(Route(label: "5 previous", to: .previousMessage)))
  }

  @Test func `a file starts from a built-in layout and changes it`() throws {
    let layout = try Self.read("# mine\r\n\r\nlayout unity\r\nplaying  to-end  none\r\n")
    #expect(layout.places[.playing]?[.toEnd] == .init(nil))
    #expect(layout.places[.playing]?[.save] == .init(.two))
  }

  @Test(arguments: [
    "main-menu messages none", "main-menu call-forwarding none",
    "messages-menu busy-greeting none", "more-menu reply none", "main-menu recorded-name none",
  ])
  func `a place that a call cannot come to from its start is an island`(text: String) {
    #expect(throws: LayoutFileError.self) { try Self.read(text) }
  }

  @Test func `what is said of one place wins over everywhere`() throws {
    let layout = try Self.read("everywhere repeat-menu 0\nmain-menu repeat-menu 7")
    let script = try Script(layout: layout)
    #expect(script.localKeys(at: .mainMenu).map(\.digit) == [.seven])
    #expect(script.localKeys(at: .messagesMenu).map(\.digit) == [.zero])
  }

  @Test(arguments: [
    ("playng next 1", "my.keys:1: there is no place 'playng'. Did you mean playing?"),
    ("playing nxt 1", "my.keys:1: there is no command 'nxt'. Did you mean next?"),
    ("\nplaying next 12", "my.keys:2: '12' is not a key: 0 to 9, *, # or none."),
    ("playing next", "my.keys:1: a line is PLACE COMMAND KEY, or 'layout' and a name."),
    (
      "main-menu messages 3",
      "my.keys:1: main-menu: key 3 is given to messages and recorded-name."
    ),
    (
      "everywhere messages 3",
      "my.keys:1: main-menu: key 3 is given to messages and recorded-name."
    ),
    (
      "enter-passcode other-mailbox 4",
      "my.keys:1: enter-passcode: key 4 is needed for the digits of the entry, "
        + "so other-mailbox can only be on * or #."
    ),
    ("playing always 2", "my.keys:1: playing: there is no command always here."),
    (
      "playing undelete 2",
      "my.keys:1: playing: undelete is always on the key of delete. Move that one."
    ),
    (
      "# x\nmessages-menu play-messages none",
      "my.keys:2: first-message: nothing leads to this place."
    ),
    (
      "playing next 1\nplaying next 2",
      "my.keys:2: playing next has its key by line 1 already."
    ),
    (
      "layout unty",
      "my.keys:1: there is no layout 'unty'; there are broadworks, asterisk, unity"
        + " and files of one's own. Did you mean unity?"
    ),
    (
      "playing next 1\nlayout unity",
      "my.keys:2: 'layout' must be the first line, and the only one of its kind."
    ),
  ])
  func `a bad line is refused with its place and reason`(text: String, fault: String) {
    #expect(throws: LayoutFileError(faults: [fault])) { try Self.read(text) }
  }

  @Test func `every bad line is told at once`() {
    let error = #expect(throws: LayoutFileError.self) { try Self.read("a b c\nd e f") }
    #expect(error?.faults.count == 2)
  }

  @Test func `a name that is neither a layout nor a file is refused with the known ones`() {
    struct NoFile: Error {}
    let error = #expect(throws: LayoutFileError.self) {
      try Layouts.named("asterix") { _ in throw NoFile() }
    }
    #expect(error?.description.hasSuffix("Did you mean asterisk?") == true)
    #expect(throws: NoFile.self) { try Layouts.named("./my.keys") { _ in throw NoFile() } }
  }

  private static func read(_ text: String) throws -> Layout<VoicePortal> {
    try Layouts.named("my.keys") { _ in text }
  }
}
