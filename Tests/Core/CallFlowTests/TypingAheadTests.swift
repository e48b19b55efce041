import CallFlow
import Testing

@Suite struct `Keys before, during and after a prompt` {
  @Test func `a key interrupts a prompt and counts`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("1")
    #expect(toy.isHushed)
    #expect(toy.call.place == .number)
    #expect(toy.said == [.number])
  }

  @Test func `keys typed while the store is asked are kept in order`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.press("1", "4", "2", "#", "2")
    #expect(toy.call.keysAhead == 5)
    #expect(toy.call.place == .opening)
    toy.reply(.good)
    #expect(toy.call.session.number == "42")
    #expect(toy.call.place == .pin)
    #expect(toy.call.keysAhead == 0)
  }

  @Test func `who types ahead hears none of the prompts that are passed`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.press("1", "4", "2", "#")
    toy.reply(.good)
    #expect(toy.said == [.welcome, .press1, .press2, .press3, .press5, .press6, .press7, .press9])
    #expect(toy.effects.count == 2)
  }

  @Test func `a key during an announcement without keys goes on and counts there`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("4")
    #expect(toy.said == [.story])
    toy.press("1")
    #expect(toy.isHushed)
    #expect(toy.call.place == .number)
  }

  @Test func `a refusal drops what was typed ahead`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("2", "1", "2", "3", "4", "#")
    #expect(toy.call.place == .checking)
    toy.press("1", "7")
    toy.reply(.bad)
    #expect(toy.call.place == .wrongPIN)
    #expect(toy.said == [.wrong])
    #expect(toy.call.keysAhead == 0)
  }

  @Test func `a wrong key drops what was typed behind it`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.press("*", "1", "4")
    toy.reply(.good)
    #expect(toy.call.place == .menu)
    #expect(toy.said?.first == .unavailable)
  }

  @Test func `no more keys are kept than the limit`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    for _ in 0..<(Limits.dialAhead + 10) { toy.press("7") }
    #expect(toy.call.keysAhead == Limits.dialAhead)
    toy.reply(.good)
    #expect(toy.call.keysAhead == 0)
    #expect(!toy.call.session.isOn)
  }

  @Test func `keys during a transfer are dropped`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("6", "1", "2")
    #expect(toy.call.keysAhead == 0)
    toy.transferred(false)
    #expect(toy.said == [.sorry])
  }

  @Test func `keys after hang-up are dropped`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.tell(.hungUp)
    toy.press("1")
    #expect(toy.call.keysAhead == 0)
    toy.reply(.good)
    #expect(toy.isOver)
  }

  @Test func `a key can end a prompt before the tone`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("5", "*")
    #expect(toy.call.place == .menu)
    #expect(toy.call.session.stoppedBy == .drop)
  }

  @Test func `pound typed ahead skips to the tone and does not end the recording`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.press("5", "#")
    toy.reply(.good)
    guard case .recording = toy.call.phase else {
      Issue.record("\(toy.call.phase)")
      return
    }
    toy.press("#")
    #expect(toy.effects == [.stopRecording])
  }

  @Test func `keys typed before a transfer do not outlive it`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.press("6", "1")
    toy.reply(.good)
    #expect(toy.call.keysAhead == 0)
    toy.transferred(false)
    #expect(toy.said == [.sorry])
  }

  @Test(arguments: [Digit.pound, .nine])
  func `pound or any other key skips to the tone`(key: Digit) throws {
    var toy = try ToyCall.inMenu()
    toy.press("5", key)
    guard case .recording = toy.call.phase else {
      Issue.record("\(toy.call.phase)")
      return
    }
  }
}
