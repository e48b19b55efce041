/// Tells whether sound is one of the tones by which a network says that nobody is there: dial,
/// ringing, busy and reorder tone of the countries of ``CallProgressTone``.
///
/// A notch takes a frequency away. Where nothing is left when those of one tone have been taken away,
/// and none of them alone was all of it, it was that tone. Speech has more than two lines, and these
/// move. For sound of 2 kHz, as ``VoiceActivity`` has it.
struct NetworkToneFilters: Sendable, Equatable {
  /// So much of the power may be left; noise of the line, and a frequency that is off by 1.5 %.
  private static let mostLeft: Float = 0.12
  /// So much of a tone of two must be left without one of them.
  private static let leastShare: Float = 0.15
  /// Half the width of a notch in Hz, where it takes 3 dB.
  private static let halfWidth: Float = 30

  // The lanes: 350, 400, 425, 440, 450, 480, 620 Hz, and one that is not used.
  private static let first = Notch<SIMD8<Float>>(
    cosines: [0.453_990, 0.309_017, 0.233_445, 0.187_381, 0.156_434, 0.062_791, -0.368_125, 0])
  /// What 440, 450, 480 and 620 Hz leave of what the first lanes of their pairs left.
  private static let second = Notch<SIMD4<Float>>(
    cosines: [0.187_381, 0.156_434, 0.062_791, -0.368_125])
  /// Which lanes are the two of each pair: UK and US dial tone, UK ringing, US ringing, US busy.
  private static let pairs = [(0, 3), (1, 4), (3, 5), (5, 6)]
  /// Which lanes are a tone of their own: UK busy, continental tones.
  private static let singles = [1, 2]

  private var firstState = Notch<SIMD8<Float>>.State()
  private var secondState = Notch<SIMD4<Float>>.State()
  private var power: Float = 0
  private var afterFirst = SIMD8<Float>()
  private var afterSecond = SIMD4<Float>()

  mutating func take(_ sample: Float) {
    let once = Self.first.filter(SIMD8(repeating: sample), &firstState)
    let twice = Self.second.filter(
      SIMD4(once[0], once[1], once[3], once[5]), &secondState)
    power += sample * sample
    afterFirst += once * once
    afterSecond += twice * twice
  }

  /// Whether what came since this was asked last was a tone.
  mutating func takeVerdict() -> Bool {
    defer { (power, afterFirst, afterSecond) = (0, SIMD8(), SIMD4()) }
    guard power > 0 else { return false }
    let left = afterFirst / power
    if Self.singles.contains(where: { left[$0] < Self.mostLeft }) { return true }
    return Self.pairs.indices.contains { index in
      let (low, high) = Self.pairs[index]
      return afterSecond[index] / power < Self.mostLeft
        && left[low] > Self.leastShare && left[high] > Self.leastShare
    }
  }

  /// A notch of second order in each lane.
  private struct Notch<Lanes: SIMD & Sendable>: Sendable where Lanes.Scalar == Float {
    let zeros: Lanes
    let poles: Lanes
    let square: Float

    struct State: Sendable, Equatable {
      var near = Lanes()
      var far = Lanes()
    }

    init(cosines: [Float]) {
      let radius = 1 - halfWidth * 2 * Float.pi / 2_000
      square = radius * radius
      zeros = Lanes(cosines) * -2
      poles = Lanes(cosines) * (-2 * radius)
    }

    @inline(__always)
    func filter(_ input: Lanes, _ state: inout State) -> Lanes {
      let output = input + state.near
      state.near = input * zeros - output * poles + state.far
      state.far = input - output * square
      return output
    }
  }
}
