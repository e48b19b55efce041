import CLinux

/// Gives memory back to the system behind a burst of calls. The C library keeps what it once had,
/// so that a flood would be seen in the server's size for ever.
package struct IdleMemory {
  /// Looks since the last call; at a start there is nothing to give back.
  private var idleLooks = span * spans

  /// Every 3 s for a minute: what a call leaves to the signalling lives for 32 s more (RFC 3261
  /// section 17), and to give back takes some milliseconds.
  private static let span = 60
  private static let spans = 20

  package init() {}

  /// To be called twenty times a second.
  /// - Parameter calls: How many are on.
  package mutating func look(calls: Int) {
    guard calls == 0 else {
      idleLooks = 0
      return
    }
    guard idleLooks < Self.span * Self.spans else { return }
    idleLooks += 1
    if idleLooks.isMultiple(of: Self.span) { malloc_trim(0) }
  }
}
