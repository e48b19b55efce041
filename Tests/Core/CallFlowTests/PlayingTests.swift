import CallFlow
import Testing

@Suite struct `Moving within a sound` {
  @Test func `transport keys leave the sound playing`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("3", "1")
    #expect(toy.effects == [.transport(.back)])
    toy.press("3")
    #expect(toy.effects == [.transport(.toEnd)])
    toy.hear()
    #expect(toy.call.session.songs == 1)
  }

  @Test func `one key pauses and goes on`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("3", "2")
    #expect(toy.effects == [.transport(.pause)])
    toy.press("2")
    #expect(toy.effects == [.transport(.resume)])
    toy.hear()
    #expect(toy.call.place == .menu)
  }

  @Test func `a pause does not last for ever`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("3", "2")
    toy.wait(Limits.pause)
    #expect(toy.effects == [.transport(.resume)])
    #expect(toy.call.deadline == nil)
  }

  @Test func `moving while paused starts the pause anew`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("3", "2")
    toy.wait(Limits.pause - 1)
    toy.press("1")
    #expect(toy.effects == [.transport(.back)])
    toy.wait(Limits.pause - 1)
    #expect(toy.effects.isEmpty)
  }

  @Test func `a key that leads on stops a paused sound`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("3", "2", "#")
    #expect(toy.call.place == .menu)
    #expect(toy.call.session.songs == 0)
  }

  @Test func `a place that says nothing is passed`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("3", "#")
    #expect(toy.call.place == .menu)
    #expect(toy.said?.first == .welcome)
  }

  @Test func `help tells all keys of another place`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("0")
    #expect(toy.said == [.help, .press1, .press2, .press3, .unavailable])
  }
}
