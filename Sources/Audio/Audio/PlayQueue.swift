/// Sound that many calls can play at once without copying it.
public protocol SoundSource: AnyObject, Sendable {
  /// Samples of 8 kHz.
  var count: Int { get }
  /// Copies the samples of `range`, which lies within the sound, to `offset` of the frame and on.
  /// Never waits for a disk.
  /// - Returns: How many it had, from the first on. Fewer than all: the next one is being read.
  func copy(_ range: Range<Int>, into frame: inout MutableSpan<Int16>, at offset: Int) -> Int
  /// All of it. May wait for a disk.
  var samples: [Int16] { get }
}

/// Samples in memory.
public final class SampleSource: SoundSource {
  public let samples: [Int16]

  /// Shares the storage of the array.
  public init(_ samples: [Int16]) { self.samples = samples }

  public var count: Int { samples.count }

  /// As ``SoundSource/copy(_:into:at:)``.
  public func copy(
    _ range: Range<Int>, into frame: inout MutableSpan<Int16>, at offset: Int
  ) -> Int {
    let samples = samples
    let span = samples.span
    span.extracting(range).copy(to: &frame, at: offset)
    return range.count
  }
}

/// Silence, of no size in memory.
public final class SilenceSource: SoundSource {
  public let count: Int

  /// Silence of so many samples.
  public init(count: Int) { self.count = count }

  /// As ``SoundSource/copy(_:into:at:)``.
  public func copy(
    _ range: Range<Int>, into frame: inout MutableSpan<Int16>, at offset: Int
  ) -> Int {
    for index in 0..<range.count { frame[offset + index] = 0 }
    return range.count
  }

  /// Zeros.
  public var samples: [Int16] { Array(repeating: 0, count: count) }
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

  /// Copies samples from `start` on; silence behind the end, and where the next one is still being
  /// read: who plays on from what was copied loses nothing then.
  /// - Returns: How many samples were sound.
  public func copy(from start: Int, into frame: inout MutableSpan<Int16>) -> Int {
    var done = 0
    var index = starts.lastIndex { $0 <= start } ?? 0
    while done < frame.count, index < sources.count {
      let source = sources[index]
      let from = start + done - starts[index]
      let length = min(frame.count - done, source.count - from)
      if length > 0 {
        let copied = source.copy(from..<(from + length), into: &frame, at: done)
        done += copied
        if copied < length { break }
      }
      index += 1
    }
    for rest in done..<frame.count { frame[rest] = 0 }
    return done
  }
}
