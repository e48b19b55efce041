/// The complex amplitudes of both bands, every 2.5 ms, of the newest 100 ms at most.
struct DTMFTrace: Sendable {
  /// Samples from point to point.
  static let hop = 20
  /// How many points are kept.
  static let length = 40
  /// How many points can be made from the kept sound at once.
  static let refill = 11
  static let pointsOfBlock = DTMFDetector.block / hop

  /// Halves of the amplitudes, which fit into 16 bits; in the order of `points`.
  private var halves = InlineArray<40, SIMD4<Int16>>(repeating: .zero)
  /// How many points, the newest ones, are of the sound.
  private(set) var count: Int32 = 0

  /// The newest last: (low real, high real, low imaginary, high imaginary). Those that are not of
  /// the sound are zero.
  var points: InlineArray<40, SIMD4<Float>> {
    // By a span: a subscript of the array itself copies it each time.
    let halves = halves.span
    let oldest = Self.length - Int(count)
    return InlineArray { $0 < oldest ? .zero : Self.whole(halves[$0]) }
  }

  /// One of the points.
  @inline(__always)
  func point(_ index: Int) -> SIMD4<Float> { Self.whole(halves.span[index]) }

  /// The sound goes on without points.
  mutating func forget() { count = 0 }

  /// Only the newest points still count.
  mutating func keep(_ points: Int) { count = min(count, Int32(points)) }

  /// Appends the points of the newest block; after a gap, as many as the kept sound gives.
  mutating func extend(with sound: Span<Int16>, _ filters: DTMFFilters) {
    let added = count == 0 ? Self.refill : Self.pointsOfBlock
    count = min(count + Int32(added), Int32(Self.length))
    var halves = self.halves.mutableSpan
    for index in 0..<Self.length - added {
      halves[index] = halves[index + added]
    }
    let weights = filters.weights.span
    for index in 0..<added {
      let end = sound.count - (added - 1 - index) * Self.hop
      halves[Self.length - added + index] = Self.half(filters.both(sound, endingAt: end, weights))
    }
  }

  @inline(__always)
  private static func whole(_ half: SIMD4<Int16>) -> SIMD4<Float> {
    2 * SIMD4(Float(half[0]), Float(half[1]), Float(half[2]), Float(half[3]))
  }

  /// Number by number: the conversion of whole vectors is a slow call.
  @inline(__always)
  private static func half(_ point: SIMD4<Float>) -> SIMD4<Int16> {
    let half = point * 0.5
    return SIMD4(Int16(half[0]), Int16(half[1]), Int16(half[2]), Int16(half[3]))
  }
}
