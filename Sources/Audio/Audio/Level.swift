import Glibc

/// How loud samples are. Every level is in dBFS: 0 is a square wave at full scale, a sine at full
/// scale has an RMS of -3.01, and nothing at all is minus infinity.
public enum Level {
  /// The root mean square of all samples, pauses included.
  public static func rms(_ samples: Span<Int16>) -> Double {
    rms(samples, in: 0..<samples.count)
  }

  /// The root mean square of all samples, pauses included.
  public static func rms(_ samples: [Int16]) -> Double { rms(samples.span) }

  /// The largest sample.
  public static func peak(_ samples: Span<Int16>) -> Double {
    var largest = 0
    for index in samples.indices { largest = max(largest, abs(Int(samples[index]))) }
    return decibels(amplitude: Double(largest) / fullScale)
  }

  /// The largest sample.
  public static func peak(_ samples: [Int16]) -> Double { peak(samples.span) }

  /// The loudness of speech: the RMS of the blocks of 20 ms (at 8 kHz) that are no more than 25 dB below the
  /// loudest one, so that pauses do not count. For a steady tone this equals `rms`.
  public static func speech(_ samples: Span<Int16>) -> Double {
    var loudness = SpeechLoudness()
    loudness.take(samples)
    return loudness.level
  }

  /// The loudness of speech: see `speech(_: Span<Int16>)`.
  public static func speech(_ samples: [Int16]) -> Double { speech(samples.span) }

  /// Whether every sample is zero. Nothing at all is silent too.
  public static func isDigitalSilence(_ samples: Span<Int16>) -> Bool {
    for index in samples.indices where samples[index] != 0 { return false }
    return true
  }

  /// Whether every sample is zero. Nothing at all is silent too.
  public static func isDigitalSilence(_ samples: [Int16]) -> Bool { isDigitalSilence(samples.span) }

  static let fullScale = 32768.0

  static func rms(_ samples: Span<Int16>, in range: Range<Int>) -> Double {
    decibels(power: power(samples, in: range))
  }

  /// From a level to an amplitude between 0 and 1.
  static func amplitude(decibels: Double) -> Double { pow(10, decibels / 20) }

  static func decibels(power: Double) -> Double { 10 * log10(power) }

  static func decibels(amplitude: Double) -> Double { 20 * log10(amplitude) }

  /// Mean square, where full scale is 1.
  static func power(_ samples: Span<Int16>, in range: Range<Int>) -> Double {
    guard !range.isEmpty else { return 0 }
    let part = samples.extracting(range)
    // A square has at most 31 bits, so 64 hold the sum of any sound, and nothing stops the loop.
    var sum: Int64 = 0
    for index in part.indices {
      let sample = Int32(unsafe part[unchecked: index])
      sum &+= Int64(sample &* sample)
    }
    return Double(sum) / Double(range.count) / (fullScale * fullScale)
  }
}
