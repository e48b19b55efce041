/// When two tones are a key. Every number that was tuned is here.
enum DTMFRules {
  /// Points without tone after which a key is let go: 22.5 ms.
  static let release = 9

  /// What every key has to be.
  static func isKey(_ window: DTMFWindow) -> Bool {
    let offset = window.offset
    let (lowOff, highOff) = (abs(offset[0]), abs(offset[1]))
    if lowOff > 0.021 || highOff > 0.021 || lowOff + highOff > 0.040 { return false }
    let (low, high) = (window.power[0], window.power[1])
    // -46 dBm0.
    if low < 6_700 || high < 6_700 { return false }
    return low < 9.5 * high && high < 5.2 * low
  }

  /// How long every tone has to last, in milliseconds: Q.24 wants 23 ms refused and 40 ms taken.
  private static let clear: Float = 25.2

  /// How many milliseconds a tone has to last; nil: it is no key however long it lasts.
  ///
  /// Whatever speaks against a key adds to a doubt, and each unit of doubt asks for 5.5 ms more:
  /// harmonics of a voice do not begin together, are not alone, and are seldom on frequency.
  ///
  /// - Parameters:
  ///   - repeats: how many windows in a row before this one were of the same key.
  ///   - energies: of the newest blocks of 10 ms, the newest last.
  ///   - floor: the least energy of a block in the half second before.
  static func shortest(
    _ window: DTMFWindow, _ onset: DTMFOnset, repeats: Int, energies: SIMD8<Float>, floor: Float
  ) -> Float? {
    let power = (window.power[0] + window.power[1]) / 2
    let noise = floor / power
    let rest = (min(energies[6], energies[7]) - power) / power - 1.3 * noise
    let purity = window.purity.min()
    let unevenness = window.unevenness.max()
    if purity < 0.78 || unevenness > 0.3 || rest > 0.5 { return nil }
    if purity > 0.985 && unevenness < 0.06 && rest < 0.1 && (onset.isSeen || noise < 0.3) {
      return clear
    }
    // Under a dial tone or hum nothing is known of the rest, but both bands are clean.
    let isUnderTone = noise > 0.85
    let hiss = isUnderTone ? 0 : noise
    let off = abs(window.offset[0]) + abs(window.offset[1])
    var doubt = max(0, 1 - purity - 0.27 * hiss) / 0.065 + max(0, rest) / 0.15
    doubt += max(0, off - 0.004) / 0.012 + max(0, off - 0.014) / 0.008
    // Voices and music are seldom as strong in both bands: from 5 dB of twist on.
    let (low, high) = (window.power[0], window.power[1])
    doubt += max(0, 0.32 - min(low / high, high / low)) / 0.08
    switch onset {
    case .seen(let skew, let before):
      let late = max(0, abs(skew) - 0.5 - 2 * hiss)
      let early = max(0, before - 0.15 - 0.8 * hiss.squareRoot())
      doubt += min(2.7, late + early / 0.3) - min(1.5, 5 * hiss)
      if !isUnderTone { doubt -= min(2.4, 0.4 * Float(repeats)) }
    case .beforeTrace: doubt += 1.2 - hiss
    case .longAgo: doubt += 2.5 - hiss
    }
    return doubt > (isUnderTone ? 1 : 3.5) ? nil : clear + 5.5 * max(0, doubt)
  }
}

/// What is known of the start of two tones.
enum DTMFOnset {
  /// By how many points one tone began after the other; what there was in one of the bands 5 ms
  /// before, as a part of the tone's amplitude.
  case seen(skew: Float, before: Float)
  /// It was before the first point of a trace that has just begun.
  case beforeTrace
  /// It is longer ago than any trace goes back.
  case longAgo

  var isSeen: Bool {
    switch self {
    case .seen: true
    case .beforeTrace, .longAgo: false
    }
  }
}
