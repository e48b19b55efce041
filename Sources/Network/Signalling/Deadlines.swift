/// What is to be done at which time, earliest first. libre's own timers are one sorted list that
/// grows with every transaction, and follow the wall clock; dialogs use these instead.
struct Deadlines {
  /// Names one thing to be done, so that it can be called off.
  typealias Ticket = UInt64

  private struct Entry {
    var time: UInt64
    var ticket: Ticket
  }

  private var heap: [Entry] = []
  private var work: [Ticket: () -> Void] = [:]
  private var lastTicket: Ticket = 0

  /// When something is to be done next, in nanoseconds; `nil`: never.
  var earliest: UInt64? { heap.first?.time }

  /// Does this at a time, in nanoseconds of the caller's clock.
  mutating func add(at time: UInt64, _ todo: @escaping () -> Void) -> Ticket {
    lastTicket += 1
    work[lastTicket] = todo
    heap.append(Entry(time: time, ticket: lastTicket))
    rise(heap.count - 1)
    return lastTicket
  }

  /// Does not do it after all; nothing happens when it was done already.
  mutating func cancel(_ ticket: Ticket) {
    work[ticket] = nil
    while let first = heap.first, work[first.ticket] == nil { removeFirst() }
    guard heap.count > 64, heap.count > 2 * work.count else { return }
    // Most of what waits has been called off. What is sorted is a heap.
    heap = heap.filter { work[$0.ticket] != nil }.sorted { $0.time < $1.time }
  }

  /// The next thing that is due, which the caller then does; `nil`: nothing is due.
  mutating func take(dueAt now: UInt64) -> (() -> Void)? {
    while let first = heap.first, first.time <= now {
      removeFirst()
      if let todo = work.removeValue(forKey: first.ticket) { return todo }
    }
    return nil
  }

  private mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    sink()
  }

  private mutating func rise(_ start: Int) {
    var index = start
    while index > 0, heap[index].time < heap[(index - 1) / 2].time {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink() {
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
        if heap[child].time < heap[least].time { least = child }
      }
      guard least != index else { return }
      heap.swapAt(index, least)
      index = least
    }
  }
}
