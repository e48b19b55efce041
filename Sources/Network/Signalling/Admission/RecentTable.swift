/// A table that holds what was written last: when it is full, the eighth that was not written for
/// the longest time goes. So a flood of new keys never empties it.
struct RecentTable<Key: Hashable, Value> {
  private var values: [Key: (value: Value, written: UInt64)] = [:]
  private var clock: UInt64 = 0
  private let capacity: Int

  /// - Parameter capacity: More keys are not held.
  init(capacity: Int) { self.capacity = max(1, capacity) }

  var count: Int { values.count }

  /// Writing makes a key the newest.
  subscript(key: Key) -> Value? {
    get { values[key]?.value }
    set {
      guard let newValue else {
        values[key] = nil
        return
      }
      if values[key] == nil, values.count >= capacity { dropOldest() }
      clock += 1
      values[key] = (newValue, clock)
    }
  }

  private mutating func dropOldest() {
    let written = values.values.map(\.written).sorted()
    let last = written[max(0, written.count / 8 - 1)]
    values = values.filter { $0.value.written > last }
  }
}
