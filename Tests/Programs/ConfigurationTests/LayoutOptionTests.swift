import CallFlow
import Commands
import Configuration
import Portal
import Testing

@Suite struct LayoutOptionTests {
  @Test func `a layout can be named, and an unknown one is refused`() throws {
    #expect(try LayoutOption.script("unity").routes(from: .mainMenu).count > 3)
    #expect(throws: LayoutFileError.self) { try LayoutOption.script("unty") }
    #expect(throws: Failure.self) { try LayoutOption.script("/none/my.keys") }
  }
}
