/// What became of the keys in one step. A journal masks secret ones, and a key typed ahead is
/// known to be secret only when it is read: keys are told here in the order in which they were
/// typed, not in the step in which they came.
public struct KeyTrace: Equatable, Sendable {
  /// Keys read or dropped in this step, oldest first. Dropped ones count as secret.
  public private(set) var count = 0
  /// Whether the key of this very step was dropped unread, though older ones may still wait.
  public private(set) var dropsNewest = false
  private var secrets: UInt64 = 0

  @usableFromInline init() {}

  /// Whether the `index`-th key read in this step was part of a secret entry.
  public func isSecret(_ index: Int) -> Bool { index >= 64 || secrets & (1 << UInt64(index)) != 0 }

  @usableFromInline mutating func read(isSecret: Bool) {
    if isSecret, count < 64 { secrets |= 1 << UInt64(count) }
    count += 1
  }

  @usableFromInline mutating func dropNewest() { dropsNewest = true }
}
