import CallFlow
import Testing

@Suite struct `Entries of digits` {
  @Test func `pound ends an entry`() throws {
    var toy = try ToyCall.after("1")
    toy.press("4", "2", "#")
    #expect(toy.call.session.number == "42")
    #expect(toy.call.place == .menu)
  }

  @Test func `a pause takes the entry as ended`() throws {
    var toy = try ToyCall.after("1")
    toy.press("4", "2")
    toy.wait(Limits.betweenDigits - 1)
    #expect(toy.call.place == .number)
    toy.wait(1)
    #expect(toy.call.session.number == "42")
  }

  @Test func `each digit starts the pause anew`() throws {
    var toy = try ToyCall.after("1")
    toy.press("4")
    toy.wait(Limits.betweenDigits - 1)
    toy.press("2")
    toy.wait(Limits.betweenDigits - 1)
    #expect(toy.call.place == .number)
  }

  @Test(arguments: [4, 5, 17, 40])
  func `a digit too many belongs to the entry, and not to what is asked next`(count: Int) throws {
    var toy = try ToyCall.after("1")
    for _ in 0..<count { toy.press("2") }
    #expect(toy.call.place == .number)
    toy.press("#")
    #expect(toy.call.session.number == String(repeating: "2", count: min(count, Limits.entry)))
    #expect(toy.call.place == .menu)
  }

  @Test func `an empty entry repeats the question and is no miss`() throws {
    var toy = try ToyCall.after("1")
    for _ in 0..<5 {
      toy.press("#")
      #expect(toy.said == [.number])
    }
  }

  @Test func `an entry that is too short is not available`() throws {
    var toy = try ToyCall.after("1")
    toy.press("4", "#")
    #expect(toy.said == [.unavailable, .number])
    #expect(toy.call.session.number.isEmpty)
  }

  @Test func `star leads back and forgets what was typed`() throws {
    var toy = try ToyCall.after("1")
    toy.press("4", "2", "*")
    #expect(toy.call.place == .menu)
    #expect(toy.call.session.number.isEmpty)
    toy.press("1", "5", "6", "#")
    #expect(toy.call.session.number == "56")
  }

  @Test func `digits typed ahead wait for more only as long as between digits`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.press("1", "4", "2")
    toy.reply(.good)
    #expect(toy.isListening)
    toy.wait(Limits.betweenDigits)
    #expect(toy.call.session.number == "42")
  }
}
