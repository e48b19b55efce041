import Glibc

/// What speaks for two tones being a key, and what against it.
///
/// Everything that is known is weighed and summed, the way logarithms of probabilities add up: a
/// clear pair of tones is a key after 26 ms, a doubtful one must last longer, and some never are.
/// The weights were fitted to keys with the troubles of the protocol, and to days of speech, music
/// and noise without keys.
struct DTMFEvidence {
  /// A window of 25 ms, and one over all of the tones as far as they are known.
  let window, long: DTMFWindow
  let span: DTMFSpan
  /// Of the newest blocks of 10 ms, the newest last.
  let energies: SIMD8<Float>
  /// The least energy of a block in the half second before.
  let floor: Float

  /// No key is shorter, in milliseconds: Q.24 wants 23 ms refused and 40 ms taken.
  static let shortest: Float = 25.2

  /// Whether it is a key, if it is not shorter than that.
  var isKey: Bool { long.key == window.key && sum > 0 }

  private var sum: Float { tones + surroundings + start }

  private var power: Float { (window.power[0] + window.power[1]) / 2 }
  private var noise: Float { min(2, floor / power) }
  /// Under a dial tone or hum nothing is known of the rest, but both bands are clean.
  private var isUnderTone: Bool { noise > 0.85 }
  private var hiss: Float { isUnderTone ? 0 : noise }

  /// How steady and pure the tones are, on which frequencies, and for how long.
  private var tones: Float {
    let length = span.milliseconds
    let short = impurity(window)
    let whole = impurity(long)
    let off = abs(long.offset[0]) + abs(long.offset[1])
    let shortOff = abs(window.offset[0]) + abs(window.offset[1])
    var sum: Float = 13.6
    sum += part(length, 25, 28, 0.149)
    sum += part(length, 25.2, 26, 1.3)
    sum += part(length, 32, 35, 0.107)
    sum += part(length, 35, 40, 0.371)
    sum += part(length, 40, 45, 0.167)
    sum += part(short, 0.02, 0.06, -38.1)
    sum += part(short, 0.06, 0.12, -12.2)
    sum += part(short, 0.12, 0.25, -2.89)
    sum += part(whole, 0, 0.02, -130)
    sum += part(whole, 0.02, 0.06, -51.9)
    sum += part(whole, 0.06, 0.12, -11.5)
    sum += part(whole, 0.12, 0.25, -0.514)
    sum += part(whole, 0.25, 0.5, -0.583)
    sum += part(off, 0.002, 0.006, -1543)
    sum += part(off, 0.006, 0.012, -323)
    sum += part(off, 0.012, 0.02, -52.3)
    sum += part(shortOff, 0.004, 0.012, -402)
    sum += part(shortOff, 0.012, 0.02, -177)
    sum += part(shortOff, 0.02, 0.042, -240)
    sum += part(window.unevenness.min(), 0.03, 0.1, -16.7)
    sum += part(long.unevenness.min(), 0.03, 0.1, -17.1)
    if isUnderTone { sum += -5.71 * whole }
    return sum
  }

  /// What else is there.
  private var surroundings: Float {
    let power = (long.power[0] + long.power[1]) / 2
    let rest = (min(energies[6], energies[7]) - self.power) / self.power - 1.3 * noise
    // A tone whose phase has jumped looks weak over its whole length.
    let twist = 10 * log10f(min(Self.ratio(long), Self.ratio(window)))
    let softness = -10 * log10f(power / (32768 * 32768))
    var sum: Float = isUnderTone ? -4.16 : 0
    sum += part(rest, 0, 0.05, -42.1)
    sum += part(rest, 0.05, 0.1, -4.73)
    sum += part(rest, 0.1, 0.2, -34.1)
    sum += part(rest, 0.2, 0.5, -13)
    sum += part(twist, 3, 5, -0.753)
    sum += part(twist, 5, 7, -0.665)
    sum += part(twist, 7, 10, -2)
    sum += part(softness, 35, 50, -0.0834)
    sum += part(hiss, 0, 0.02, -164)
    sum += part(hiss, 0.02, 0.1, -1.52)
    sum += part(hiss, 0.1, 0.3, -6.95)
    sum += part(hiss, 0.2, 0.4, -11.4)
    sum += part(hiss, 0.3, 0.85, -14.9)
    // Of the third and the fourth newest block, if the tones were there all the time.
    let rest30 =
      span.milliseconds > 40 ? (energies[5] - power) / power - 1.3 * noise : 0
    sum += part(rest30, 0.05, 0.2, -6.87)
    sum += part(rest30, 0.2, 0.5, -6.04)
    sum += part(rest30, 0.5, 2, -1.64)
    sum += part(rest30, -0.8, -0.3, 6.07)
    sum += part(rest30, -0.3, -0.1, 4.24)
    let rest40 =
      span.milliseconds > 50 ? (energies[4] - power) / power - 1.3 * noise : 0
    sum += part(rest40, 0.05, 0.2, -9.26)
    sum += part(rest40, 0.2, 0.5, -7.57)
    sum += part(rest40, -0.8, -0.3, 3.97)
    sum += part(rest40, -0.3, -0.1, 8.44)
    return sum
  }

  /// How the tones began: harmonics of a voice do not begin together, and not out of silence.
  private var start: Float {
    var sum: Float = 0
    switch span.onset {
    case .seen(let skew, let before):
      let late = abs(skew) - 2 * hiss
      sum += part(late, 2, 4, -0.456)
      sum += part(late, 4, 6, -0.235)
      let early = before - 0.8 * hiss.squareRoot()
      sum += part(early, 0.1, 0.25, -33.3)
      sum += part(early, 0.25, 0.5, -8.28)
      sum += part(before, 0.25, 0.4, -11.9)
    case .beforeTrace: sum += -5 + part(impurity(window), 0, 0.06, -61)
    case .longAgo: sum += -12.4
    }
    return sum
  }

  /// The power of the low tone as a multiple of the high one's.
  private static func ratio(_ window: DTMFWindow) -> Float { window.power[0] / window.power[1] }

  /// What a window lacks to two pure tones, beyond what the noise takes away.
  private func impurity(_ window: DTMFWindow) -> Float {
    let lack = 1 - window.purity - 0.27 * hiss
    return max(0, lack[0]) + max(0, lack[1])
  }
}

/// A straight piece of a curve: how far `x` is between two values, times the slope.
private func part(_ x: Float, _ from: Float, _ to: Float, _ slope: Float) -> Float {
  (min(max(x, from), to) - from) * slope
}
