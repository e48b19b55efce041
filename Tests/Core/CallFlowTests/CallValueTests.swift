import CallFlow
import Foundation
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

  @Test func `it can be written down and read again at every step`() throws {
    var toy = try ToyCall()
    var seen: Set<Toy.Place> = []
    func check() throws {
      let data = try JSONEncoder().encode(toy.call)
      #expect(try JSONDecoder().decode(Call<Toy>.self, from: data) == toy.call)
      seen.insert(toy.call.place)
    }
    toy.tell(.began)
    toy.press("2", "1", "2")
    try check()
    toy.reply(.good)
    try check()
    toy.press("3", "4", "#")
    try check()
    toy.reply(.bad)
    try check()
    toy.hear()
    toy.press("*", "3", "2")
    try check()
    toy.press("2", "#", "5")
    try check()
    toy.hear()
    try check()
    toy.press("#")
    try check()
    toy.recorded()
    try check()
    toy.press("2", "6")
    try check()
    toy.transferred(true)
    try check()
    #expect(seen == [.opening, .pin, .checking, .wrongPIN, .song, .record, .review, .connecting])
  }

  @Test func `a call read again goes on as if nothing had been`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.press("1", "4", "2", "#", "2")
    var other = toy
    other.call = try JSONDecoder().decode(
      Call<Toy>.self, from: JSONEncoder().encode(toy.call))
    toy.reply(.good)
    other.reply(.good)
    #expect(toy.effects == other.effects)
    #expect(toy.call == other.call)
  }
}
