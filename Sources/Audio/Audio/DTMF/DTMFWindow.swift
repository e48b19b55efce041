import Glibc

/// What the points of a stretch of a trace say, if they are two tones of a key.
struct DTMFWindow {
  /// Points in a window: with the filter's 10 ms they span 25 ms.
  static let length = 7

  /// 0 to 15, row by row.
  let key: Int
  /// The squares of the tones' amplitudes: (low, high).
  let power: SIMD2<Float>
  /// The same as the filters let them through.
  let squares: SIMD2<Float>
  /// The part of each band's energy that is in its tone: (low, high), 1 for a pure tone.
  let purity: SIMD2<Float>
  /// How far each tone is from where it should be, as a part of its frequency.
  let offset: SIMD2<Float>
  /// The largest deviation of the two halves from the mean, as a part of the amplitude.
  let unevenness: SIMD2<Float>

  /// - Parameters:
  ///   - first: the index of the first point.
  ///   - last: the index of the last point.
  ///   - lag: how the high tone turns in 10 samples, not normalised: (real, imaginary).
  /// - Returns: nil when it is no key at all.
  init?(
    _ points: Span<SIMD4<Float>>, first: Int, last: Int, lag: SIMD2<Float>
  ) {
    guard let (turn, energy) = Self.turn(points, first, last) else { return nil }
    let tables = DTMFRotations.shared
    let low = tables.nearestLow(turn.real[0], turn.imaginary[0])
    let high = tables.nearestHigh(lag[0], lag[1])
    let (lowTurn, highTurn) = (tables.low[low], tables.high[high])
    let cosine = SIMD2(lowTurn.cosine, highTurn.cosine)
    let sine = SIMD2(lowTurn.sine, highTurn.sine)
    // The rest of the turn, beyond the nominal tone's.
    let restReal = turn.real * cosine + turn.imaginary * sine
    let restImaginary = turn.imaginary * cosine - turn.real * sine
    if restReal[0] < 0.7 || restReal[1] < 0.5 { return nil }

    let (a, b) = Self.halves(points, first, last, turn)
    let sizes = (
      (a.lowHalf * a.lowHalf + a.highHalf * a.highHalf).squareRoot(),
      (b.lowHalf * b.lowHalf + b.highHalf * b.highHalf).squareRoot()
    )
    let sum = sizes.0 + sizes.1
    let length = last - first + 1
    let count = Float(length)
    key = low * 4 + high
    purity = sum * sum / (energy * count)
    let gain = SIMD2(tables.gains.low[low], tables.gains.high[high])
    let amplitude = sum / count
    squares = amplitude * amplitude
    power = squares / (gain * gain)
    // The first half may have a point less than the second one.
    let half = Float(length / 2)
    let gap = (sizes.0 / half - sizes.1 / (count - half)) * (count / 2)
    unevenness = SIMD2(abs(gap[0]), abs(gap[1])) / sum
    // What the halves still turn against each other makes the frequency exact.
    let fineReal = b.lowHalf * a.lowHalf + b.highHalf * a.highHalf
    let fineImaginary = b.highHalf * a.lowHalf - b.lowHalf * a.highHalf
    let fine = SIMD2(
      atan2f(fineImaginary[0], fineReal[0]), atan2f(fineImaginary[1], fineReal[1]))
    let coarse = SIMD2(
      atan2f(restImaginary[0], restReal[0]), atan2f(restImaginary[1], restReal[1]))
    offset = (coarse + fine / (count / 2)) / SIMD2(tables.lowAngle[low], tables.highAngle[high])
  }
}

extension DTMFWindow {
  private typealias CallStep = (real: SIMD2<Float>, imaginary: SIMD2<Float>)

  /// How both bands turn from point to point, and their energy; nil: they do not turn steadily.
  private static func turn(
    _ points: Span<SIMD4<Float>>, _ first: Int, _ last: Int
  ) -> (CallStep, energy: SIMD2<Float>)? {
    var turn = (real: SIMD2<Float>.zero, imaginary: SIMD2<Float>.zero)
    var before = points[first]
    var energy = (before * before).lowHalf + (before * before).highHalf
    for index in first + 1...last {
      let point = points[index]
      let (a, b, c, d) = (point.lowHalf, point.highHalf, before.lowHalf, before.highHalf)
      turn.real += a * c + b * d
      turn.imaginary += b * c - a * d
      energy += a * a + b * b
      before = point
    }
    let size = (turn.real * turn.real + turn.imaginary * turn.imaginary).squareRoot()
    if size[0] < 0.6 * energy[0] || size[1] < 0.6 * energy[1] { return nil }
    return ((turn.real / size, turn.imaginary / size), energy)
  }

  /// The points turned back, so that a steady tone stands still; summed in two halves.
  private static func halves(
    _ points: Span<SIMD4<Float>>, _ first: Int, _ last: Int, _ turn: CallStep
  ) -> (SIMD4<Float>, SIMD4<Float>) {
    var (spinReal, spinImaginary) = (SIMD2<Float>(repeating: 1), SIMD2<Float>.zero)
    var halves = (SIMD4<Float>.zero, SIMD4<Float>.zero)
    for index in first...last {
      let (a, b) = (points[index].lowHalf, points[index].highHalf)
      let turned = SIMD4(
        lowHalf: a * spinReal + b * spinImaginary, highHalf: b * spinReal - a * spinImaginary)
      if index - first < (last - first + 1) / 2 { halves.0 += turned } else { halves.1 += turned }
      (spinReal, spinImaginary) = (
        spinReal * turn.real - spinImaginary * turn.imaginary,
        spinReal * turn.imaginary + spinImaginary * turn.real
      )
    }
    return halves
  }
}

/// How the tones of the keys turn.
struct DTMFRotations: Sendable {
  static let shared = DTMFRotations()

  /// From point to point: cosine and sine.
  let low, high: InlineArray<4, DTMFRotation>
  /// In 10 samples.
  private let lag: InlineArray<4, DTMFRotation>
  /// From point to point, in radians.
  let lowAngle, highAngle: SIMD4<Float>
  let gains: (low: SIMD4<Float>, high: SIMD4<Float>)

  private init() {
    let lowAngle = DTMFFilters.lowTones * (2 * Double.pi * Double(DTMFTrace.hop) / 8000)
    let highAngle = DTMFFilters.highTones * (2 * Double.pi * Double(DTMFTrace.hop) / 8000)
    low = InlineArray { DTMFRotation(angle: lowAngle[$0]) }
    high = InlineArray { DTMFRotation(angle: highAngle[$0]) }
    lag = InlineArray { DTMFRotation(angle: highAngle[$0] / 2) }
    self.lowAngle = SIMD4(lowAngle)
    self.highAngle = SIMD4(highAngle)
    gains = DTMFFilters.shared.gains
  }

  func nearestLow(_ real: Float, _ imaginary: Float) -> Int {
    Self.nearest(low, real, imaginary)
  }

  func nearestHigh(_ real: Float, _ imaginary: Float) -> Int {
    Self.nearest(lag, real, imaginary)
  }

  private static func nearest(
    _ turns: InlineArray<4, DTMFRotation>, _ real: Float, _ imaginary: Float
  ) -> Int {
    var best = 0
    var largest = -Float.infinity
    for index in 0..<4 {
      let likeness = turns[index].cosine * real + turns[index].sine * imaginary
      if likeness > largest { (best, largest) = (index, likeness) }
    }
    return best
  }
}

/// The cosine and the sine of an angle.
struct DTMFRotation: Sendable {
  let cosine, sine: Float

  init(angle: Double) { (cosine, sine) = (Float(cos(angle)), Float(sin(angle))) }
}
