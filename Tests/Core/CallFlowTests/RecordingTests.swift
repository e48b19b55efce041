import CallFlow
import Testing

@Suite struct `Recording` {
  static func recording() throws -> ToyCall {
    let toy = try ToyCall.after("5")
    guard case .recording = toy.call.phase else { throw NoRecording() }
    return toy
  }

  struct NoRecording: Error {}

  @Test func `a key stops the recording, which is then told`() throws {
    var toy = try Self.recording()
    toy.press("#")
    #expect(toy.effects == [.stopRecording])
    toy.recorded()
    #expect(toy.call.place == .review)
    #expect(toy.call.session.stoppedBy == .end)
    #expect(toy.call.session.take == Toy.FinishedRecording())
  }

  @Test func `a recording can end by itself`() throws {
    var toy = try Self.recording()
    toy.recorded()
    #expect(toy.call.place == .review)
    #expect(toy.call.session.stoppedBy == nil)
  }

  @Test func `other keys are only sounds`() throws {
    var toy = try Self.recording()
    let before = toy.call
    toy.press("1", "0", "9")
    #expect(toy.call == before)
    #expect(toy.effects.isEmpty)
  }

  @Test func `keys while it is being stopped are kept`() throws {
    var toy = try Self.recording()
    toy.press("#", "2", "1")
    toy.recorded()
    #expect(toy.call.place == .number)
    #expect(toy.call.session.take == nil)
  }

  @Test func `a recorder that stays silent has lost the recording`() throws {
    var toy = try Self.recording()
    toy.press("#")
    toy.wait(Limits.take)
    #expect(toy.call.place == .menu)
    #expect(toy.call.session.take == nil)
  }

  @Test func `a take that comes too late is ignored`() throws {
    var toy = try Self.recording()
    toy.press("#")
    guard case .stopping(let ticket) = toy.call.phase else { throw NoRecording() }
    toy.wait(Limits.take)
    let before = toy.call
    toy.tell(.recorded(ticket, Toy.FinishedRecording()))
    #expect(toy.call == before)
  }

  @Test func `hanging up while recording keeps the call until all is stored`() throws {
    var toy = try Self.recording()
    toy.tell(.hungUp)
    #expect(toy.effects == [.stopRecording])
    #expect(toy.call.isHungUp && !toy.isOver)
    toy.recorded(Toy.FinishedRecording(id: 7))
    guard case .fetch(_, let request)? = toy.effects.first else { throw NoRecording() }
    #expect(request == .store(Toy.FinishedRecording(id: 7)))
    #expect(!toy.isOver)
    toy.reply(.good)
    #expect(toy.isOver)
    #expect(toy.call.deadline == nil)
  }

  @Test func `hanging up while it is being stopped keeps it too`() throws {
    var toy = try Self.recording()
    toy.press("#")
    toy.tell(.hungUp)
    #expect(toy.effects.isEmpty)
    toy.recorded()
    #expect(toy.call.place == .storing)
    toy.reply(.bad)
    #expect(toy.isOver)
  }

  @Test func `hanging up at the review stores what was not dropped`() throws {
    var toy = try Self.recording()
    toy.recorded()
    toy.tell(.hungUp)
    #expect(toy.call.place == .storing)
    toy.reply(.good)
    #expect(toy.isOver)
  }

  @Test func `a closing call ends even if nobody answers`() throws {
    var toy = try Self.recording()
    toy.tell(.hungUp)
    toy.wait(Limits.take)
    #expect(toy.isOver)

    toy = try Self.recording()
    toy.tell(.hungUp)
    toy.recorded()
    toy.wait(Limits.reply)
    #expect(toy.isOver)
  }
}
