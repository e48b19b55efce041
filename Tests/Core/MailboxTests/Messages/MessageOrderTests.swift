import Mailbox
import Testing

@Suite struct MessageOrderTests {
  private let messages: [MessageOrder.Position] = [
    (.saved, 10, 1), (.new, 30, 2), (.urgentNew, 50, 3), (.new, 20, 4), (.urgentNew, 40, 5),
    (.new, 20, 6), (.saved, 5, 7),
  ]

  @Test(arguments: [
    (MessageOrder.oldestFirst, [5, 3, 4, 6, 2, 7, 1] as [Int64]),
    (.newestFirst, [3, 5, 2, 6, 4, 1, 7]),
  ])
  func `urgent new, new, saved, and within each by time`(order: MessageOrder, ids: [Int64]) {
    #expect(messages.sorted { order.precedes($0, $1) }.map(\.id) == ids)
  }

  @Test(arguments: MessageOrder.allCases)
  func `of two messages exactly one comes first`(order: MessageOrder) {
    for a in messages {
      for b in messages {
        #expect((order.precedes(a, b) != order.precedes(b, a)) == (a.id != b.id))
      }
    }
  }
}
