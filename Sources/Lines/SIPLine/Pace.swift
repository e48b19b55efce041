/// Lets so many pass in a second, and some of them at once.
struct Pace {
  private let interval: Int64
  private let burst: Int64
  /// When the next would pass if there were no bursts.
  private var mark: Int64 = .min / 2

  init(perSecond: Int64, burst: Int64) {
    (interval, self.burst) = (1_000 / perSecond, burst)
  }

  /// From when on the next may pass.
  var freeAt: Int64 { mark - (burst - 1) * interval }

  func isFree(at now: Int64) -> Bool { freeAt <= now }

  mutating func take(at now: Int64) { mark = max(mark, now) + interval }
}

/// A row in which the first comes first, without moving the others at each step.
struct Queue<Element> {
  private var elements: [Element] = []
  private var start = 0

  var first: Element? { start < elements.count ? elements[start] : nil }

  mutating func add(_ element: Element) { elements.append(element) }

  /// There must be one.
  mutating func removeFirst() {
    start += 1
    guard start * 2 >= elements.count else { return }
    elements.removeFirst(start)
    start = 0
  }
}
