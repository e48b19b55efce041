import Glibc

/// Made tones, in the line's format.
public enum Tone {
  /// The tone after which a caller speaks (D5): 1000 Hz, 0.3 s, with ramps of 5 ms.
  public static let beep = sine(hertz: 1000, milliseconds: 300, levelDB: -16, rampMilliseconds: 5)

  /// One sine.
  ///
  /// - Parameters:
  ///   - levelDB: the RMS of the steady part in dBFS; what would go over full scale is cut off.
  ///   - rampMilliseconds: how long it takes to rise at the start and to fall at the end.
  ///   - sampleRate: samples a second.
  public static func sine(
    hertz: Double, milliseconds: Int, levelDB: Double, rampMilliseconds: Int = 0,
    sampleRate: Int = LineFormat.sampleRate
  ) -> [Int16] {
    mix(
      [(hertz, levelDB)], milliseconds: milliseconds, rampMilliseconds: rampMilliseconds,
      sampleRate: sampleRate)
  }

  /// The two tones of a DTMF key (ITU-T Q.23).
  ///
  /// - Parameters:
  ///   - key: one ASCII character: `0` to `9`, `*`, `#`, `A` to `D` (small letters too).
  ///   - levelDB: the RMS of the low tone in dBFS.
  ///   - twistDB: how much louder the high tone is.
  ///   - offsetPercent: how far each tone is off, in percent.
  /// - Returns: nil for a character that is no key.
  public static func dtmf(
    _ key: UInt8, milliseconds: Int = 80, levelDB: Double = -16, twistDB: Double = 0,
    offsetPercent: (low: Double, high: Double) = (0, 0), sampleRate: Int = LineFormat.sampleRate
  ) -> [Int16]? {
    let capital = (97...100).contains(key) ? key - 32 : key
    guard let place = keypad.firstIndex(of: capital) else { return nil }
    let tones = [
      (lowTones[place / 4] * (1 + offsetPercent.low / 100), levelDB),
      (highTones[place % 4] * (1 + offsetPercent.high / 100), levelDB + twistDB),
    ]
    return mix(tones, milliseconds: milliseconds, rampMilliseconds: 1, sampleRate: sampleRate)
  }

  /// Keys one after the other, a pause after each.
  ///
  /// - Returns: nil if one of the characters is no key.
  public static func dtmf(
    keys: some Sequence<UInt8>, milliseconds: Int = 80, pauseMilliseconds: Int = 80,
    levelDB: Double = -16, twistDB: Double = 0, sampleRate: Int = LineFormat.sampleRate
  ) -> [Int16]? {
    var sound: [Int16] = []
    for key in keys {
      let tone = dtmf(
        key, milliseconds: milliseconds, levelDB: levelDB, twistDB: twistDB, sampleRate: sampleRate)
      guard let tone else { return nil }
      sound += tone + silence(milliseconds: pauseMilliseconds, sampleRate: sampleRate)
    }
    return sound
  }

  /// So many milliseconds of nothing.
  public static func silence(
    milliseconds: Int, sampleRate: Int = LineFormat.sampleRate
  ) -> [Int16] {
    Array(repeating: 0, count: milliseconds * sampleRate / 1000)
  }

  private static let keypad = Array("123A456B789C*0#D".utf8)
  private static let lowTones = [697.0, 770, 852, 941]
  private static let highTones = [1209.0, 1336, 1477, 1633]

  /// Sines that sound together, each of a level in dBFS, with edges of 5 ms.
  public static func mix(
    _ tones: [(hertz: Double, levelDB: Double)], milliseconds: Int
  ) -> [Int16] {
    mix(
      tones, milliseconds: milliseconds, rampMilliseconds: 5, sampleRate: LineFormat.sampleRate)
  }

  static func mix(
    _ tones: [(hertz: Double, levelDB: Double)], milliseconds: Int, rampMilliseconds: Int,
    sampleRate: Int
  ) -> [Int16] {
    let count = milliseconds * sampleRate / 1000
    let ramp = rampMilliseconds * sampleRate / 1000
    let parts = tones.map { tone in
      (
        step: 2 * Double.pi * tone.hertz / Double(sampleRate),
        amplitude: Level.amplitude(decibels: tone.levelDB) * 2.0.squareRoot() * Level.fullScale
      )
    }
    return (0..<count).map { index in
      var value = 0.0
      for part in parts { value += part.amplitude * sin(part.step * Double(index)) }
      let edge = min(index, count - 1 - index)
      if edge < ramp { value *= Double(edge) / Double(ramp) }
      return Int16(max(-32768, min(32767, value.rounded())))
    }
  }
}
