import Testing
import Threads

@Suite struct InboxTests {
  @Test func `only the first item wakes whoever takes`() {
    var inbox = Inbox<Int>(limit: 10)
    #expect(inbox.add(1) == .first)
    #expect(inbox.add(2) == .behindOthers)
    #expect(inbox.takeAll() == [1, 2])
    #expect(inbox.add(3) == .first)
  }

  @Test func `what finds no room is refused, and comes in when there is some`() {
    var inbox = Inbox<Int>(limit: 2)
    _ = inbox.add(1)
    _ = inbox.add(2)
    #expect(inbox.add(3) == .full)
    #expect(inbox.take() == 1)
    #expect(inbox.add(3) == .behindOthers)
    #expect(inbox.takeAll() == [2, 3])
  }

  @Test func `what belongs to what was let in is never refused`() {
    var inbox = Inbox<Int>(limit: 1)
    _ = inbox.add(1)
    #expect(inbox.addAnyway(2) == .behindOthers)
    #expect(inbox.add(3) == .full)
    #expect(inbox.count == 2)
  }

  @Test func `items come in their order, one by one, in part and all at once`() {
    var inbox = Inbox<Int>()
    for number in 0..<5_000 { inbox.addAnyway(number) }
    var taken: [Int] = []
    while taken.count < 2_000, let number = inbox.take() { taken.append(number) }
    taken += inbox.take(atMost: 1_000)
    var rest = [-1]
    inbox.takeAll(into: &rest)
    #expect(taken + rest == Array(0..<5_000))
    #expect(inbox.take() == nil)
    #expect(inbox.count == 0)
  }
}
