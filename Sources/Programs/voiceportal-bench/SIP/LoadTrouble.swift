/// What goes wrong on the way between callers and portal, as shares of the datagrams.
struct LoadTrouble {
  /// Never come, in either direction.
  var lost = 0.0
  /// Come twice.
  var doubled = 0.0
  /// Come behind the next one; sound only.
  var swapped = 0.0
}

/// The way of one call to the portal, with its trouble.
struct ImpairedPath {
  private let trouble: LoadTrouble
  private var chance: Mutation
  private var held: [UInt8]?

  init(_ trouble: LoadTrouble, seed: UInt64) {
    self.trouble = trouble
    chance = Mutation(seed: seed)
  }

  /// Whether a datagram gets lost.
  mutating func loses() -> Bool { happens(trouble.lost) }

  mutating func send(_ bytes: Span<UInt8>, by socket: LoadSocket, isSound: Bool) {
    if happens(trouble.lost) { return }
    if isSound, held == nil, happens(trouble.swapped) {
      held = bytes.indices.map { bytes[$0] }
      return
    }
    socket.send(bytes)
    if happens(trouble.doubled) { socket.send(bytes) }
    guard let late = held else { return }
    held = nil
    socket.send(late.span)
  }

  private mutating func happens(_ share: Double) -> Bool {
    share > 0 && Double(chance.below(1_000_000)) < share * 1_000_000
  }
}
