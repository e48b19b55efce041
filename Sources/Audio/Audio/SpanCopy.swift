extension Span where Element: BitwiseCopyable {
  /// Copies all elements to `offset` of the target and on. The bounds are checked once, so that
  /// vector instructions do it.
  @inlinable
  public func copy(to target: inout MutableSpan<Element>, at offset: Int) {
    precondition(offset >= 0 && offset + count <= target.count)
    for index in 0..<count {
      unsafe target[unchecked: offset &+ index] = self[unchecked: index]
    }
  }
}
