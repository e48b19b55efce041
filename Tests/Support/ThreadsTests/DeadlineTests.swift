import Testing
import Threads

@Suite struct DeadlineTests {
  @Test func `what is due comes in order of time, and not when it was called off`() {
    var deadlines = Deadlines<Int>()
    var tickets: [Deadlines<Int>.Ticket] = []
    for number in (0..<200).shuffled() {
      let ticket = deadlines.add(number, at: Int64(number))
      if number % 3 == 0 { tickets.append(ticket) }
    }
    for ticket in tickets { deadlines.cancel(ticket) }
    #expect(deadlines.earliest == 1)
    var done: [Int] = []
    while let number = deadlines.takeDue(at: 99) { done.append(number) }
    #expect(done == (0..<100).filter { $0 % 3 != 0 })
    #expect(deadlines.earliest == 100)
  }

  @Test func `nothing is due before its time`() {
    var deadlines = Deadlines<String>()
    deadlines.add("later", at: 10)
    #expect(deadlines.takeDue(at: 9) == nil)
    #expect(deadlines.takeDue(at: 10) == "later")
    #expect(deadlines.earliest == nil)
  }

  @Test func `calling off what was taken changes nothing`() {
    var deadlines = Deadlines<String>()
    let first = deadlines.add("first", at: 1)
    deadlines.add("second", at: 2)
    #expect(deadlines.takeDue(at: 1) == "first")
    deadlines.cancel(first)
    #expect(deadlines.takeDue(at: 2) == "second")
  }
}
