import CallFlow
import Testing

@Suite struct `Answers of the world` {
  @Test func `a call is answered once, before the first sound`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    #expect(!toy.call.isAnswered)
    toy.reply(.good)
    #expect(toy.effects.first == .answer)
    toy.press("1")
    #expect(!toy.effects.contains(.answer))
  }

  @Test func `a call can be refused before it is answered`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.reply(.busy)
    #expect(toy.effects == [.refuse(.closed)])
    #expect(toy.isOver && !toy.call.isAnswered)
  }

  @Test func `a second beginning is ignored`() throws {
    var toy = try ToyCall.inMenu()
    let before = toy.call
    toy.tell(.began)
    #expect(toy.call == before)
  }

  @Test func `a prompt that was interrupted can end late`() throws {
    var toy = try ToyCall.inMenu()
    guard case .speaking(let ticket) = toy.call.phase else { return }
    toy.press("1")
    let before = toy.call
    toy.tell(.spoken(ticket))
    #expect(toy.call == before)
    #expect(toy.effects.isEmpty)
  }

  @Test func `a reply that comes too late is ignored`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    guard case .fetching(let ticket) = toy.call.phase else { return }
    toy.wait(Limits.reply)
    #expect(toy.said == [.sorry])
    let before = toy.call
    toy.tell(.fetched(ticket, .good))
    #expect(toy.call == before)
  }

  @Test func `answers with a wrong ticket are ignored`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    let before = toy.call
    toy.tell(.fetched(Ticket(99), .good))
    toy.tell(.spoken(Ticket(1)))
    toy.tell(.recorded(Ticket(1), Toy.FinishedRecording()))
    toy.tell(.transferred(Ticket(1), true))
    #expect(toy.call == before)
  }

  @Test func `nothing moves a call that has ended`() throws {
    var toy = try ToyCall.inMenu()
    toy.tell(.hungUp)
    let before = toy.call
    toy.press("1")
    toy.tell(.hungUp)
    toy.wait(1_000_000)
    #expect(toy.call == before)
  }

  @Test func `a transfer that is connected ends the call`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("6")
    #expect(toy.effects.last == .transfer(Ticket(3), "+49"))
    toy.transferred(true)
    #expect(toy.isOver)
  }

  @Test func `a transfer that fails goes on`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("6")
    toy.transferred(false)
    #expect(toy.said == [.sorry])
  }

  @Test func `a transfer of which nothing is heard has failed`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("6")
    toy.wait(Limits.transfer)
    #expect(toy.said == [.sorry])
  }

  @Test func `a transfer to no number fails at once`() throws {
    var toy = try ToyCall()
    toy.call = Call(Toy.Session(connectsTo: nil))
    toy.tell(.began)
    toy.reply(.good)
    toy.press("6")
    #expect(toy.said == [.sorry])
  }

  @Test func `a call can be redirected before it is answered`() throws {
    var toy = try ToyCall()
    toy.tell(.began)
    toy.reply(.elsewhere)
    #expect(toy.effects == [.transfer(Ticket(2), "+31")])
    toy.transferred(false)
    #expect(toy.effects == [.refuse(.closed)])
  }

  @Test func `hanging up during a transfer ends the call`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("6")
    toy.tell(.hungUp)
    #expect(toy.isOver)
  }
}
