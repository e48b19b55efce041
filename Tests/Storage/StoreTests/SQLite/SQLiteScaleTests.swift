import Mailbox
import Testing

@testable import Store

/// What a call costs, in steps of SQLite's machine: the same on every computer.
@Suite struct SQLiteScaleTests {
  let folder: DataFolder
  let home: Household

  init() throws {
    folder = try DataFolder()
    home = try Household(folder.open())
    try home.addMessage()
  }

  /// Copies the one message until there are as many.
  private func fill(_ count: Int) throws {
    let mailbox = home.anna.id
    try home.store.write { (rules) throws(StoreError) in
      let message = try rules.row(.first, of: mailbox, order: .oldestFirst)
      guard let message else { throw .missing(kind: "message", name: "first") }
      let parts = try rules.rows.parts(of: message.id, in: mailbox)
      for number in 1..<count {
        _ = try rules.rows.add(
          NewMessage(
            mailbox: mailbox, isUrgent: number % 10 == 0, isConfidential: false,
            received: Int64(number), parts: parts))
      }
    }
  }

  private func steps(_ body: () -> Void) -> Int {
    let before = home.store.sqlite.readers.machineSteps
    body()
    return home.store.sqlite.readers.machineSteps - before
  }

  private func callCost(_ call: UInt64) throws -> Int {
    steps {
      let arrival = home.store.answer(
        .arrive(IncomingCall(from: home.anna.mainNumber.e164, trust: .verified, to: "100")),
        of: CallToken(call))
      #expect(
        arrival == .arrival(.logIn(company: home.company.id, mailbox: home.anna.id, .de)))
      _ = home.logIn(call)
      _ = home.firstMessage(call)
    }
  }

  @Test func `an indicator costs the same with 10,000 saved messages`() throws {
    let ids = [home.anna.id]
    func cost() -> Int { steps { _ = try? home.store.accounts.waitingMessages(of: ids) } }
    _ = cost()
    let few = cost()
    try fill(10_000)
    _ = try home.store.sqlite.writer.write { (database) throws(StoreError) in
      try database.run("UPDATE messages SET rank = 2, is_urgent = 0")
    }
    #expect(try home.store.accounts.waitingMessages(of: ids).first?.counts.saved == 10_000)
    #expect(cost() <= few + 10)
  }

  @Test(arguments: [MessageOrder.oldestFirst, .newestFirst])
  func `logging in and the first message cost the same with 10,000 messages`(
    order: MessageOrder
  ) throws {
    var anna = home.anna
    anna.settings.order = order
    try home.store.accounts.update(anna)
    _ = try callCost(1)
    let few = try callCost(2)
    try fill(10_000)
    // The first one of many is urgent, so one class less is looked through.
    let many = try callCost(3)
    #expect(few > 0)
    #expect(many <= few + 5)
  }

  @Test func `each further message costs the same`() throws {
    try fill(3_000)
    guard case .message(let first) = home.firstMessage() else {
      Issue.record("no message")
      return
    }
    var id = first.id
    var costs: [Int] = []
    for _ in 0..<200 {
      let cost = steps {
        let reply = home.store.answer(
          .message(mailbox: home.anna.id, .after(id)), of: CallToken(1))
        if case .message(let message) = reply { id = message.id }
      }
      costs.append(cost)
    }
    #expect(costs.allSatisfy { $0 <= costs[0] + 5 }, "\(costs)")
  }

  @Test func `the counts follow every change`() throws {
    try fill(11)
    let call = CallToken(1)
    #expect(try home.counts() == MessageCounts(new: 11, urgent: 1, saved: 0))
    var replies: [MessageView] = []
    var move = MessageMove.first
    while case .message(let message) = home.store.answer(
      .message(mailbox: home.anna.id, move), of: call)
    {
      replies.append(message)
      move = .after(message.id)
    }
    #expect(replies.count == 11)
    for (message, disposition) in zip(replies, [PendingDecision.save, .delete, .save]) {
      _ = home.store.answer(
        .dispose(mailbox: home.anna.id, message: message.id, disposition), of: call)
    }
    _ = home.store.answer(.finish(mailbox: home.anna.id), of: call)
    #expect(try home.counts() == MessageCounts(new: 8, urgent: 0, saved: 2))
    let later = CallToken(2)
    _ = home.store.answer(
      .dispose(mailbox: home.anna.id, message: replies[0].id, .markNew), of: later)
    _ = home.store.answer(
      .dispose(mailbox: home.anna.id, message: replies[1].id, .save), of: later)
    _ = home.store.answer(.finish(mailbox: home.anna.id), of: later)
    #expect(try home.counts() == MessageCounts(new: 9, urgent: 1, saved: 2))
  }
}
