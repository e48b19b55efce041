import Signalling

/// When each call is to look at the clock: a heap, the next one first. A call that has set a later
/// deadline is simply asked too early.
struct Deadlines {
  private var heap: [(time: Int64, call: DialogID)] = []

  /// When the first one is due.
  var next: Int64? { heap.first?.time }

  /// Adds a deadline.
  mutating func add(_ time: Int64, for call: DialogID) {
    heap.append((time, call))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].time < heap[parent].time else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes one that is due; `nil`: none is.
  mutating func takeDue(at now: Int64) -> DialogID? {
    guard let first = heap.first, first.time <= now, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first.call }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].time < heap[least].time { least = child }
      }
      if least == parent { return first.call }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
