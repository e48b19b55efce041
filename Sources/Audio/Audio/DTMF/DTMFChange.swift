/// Keys that follow each other without a pause: the tones go on, and only their frequencies change.
enum DTMFChange {
  /// The key before has lasted so many samples at least: 40 ms.
  static let shortestBefore = 320
  /// The power of a tone may change by this factor from key to key of one telephone.
  static let mostFactor: Float = 2.5
  /// Points after a change in which the filters still hold some of the tones before.
  private static let transition = 2
  /// The cosine of how far a point may turn from what its tone asks for.
  private static let leastCosine: Float = 0.85

  /// The first point from which on both bands turn as the tones of a key do.
  /// - Parameters:
  ///   - oldest: The first point of the trace that is of the sound.
  ///   - last: A point within the tones.
  static func start(
    of key: Int, _ points: Span<SIMD4<Float>>, oldest: Int, last: Int
  ) -> Int {
    let (low, high) = (DTMFRotations.shared.low[key / 4], DTMFRotations.shared.high[key % 4])
    let cosine = SIMD2(low.cosine, high.cosine)
    let sine = SIMD2(low.sine, high.sine)
    var index = last
    while index > oldest {
      let (z, w) = (points[index], points[index - 1])
      let real = z.lowHalf * w.lowHalf + z.highHalf * w.highHalf
      let imaginary = z.highHalf * w.lowHalf - z.lowHalf * w.highHalf
      let size = (real * real + imaginary * imaginary).squareRoot()
      let likeness = (real * cosine + imaginary * sine) / size
      guard likeness[0] >= leastCosine, likeness[1] >= leastCosine else { break }
      index -= 1
    }
    return index == oldest ? oldest : min(last, index + transition)
  }
}

extension DTMFPress {
  /// Looks for another key whose tones follow those of the key that is down.
  /// - Returns: Whether there is one, which is down now.
  mutating func takeChange(
    _ trace: borrowing DTMFTrace, endingAt clock: Int, energies: SIMD8<Float>, sound: Span<Int16>,
    _ filters: DTMFFilters, down: (DTMFKey) -> Void, heard: (DTMFKey) -> Void
  ) -> Bool {
    let newest = DTMFTrace.length - 1
    let oldest = DTMFTrace.length - min(Int(trace.count), Int(fresh))
    let first = newest - DTMFWindow.length + 1
    guard first >= oldest, isSteady else { return false }
    let points = trace.points
    let lag = Self.lag(points.span, last: newest, sound, filters)
    guard let window = DTMFWindow(points.span, first: first, last: newest, lag: lag),
      isOther(window), DTMFRules.isKey(window)
    else { return false }
    let start = DTMFChange.start(of: window.key, points.span, oldest: oldest, last: newest)
    let place = clock - DTMFFilters.taps / 2 - (newest - start) * DTMFTrace.hop
    guard hasLasted(until: place) else { return false }
    let span = DTMFSpan(points.span, oldest: start, window, last: newest)
    guard span.milliseconds >= DTMFEvidence.shortest else { return false }
    let evidence = DTMFEvidence(
      window: window, long: Self.long(points.span, span, lag: lag) ?? window, span: span,
      energies: energies, floor: calm)
    guard evidence.isKey else { return false }
    change(to: window, span, at: place, endingAt: clock, heard: heard)
    down(report)
    return true
  }
}
