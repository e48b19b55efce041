import Audio
import Foundation

/// The shape of every prompt's sound, whoever spoke it: 16 kHz mono in Ogg Opus, without what is
/// below 100 Hz, with what is above 1,200 Hz 6 dB louder, trimmed, faded in and out over 5 ms so that
/// no join clicks, speech at -20 dBFS and no peak above -3 after decoding, on a wide line and on one
/// of 8 kHz.
public enum PromptSound {
  /// Samples a second of the files.
  public static let sampleRate = 16_000
  /// The loudness of speech, in dBFS as `Level.speech` measures it at 8 kHz.
  public static let loudness = -20.0
  /// How far from it a clip may be, in dB.
  public static let tolerance = 1.0
  /// No sample is above this, in dBFS.
  public static let peakLimit = -3.0
  /// The sound begins within this time.
  public static let latestStartMilliseconds = 30
  /// The format, and so the ending, of the files that `voiceportal prompts make` writes.
  public static let format = SoundFormat.oggOpus

  /// What is below this, relative to the speech, is silence, in dB: at the start, and at the end,
  /// where a voice dies away.
  private static let silence = (start: -24.0, end: -30.0)
  private static let keptMilliseconds = 15
  /// The quiet end of a sound lasts no longer, so that numbers join closely.
  private static let quietEndMilliseconds = 45
  private static let fadeMilliseconds = 5

  /// Prepares a sound and writes it.
  /// - Parameter format: Of the file; a recording of one's own has another than the made prompts.
  /// - Returns: Whether there is anything to hear in it; if not, nothing is written.
  /// - Throws: `SoundFileError` when the file cannot be written.
  public static func write(
    _ sound: Sound, to path: String, format: SoundFormat = format
  ) throws(SoundFileError) -> Bool {
    let passed = sound.resampled(to: sampleRate).samples
      .highPassed(hertz: 100, sampleRate: sampleRate)
      // Consonants are high: a telephone line takes much of them, and Pico and espeak-ng have few.
      .shelved(decibels: 6, above: 1_200, sampleRate: sampleRate)
    let level = Level.speech(passed)
    guard level > -60 else { return false }
    var trimmed = trimmed(passed, level: level)
    guard !trimmed.isEmpty else { return false }
    try writeLevelled(trimmed, to: path, format: format)
    // The codec may take away a soft beginning or a soft end.
    for _ in 0..<4 {
      let measure = try PromptMeasure(path)
      let isLate = measure.startMilliseconds > latestStartMilliseconds
      let isLong = measure.tailMilliseconds > quietEndMilliseconds
      guard isLate || isLong else { break }
      let start = isLate ? measure.startMilliseconds - keptMilliseconds : 0
      let end = isLong ? measure.tailMilliseconds - quietEndMilliseconds / 2 : 0
      let rest = trimmed.dropFirst(start * sampleRate / 1_000).dropLast(end * sampleRate / 1_000)
      trimmed = faded(Array(rest))
      try writeLevelled(trimmed, to: path, format: format)
    }
    return true
  }

  private static func trimmed(_ samples: [Int16], level: Double) -> [Int16] {
    func range(_ thresholdDB: Double, kept: Int) -> Range<Int> {
      samples.rangeOfSound(
        thresholdDB: level + thresholdDB, keepMilliseconds: kept, sampleRate: sampleRate)
    }
    let start = range(silence.start, kept: keptMilliseconds).lowerBound
    let end = min(
      range(silence.end, kept: keptMilliseconds).upperBound,
      range(silence.start, kept: quietEndMilliseconds).upperBound)
    return faded(Array(samples[start..<max(start, end)]))
  }

  /// The codec changes level and peaks a little: they are measured behind it, and corrected. The best
  /// attempt stays.
  private static func writeLevelled(
    _ samples: [Int16], to path: String, format: SoundFormat
  ) throws(SoundFileError) {
    func write(_ target: Double, _ limit: Double) throws(SoundFileError) -> PromptMeasure {
      let levelled = samples.levelled(to: target, peakLimitDB: limit)
      try Sound(samples: levelled, sampleRate: sampleRate).write(to: path, format: format)
      return try PromptMeasure(path)
    }
    var (target, limit) = (loudness, peakLimit - 1.5)
    var best = (fault: Double.infinity, target: target, limit: limit)
    for _ in 0..<10 {
      let measured = try write(target, limit)
      let (miss, over) = (loudness - measured.level, measured.peak - (peakLimit - 0.2))
      if abs(miss) < 0.3 && over <= 0 { return }
      let fault = abs(miss) + max(0, over) * 5
      if fault < best.fault { best = (fault, target, limit) }
      target += miss
      if over > 0 { limit -= over + 0.3 }
    }
    _ = try write(best.target, best.limit)
  }

  private static func faded(_ samples: [Int16]) -> [Int16] {
    var samples = samples
    let length = min(fadeMilliseconds * sampleRate / 1_000, samples.count / 2)
    for index in 0..<length {
      let factor = Double(index) / Double(length)
      samples[index] = Int16(Double(samples[index]) * factor)
      let last = samples.count - 1 - index
      samples[last] = Int16(Double(samples[last]) * factor)
    }
    return samples
  }
}

/// What can be measured of a prompt's sound.
public struct PromptMeasure: Sendable, Equatable {
  /// The loudness of speech on a line of 8 kHz, in dBFS.
  public let level: Double
  /// The highest sample on a line of 8 kHz and on a wide one, in dBFS.
  public let peak: Double
  /// When the sound begins: the first 5 ms above -46 dBFS.
  public let startMilliseconds: Int
  /// From where on three or more samples in a row are at full scale, in milliseconds; `nil` if none
  /// are.
  public let clippedAt: Int?
  /// How long it goes on after the last such 5 ms.
  public let tailMilliseconds: Int

  /// Measures a file of any rate.
  /// - Throws: if it cannot be read.
  public init(_ path: String) throws(SoundFileError) {
    let sound = try Sound.read(path, limitSeconds: PromptLibrary.limitSeconds)
    let narrow = try Sound.read(
      path, limitSeconds: PromptLibrary.limitSeconds, at: LineFormat.sampleRate
    ).samples
    clippedAt = Self.clippedPlace(sound)
    level = Level.speech(narrow)
    peak = max(Level.peak(narrow), Level.peak(sound.samples))
    let range = sound.samples.rangeOfSound(
      thresholdDB: -46, keepMilliseconds: 0, sampleRate: sound.sampleRate)
    startMilliseconds = range.lowerBound * 1_000 / sound.sampleRate
    tailMilliseconds = (sound.samples.count - range.upperBound) * 1_000 / sound.sampleRate
  }

  private static func clippedPlace(_ sound: Sound) -> Int? {
    guard Level.peak(sound.samples) > -0.01 else { return nil }
    var run = 0
    for (index, sample) in sound.samples.enumerated() {
      run = abs(Int(sample)) >= 32_767 ? run + 1 : 0
      if run == 3 { return (index - 2) * 1_000 / sound.sampleRate }
    }
    return nil
  }
}
