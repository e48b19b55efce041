/// The complex amplitudes of both bands, every 2.5 ms, of the newest 50 ms at most.
struct DTMFTrace: Sendable {
  /// Samples from point to point.
  static let hop = 20
  /// How many points are kept.
  static let length = 20
  /// How many points can be made from the kept sound at once.
  static let refill = 11
  static let pointsOfBlock = DTMFDetector.block / hop

  /// The newest last: (low real, high real, low imaginary, high imaginary).
  private(set) var points = InlineArray<20, SIMD4<Float>>(repeating: .zero)
  /// How many of them, the newest ones, are of the sound.
  private(set) var count = 0

  /// The sound goes on without points.
  mutating func forget() { count = 0 }

  /// Only the newest points still count.
  mutating func keep(_ points: Int) { count = min(count, points) }

  /// Appends the points of the newest block; after a gap, as many as the kept sound gives.
  mutating func extend(with sound: Span<Int16>, _ filters: DTMFFilters) {
    let added = count == 0 ? Self.refill : Self.pointsOfBlock
    count = min(count + added, Self.length)
    var points = self.points.mutableSpan
    for index in 0..<Self.length - added {
      points[index] = points[index + added]
    }
    let weights = filters.weights.span
    for index in 0..<added {
      let end = sound.count - (added - 1 - index) * Self.hop
      points[Self.length - added + index] = filters.both(sound, endingAt: end, weights)
    }
  }
}
