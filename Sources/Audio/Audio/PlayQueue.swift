/// Sound that many calls can play at once without copying it.
public protocol SoundSource: AnyObject, Sendable {
  /// Samples of 8 kHz.
  var count: Int { get }
  /// Copies the samples of `range`, which lies within the sound, to `offset` of the frame and on.
  /// Does not wait: what is on disk was read before, so that the system has it in its memory.
  func copy(_ range: Range<Int>, into frame: inout MutableSpan<Int16>, at offset: Int)
}

/// Samples in memory.
public final class SampleSource: SoundSource {
  public let samples: [Int16]

  /// Shares the storage of the array.
  public init(_ samples: [Int16]) { self.samples = samples }

  public var count: Int { samples.count }

  /// As ``SoundSource/copy(_:into:at:)``.
  public func copy(_ range: Range<Int>, into frame: inout MutableSpan<Int16>, at offset: Int) {
    let samples = samples
    let span = samples.span
    span.extracting(range).copy(to: &frame, at: offset)
  }
}

/// Silence, of no size in memory.
public final class SilenceSource: SoundSource {
  public let count: Int

  /// Silence of so many samples.
  public init(count: Int) { self.count = count }

  /// As ``SoundSource/copy(_:into:at:)``.
  public func copy(_ range: Range<Int>, into frame: inout MutableSpan<Int16>, at offset: Int) {
    for index in 0..<range.count { frame[offset + index] = 0 }
  }
}

/// A row of sounds, one after the other: what a call plays.
public struct PlayQueue: Sendable {
  /// Samples in all.
  public let count: Int
  private let sources: [any SoundSource]
  /// Where each source begins.
  private let starts: [Int]

  /// Plays these in turn.
  public init(_ sources: [any SoundSource]) {
    var starts: [Int] = []
    var end = 0
    for source in sources {
      starts.append(end)
      end += source.count
    }
    (self.sources, self.starts, count) = (sources, starts, end)
  }

  /// Copies samples from `start` on; silence behind the end.
  /// - Returns: How many samples were sound.
  public func copy(from start: Int, into frame: inout MutableSpan<Int16>) -> Int {
    var done = 0
    var index = starts.lastIndex { $0 <= start } ?? 0
    while done < frame.count, index < sources.count {
      let source = sources[index]
      let from = start + done - starts[index]
      let length = min(frame.count - done, source.count - from)
      if length > 0 {
        source.copy(from..<(from + length), into: &frame, at: done)
        done += length
      }
      index += 1
    }
    for rest in done..<frame.count { frame[rest] = 0 }
    return done
  }
}
