public import Audio
import Glibc

/// Mono sound in memory, at any sample rate.
public struct Sound: Sendable, Equatable {
  /// The samples of the one channel.
  public var samples: [Int16]
  /// Samples a second, more than 0.
  public var sampleRate: Int

  /// Sound at the line's rate, if no other is named.
  public init(samples: [Int16], sampleRate: Int = LineFormat.sampleRate) {
    self.samples = samples
    self.sampleRate = sampleRate
  }

  /// How long it lasts.
  public var milliseconds: Int { samples.count * 1000 / sampleRate }

  /// The same sound at another rate.
  public func resampled(to rate: Int) -> Sound {
    Sound(
      samples: Resampler(from: sampleRate, to: rate).resample(samples), sampleRate: rate)
  }

  /// Reads any file that libsndfile reads: channels are mixed down, the rate stays as it is. Only
  /// samples that are really there count, whatever the header claims.
  ///
  /// - Parameter limitSeconds: a longer sound is refused (`tooLong`).
  public static func read(
    _ path: String, limitSeconds: Int = 3600
  ) throws(SoundFileError) -> Sound {
    let reader = try SoundReader(path: path)
    return try reader.read(limitSeconds: limitSeconds)
  }

  /// Reads a file for a line of this rate: 8000, 12000, 16000, 24000 or 48000 samples a second.
  /// - Throws: as `read(_:limitSeconds:)` does.
  public static func read(
    _ path: String, limitSeconds: Int = 3600, at rate: Int
  ) throws(SoundFileError) -> Sound {
    var reader = try SoundReader(path: path)
    reader.decodeOpus(at: rate)
    return try reader.read(limitSeconds: limitSeconds).resampled(to: rate)
  }

  /// Reads a sound file that sits in memory, like `read(_:limitSeconds:)`.
  ///
  /// - Parameter name: what errors call it.
  public static func read(
    bytes: [UInt8], name: String, limitSeconds: Int = 3600
  ) throws(SoundFileError) -> Sound {
    guard !bytes.isEmpty else { throw .empty(path: name) }
    guard bytes.count <= SoundLimits.bytes else {
      throw .tooBig(path: name, most: SoundLimits.bytesText)
    }
    let memory = SoundMemory(WAVLength.corrected(bytes))
    defer { withExtendedLifetime(memory) {} }
    let reader = try SoundReader(memory: memory, name: name)
    return try reader.read(limitSeconds: limitSeconds)
  }

  /// Writes a sound file. It takes its place at `path` only when it is whole; on an error nothing
  /// changes there.
  public func write(to path: String, format: SoundFormat) throws(SoundFileError) {
    let part = "\(path).\(getpid()).\(UInt32.random(in: .min ... .max)).part"
    do {
      try writeSamples(to: part, format: format)
    } catch {
      unsafe unlink(part)
      throw .unwritable(path: path, reason: error.reason)
    }
    guard unsafe rename(part, path) == 0 else {
      let reason = systemReason()
      unsafe unlink(part)
      throw .unwritable(path: path, reason: reason)
    }
  }
}

/// The text of the last system error.
func systemReason(_ code: Int32 = errno) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}
