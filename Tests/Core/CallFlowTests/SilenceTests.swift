import CallFlow
import Testing

@Suite struct `Silence and wrong keys` {
  @Test func `silence repeats the menu, and the third time ends the call`() throws {
    var toy = try ToyCall.inMenu()
    for _ in 1..<Int(Limits.misses) {
      toy.hear()
      toy.wait(Limits.noInput)
      #expect(toy.said?.first == .welcome)
    }
    toy.hear()
    toy.wait(Limits.noInput)
    #expect(toy.said == [.bye])
    toy.hear()
    #expect(toy.effects == [.hangUp])
    #expect(toy.isOver)
  }

  @Test func `an unknown key is not available, and the third in a row ends the call`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("*")
    #expect(toy.said?.prefix(2) == [.unavailable, .welcome])
    toy.press("*")
    #expect(toy.said?.prefix(2) == [.unavailable, .welcome])
    toy.press("*")
    #expect(toy.said == [.bye])
  }

  @Test func `silence and wrong keys are counted together`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("*")
    toy.hear()
    toy.wait(Limits.noInput)
    toy.press("*")
    #expect(toy.call.place == .goodbye)
  }

  @Test func `a good key starts the count again`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("*", "*", "7", "*", "*")
    #expect(toy.call.place == .menu)
    toy.press("*")
    #expect(toy.call.place == .goodbye)
  }

  @Test func `a wrong key during playing leads to its own place`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("3", "9")
    #expect(toy.call.place == .afterSong)
    #expect(toy.said == [.unavailable])
    #expect(toy.call.session.songs == 0)
  }

  @Test func `a clock before the deadline changes nothing`() throws {
    var toy = try ToyCall.after("1")
    let before = toy.call
    toy.wait(Limits.noInput - 1)
    #expect(toy.call == before)
    #expect(toy.effects.isEmpty)
  }

  @Test func `a clock without a deadline changes nothing`() throws {
    var toy = try ToyCall.inMenu()
    let before = toy.call
    toy.wait(1_000_000)
    #expect(toy.call == before)
    #expect(toy.effects.isEmpty)
  }

  @Test func `a flow that runs in a circle ends the call`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("8")
    #expect(toy.isOver)
  }

  @Test func `pound says the menu again`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("#")
    #expect(toy.said?.first == .welcome)
  }
}
