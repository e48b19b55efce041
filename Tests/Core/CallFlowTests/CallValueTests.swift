import CallFlow
import Testing

@Suite struct `A call is a value` {
  @Test func `a copy goes its own way`() throws {
    let start = try ToyCall.inMenu()
    var one = start
    var other = start
    one.press("1")
    other.press("2")
    #expect(one.call.place == .number)
    #expect(other.call.place == .pin)
    #expect(start.call.place == .menu)
  }
}
