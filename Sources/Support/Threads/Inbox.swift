/// What waits for a thread, in the order in which it came, and no more than may wait. A value: its
/// owner keeps it behind the lock that also guards how the thread is woken.
///
/// ```
/// any thread ── add ──► Inbox ── take ──► the one thread
///                │ .first: wake it
///                └ .full: answer for what found no room
/// ```
public struct Inbox<Item> {
  /// What became of an item.
  public enum Admission {
    /// It is the only one: whoever takes is to be woken.
    case first
    /// Others wait too, so whoever takes has been woken.
    case behindOthers
    /// As many wait as may: it was not added, and whoever sent it must be answered.
    case full
  }

  @usableFromInline let limit: Int
  @usableFromInline var items: [Item] = []
  /// How many of `items` were taken already.
  @usableFromInline var taken = 0

  /// Nothing waits.
  /// - Parameter limit: So many may wait at once. Without it a rule of whoever sends is the limit.
  @inlinable public init(limit: Int = .max) { self.limit = limit }

  /// How many wait.
  @inlinable public var count: Int { items.count - taken }

  /// Adds an item behind the others, if there is room.
  @inlinable public mutating func add(_ item: Item) -> Admission {
    count < limit ? addAnyway(item) : .full
  }

  /// Adds an item also where the others leave no room: one that belongs to what was let in before,
  /// such as the end of a call, whose number is bounded by that.
  @inlinable @discardableResult public mutating func addAnyway(_ item: Item) -> Admission {
    items.append(item)
    return count == 1 ? .first : .behindOthers
  }

  /// Takes the first; `nil`: nothing waits.
  @inlinable public mutating func take() -> Item? {
    guard taken < items.count else { return nil }
    let item = items[taken]
    taken += 1
    // What was taken makes room in one go, so that each costs the same.
    if taken == items.count || taken >= 1_024 && 2 * taken >= items.count { removeTaken() }
    return item
  }

  /// Takes the first so many, or all.
  @inlinable public mutating func take(atMost most: Int) -> [Item] {
    guard count > most else { return takeAll() }
    let first = Array(items[taken..<taken + most])
    taken += most
    removeTaken()
    return first
  }

  /// Takes all that wait.
  @inlinable public mutating func takeAll() -> [Item] {
    removeTaken()
    defer { items = [] }
    return items
  }

  /// Takes all that wait into an array whose room they get in return, so that nothing is allocated.
  @inlinable public mutating func takeAll(into empty: inout [Item]) {
    removeTaken()
    empty.removeAll(keepingCapacity: true)
    swap(&items, &empty)
  }

  @inlinable mutating func removeTaken() {
    guard taken > 0 else { return }
    items.removeFirst(taken)
    taken = 0
  }
}

extension Inbox: Sendable where Item: Sendable {}
