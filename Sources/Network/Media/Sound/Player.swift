import Audio

/// What a stream plays, and how far it is.
struct Player {
  private(set) var queue: PlayQueue?
  private var tag: UInt64 = 0
  private(set) var position = 0
  var isPaused = false
  private var isEndTold = true

  /// - Returns: What was played before.
  mutating func play(_ queue: PlayQueue, _ tag: UInt64) -> PlayQueue? {
    let old = self.queue
    (self.queue, self.tag, position) = (queue, tag, 0)
    (isPaused, isEndTold) = (false, false)
    return old
  }

  /// - Returns: What was played.
  mutating func stop() -> PlayQueue? {
    defer { queue = nil }
    return queue
  }

  mutating func move(to sample: Int) {
    guard let queue else { return }
    position = max(0, min(sample, queue.count))
    isEndTold = false
  }

  /// Whether the next 20 ms have sound.
  var hasSound: Bool {
    guard let queue, !isPaused else { return false }
    return position < queue.count
  }

  /// The tag, once, when all has been played. The sound stays, so that one can move back in it.
  mutating func takeEnd() -> UInt64? {
    guard let queue, !isPaused, !isEndTold, position >= queue.count else { return nil }
    isEndTold = true
    return tag
  }

  /// The next frame; silence behind the end.
  mutating func next(_ frame: inout MutableSpan<Int16>) {
    guard let queue else { return }
    position += queue.copy(from: position, into: &frame)
  }
}
