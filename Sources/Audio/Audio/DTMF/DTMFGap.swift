import Glibc

/// A gap between two tones of the same key: a hole in one key, or the pause between two.
struct DTMFGap {
  /// How long it is.
  let milliseconds: Float
  /// Points from the newest one back to its start.
  let startBack: Float
  /// The most that is left in one of the bands in its middle, as a part of the tone's amplitude.
  let rest: Float
  /// How far the phases of the tones after it are from where those before it would be by then, in
  /// radians: of both bands together.
  let jump: Float

  /// How exact that is, since a longer stretch of tone tells its frequency better.
  private let tolerance: Float

  /// How long the tones after an unsure gap are waited for, in milliseconds.
  static let longestDoubt: Float = 38
  /// In milliseconds, as measured; what is shorter is a hole.
  private static let shortestPause: Float = 17.4

  /// Whether it parts two keys. A line can swallow packets, and then the tones go on as if nothing
  /// had been; another press of the key begins anywhere.
  var isPause: Bool { rest < 0.12 && milliseconds > Self.shortestPause && !isInPhase }

  /// Whether it is a hole after all though it is longer than a key is held.
  var isLostPackets: Bool { rest < 0.12 && isInPhase }

  /// Whether it may still turn out to be a hole: the more there is of the tones, the better their
  /// phases are known.
  var isUnsure: Bool { (isPacketLong && jump < 0.3) || (isPacketsLong && jump < 0.4) }

  /// Whether its length is that of lost packets, and the tones after it are where those before it
  /// would be.
  private var isInPhase: Bool {
    (isPacketLong && jump <= tolerance) || (isPacketsLong && jump <= 2.5 * tolerance)
  }

  /// A hole of 20 ms measures 18 to 21.5.
  private var isPacketLong: Bool { milliseconds > Self.shortestPause && milliseconds < 21.6 }

  /// A packet of 30 ms, or two of 20.
  private var isPacketsLong: Bool {
    (27.5...31.6).contains(milliseconds) || (37.5...41.6).contains(milliseconds)
  }

  /// - Parameters:
  ///   - oldest: the first point of the trace that is of the sound.
  ///   - last: the last point of a window after the gap.
  /// - Returns: nil when there is none as long as two points, or not enough before it.
  init?(_ points: Span<SIMD4<Float>>, oldest: Int, _ window: DTMFWindow, last: Int) {
    var largest = SIMD2<Float>.zero
    for index in last - DTMFWindow.length + 1...last {
      largest = pointwiseMax(largest, DTMFSpan.squares(points[index]))
    }
    func ratio(_ index: Int) -> Float {
      (4 * DTMFSpan.squares(points[index]) / largest).min().squareRoot()
    }
    var after = last
    while after > oldest && ratio(after - 1) >= 1 { after -= 1 }
    var before = after - 1
    var rest = Float.infinity
    while before > oldest && ratio(before) < 1 {
      let square = DTMFSpan.squares(points[before]) / largest
      rest = min(rest, square.max().squareRoot())
      before -= 1
    }
    // Two points at the edge of a tone are not of the tone alone.
    let earliest = max(oldest, before - 24)
    var first = before
    while first > earliest && ratio(first - 1) >= 1 { first -= 1 }
    if first > oldest { first += 2 }
    guard after - before > 2, before - 2 - first >= 2, last - after >= 4 else { return nil }
    self.rest = rest
    func edge(_ inside: Int, _ outside: Int) -> Float {
      let (high, low) = (ratio(inside), ratio(outside))
      return high > low ? (high - 1) / (high - low) : 0
    }
    startBack = Float(DTMFTrace.length - 1 - before) - edge(before, before + 1)
    milliseconds =
      (Float(after - before) - edge(before, before + 1) - edge(after, after - 1))
      * Float(DTMFTrace.hop) / 8
    tolerance = max(before - 1 - first, last - after - 1) < 12 ? 0.05 : 0.013
    jump = Self.jump(points, first...before - 2, after + 2...last)
  }

  /// How far the phases of the second stretch are from what the first one promises.
  private static func jump(
    _ points: Span<SIMD4<Float>>, _ before: ClosedRange<Int>, _ after: ClosedRange<Int>
  ) -> Float {
    var turn = (real: SIMD2<Float>.zero, imaginary: SIMD2<Float>.zero)
    for range in [before, after] {
      for index in range.dropFirst() {
        let (z, w) = (points[index], points[index - 1])
        turn.real += z.lowHalf * w.lowHalf + z.highHalf * w.highHalf
        turn.imaginary += z.highHalf * w.lowHalf - z.lowHalf * w.highHalf
      }
    }
    let rough = SIMD2(
      atan2f(turn.imaginary[0], turn.real[0]), atan2f(turn.imaginary[1], turn.real[1]))
    func turned(_ index: Int, _ band: Int, by angle: Float) -> SIMD2<Float> {
      let angle = -rough[band] * Float(index - before.lowerBound) - angle
      let (real, imaginary) = (points[index][band], points[index][band + 2])
      return SIMD2(
        real * cosf(angle) - imaginary * sinf(angle), real * sinf(angle) + imaginary * cosf(angle))
    }
    var sum: Float = 0
    for band in 0..<2 {
      // Both stretches are of one tone, so one slope is fitted to both.
      var (products, squares) = (Float(0), Float(0))
      func middle(_ range: ClosedRange<Int>) -> (at: Float, angle: Float) {
        let at = Float(range.lowerBound + range.upperBound) / 2
        var mean = SIMD2<Float>.zero
        for index in range { mean += turned(index, band, by: 0) }
        let middle = atan2f(mean[1], mean[0])
        for index in range {
          let point = turned(index, band, by: middle)
          products += atan2f(point[1], point[0]) * (Float(index) - at)
          squares += (Float(index) - at) * (Float(index) - at)
        }
        return (at, middle)
      }
      let (a, b) = (middle(before), middle(after))
      let error = wrapped(b.angle - a.angle - products / squares * (b.at - a.at))
      sum += error * error
    }
    return sum.squareRoot()
  }
}

/// An angle between minus and plus half a turn.
private func wrapped(_ angle: Float) -> Float {
  angle - 2 * Float.pi * (angle / (2 * Float.pi)).rounded()
}
