/// Where the tones of a window begin and end in a trace, as far as it shows.
struct DTMFSpan {
  /// The squares of half the amplitudes: (low, high).
  let threshold: SIMD2<Float>
  /// How long the tones were there.
  let milliseconds: Float
  /// Points from the newest one back to the start and to the end; the end is 0 when it has not come.
  let startBack, endBack: Float
  /// How the start looks.
  let onset: DTMFOnset
  /// The first and the last point of at least half the amplitudes.
  let first, last: Int

  /// - Parameters:
  ///   - oldest: the first point of the trace that is of the sound.
  ///   - last: the last point of the window.
  init(_ points: Span<SIMD4<Float>>, oldest: Int, _ window: DTMFWindow, last: Int) {
    // A short tone does not fill the window: its strongest point tells more than the mean, and does
    // so in both bands. In one band alone it is other sound on top.
    var largest = SIMD2<Float>.zero
    for index in last - DTMFWindow.length + 1...last {
      largest = pointwiseMax(largest, Self.squares(points[index]))
    }
    let excess = (0.85 * largest / window.squares).min()
    let threshold = window.squares * (0.25 * max(1, excess))
    self.threshold = threshold
    func ratio(_ index: Int) -> Float {
      (Self.squares(points[index]) / threshold).min().squareRoot()
    }
    func isTone(_ index: Int) -> Bool {
      let squares = Self.squares(points[index])
      return squares[0] >= threshold[0] && squares[1] >= threshold[1]
    }
    let newest = DTMFTrace.length - 1
    var (first, final) = (last, last)
    while final < newest && isTone(final + 1) { final += 1 }
    // Backwards to the start. What comes before a hole counts if it is three points in a row.
    var (count, gap, run) = (0, 0, 0)
    var index = final
    while index >= oldest && gap <= 4 {
      if isTone(index) {
        run += 1
        if count == 0 && run == 1 { final = index }
        if gap == 0 || run == 3 {
          count += gap == 0 ? 1 : 3
          first = index
          gap = 0
        }
      } else {
        gap += gap == 0 ? 1 : run + 1
        run = 0
      }
      index -= 1
    }
    // The parts of a point before the first and after the last one.
    func edge(_ inside: Int, _ outside: Int) -> Float {
      let (high, low) = (ratio(inside), ratio(outside))
      return high > low ? max(0, min(1, (high - 1) / (high - low))) : 0
    }
    let before = first > oldest ? edge(first, first - 1) : 1
    let after = final < newest ? edge(final, final + 1) : Self.rest(points[newest], threshold)
    let length = count == 0 ? 0 : Float(count - 1) + before + after
    milliseconds = length * Float(DTMFTrace.hop) / 8
    startBack = Float(newest - first) + before
    endBack = final < newest ? Float(newest - final) - after : 0
    self.first = first
    self.last = final
    onset = Self.onset(points, oldest: oldest, first: first, threshold)
  }

  /// The squares of a point's amplitudes: (low, high).
  static func squares(_ point: SIMD4<Float>) -> SIMD2<Float> {
    (point * point).lowHalf + (point * point).highHalf
  }

  /// What of the newest point's time is sure to be tone. A tone that has just ended is weaker
  /// already, or stronger: the filters overshoot at an edge.
  private static func rest(_ point: SIMD4<Float>, _ threshold: SIMD2<Float>) -> Float {
    let ratios = (squares(point) / threshold).squareRoot()
    return ratios.max() > 2.08 ? 0 : max(0, min(1, (ratios.min() - 1.7) * 2.5))
  }

  private static func onset(
    _ points: Span<SIMD4<Float>>, oldest: Int, first: Int, _ threshold: SIMD2<Float>
  ) -> DTMFOnset {
    func ratios(_ index: Int) -> SIMD2<Float> {
      (squares(points[index]) / threshold).squareRoot()
    }
    guard first - 2 >= oldest else { return oldest == 0 ? .longAgo : .beforeTrace }
    // Where each band rises through half its amplitude.
    var place = SIMD2<Float>()
    for band in 0..<2 {
      var index = first
      while index > oldest && ratios(index - 1)[band] >= 1 { index -= 1 }
      guard index > oldest else {
        place[band] = Float(index)
        continue
      }
      let (inside, outside) = (ratios(index)[band], ratios(index - 1)[band])
      place[band] = Float(index) - (inside > outside ? (inside - 1) / (inside - outside) : 0)
    }
    return .seen(skew: place[1] - place[0], before: ratios(first - 2).max() * 0.5)
  }
}
