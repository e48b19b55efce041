import CallFlow
import Testing

@Suite struct `The journal of a call` {
  /// The keys of the journal as they may be shown.
  private func keys(_ toy: ToyCall) -> String {
    var text = ""
    for entry in toy.journal.entries {
      guard case .key(let digit) = entry.event else { continue }
      text.append(entry.isMasked ? "?" : digit.character)
    }
    return text
  }

  @Test func `digits of a secret entry are masked`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("2", "1", "2", "3", "4", "#")
    toy.reply(.good)
    toy.press("1", "5", "6", "#")
    #expect(keys(toy) == "2????#156#")
  }

  @Test func `they are masked when typed ahead, and no others`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.press("7", "2", "1", "2", "3", "4", "#", "1", "5")
    #expect(keys(toy) == "??????#??")
    toy.reply(.good)
    #expect(keys(toy) == "72????#??")
    toy.reply(.good)
    #expect(keys(toy) == "72????#15")
  }

  @Test func `keys that nobody read stay masked`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.press("2", "1", "2", "3", "4")
    toy.tell(.hungUp)
    #expect(keys(toy) == "?????")
  }

  @Test func `keys above the limit stay masked and shift nothing`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    for _ in 0..<(Limits.dialAhead - 3) { toy.press("7") }
    toy.press("2", "1", "2", "3", "4", "#")
    toy.reply(.good)
    #expect(keys(toy) == String(repeating: "7", count: Limits.dialAhead - 3) + "2????#")
    let dropped = toy.journal.entries.map { $0.outcome.hasSuffix("; key-dropped") }
    #expect(dropped.count { $0 } == 3)
    #expect(dropped.dropLast().suffix(3) == [true, true, true])
  }

  @Test func `keys that a refusal dropped stay masked`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("2", "1", "2", "3", "4", "#", "5", "6")
    toy.reply(.bad)
    toy.press("#")
    #expect(keys(toy) == "2????#??#")
  }

  @Test func `a digit above the longest entry is masked too`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("2", "1", "2", "3", "4", "5", "6", "7")
    #expect(keys(toy) == "2???????")
  }

  @Test func `no line holds the entry`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("2", "8", "1", "6", "3", "#")
    #expect(!toy.journal.entries.contains { $0.outcome.contains("8163") })
  }

  @Test func `a journal fed to a new call gives the same journal`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.press("1", "4", "2", "#", "5")
    toy.reply(.good)
    toy.press("#")
    toy.wait(500)
    toy.press("#")
    toy.recorded()
    toy.tell(.hungUp)
    toy.reply(.good)
    var again = try ToyCall()
    for entry in toy.journal.entries {
      again.now = entry.at
      again.tell(entry.event)
    }
    #expect(again.journal == toy.journal)
    #expect(again.call == toy.call)
  }
}
