/// What is to be done at which time, the earliest first: a heap. Times are those of the caller's
/// clock, in its unit. A value without a clock or a thread.
public struct Deadlines<Item> {
  /// Names one thing to be done, so that it can be called off.
  public typealias Ticket = UInt64

  @usableFromInline struct Entry {
    @usableFromInline var time: Int64
    @usableFromInline var ticket: Ticket

    @inlinable init(time: Int64, ticket: Ticket) { (self.time, self.ticket) = (time, ticket) }
  }

  @usableFromInline var heap: [Entry] = []
  @usableFromInline var items: [Ticket: Item] = [:]
  @usableFromInline var lastTicket: Ticket = 0

  /// Nothing is to be done.
  @inlinable public init() {}

  /// When something is to be done next; `nil`: never.
  @inlinable public var earliest: Int64? { heap.first?.time }

  /// Adds what is to be done at a time.
  @inlinable @discardableResult public mutating func add(
    _ item: Item, at time: Int64
  ) -> Ticket {
    lastTicket += 1
    items[lastTicket] = item
    heap.append(Entry(time: time, ticket: lastTicket))
    rise(heap.count - 1)
    return lastTicket
  }

  /// It is not to be done after all; nothing happens when it was taken already.
  @inlinable public mutating func cancel(_ ticket: Ticket) {
    items[ticket] = nil
    while let first = heap.first, items[first.ticket] == nil { removeFirst() }
    guard heap.count > 64, heap.count > 2 * items.count else { return }
    // Most of what waits has been called off. What is sorted is a heap.
    heap = heap.filter { items[$0.ticket] != nil }.sorted { $0.time < $1.time }
  }

  /// Takes the next thing that is due; `nil` if nothing is.
  @inlinable public mutating func takeDue(at now: Int64) -> Item? {
    while let first = heap.first, first.time <= now {
      removeFirst()
      if let item = items.removeValue(forKey: first.ticket) { return item }
    }
    return nil
  }

  @inlinable mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    sink()
  }

  @inlinable mutating func rise(_ start: Int) {
    var index = start
    while index > 0, heap[index].time < heap[(index - 1) / 2].time {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  @inlinable mutating func sink() {
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
