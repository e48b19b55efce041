public import Audio
import Glibc
import Synchronization

/// A recording that is played from its file, block by block, and brought to a loudness on the way:
/// it needs 8 kB of memory, however long it is. Its file may be removed meanwhile.
///
/// When it is opened the whole file is read once, to find out how loud it is.
public final class RecordedSound: SoundSource {
  public let count: Int

  private let descriptor: Int32
  private let levelling: Levelling
  private let reader: RecordingReader
  private let state: Mutex<State>

  fileprivate struct State {
    /// What is being played.
    var block: Block
    /// What follows it.
    var next: Block?
    /// Where the block begins that the reader is to read; `nil`: none.
    var wanted: Int?
    /// Whether the player had to wait for it.
    var isLate = false
  }

  fileprivate struct Block {
    var start: Int
    var samples: [Int16]

    var end: Int { start + samples.count }

    func contains(_ place: Int) -> Bool { start <= place && place < end }
  }

  /// Samples of a block: a quarter of a second, which a disk may take.
  private static let length = 2_048

  /// Opens a file, and reads the beginning.
  /// - Parameters:
  ///   - rmsDB: the loudness to reach, as in ``Levelling``.
  ///   - peakLimitDB: no sample is above this, in dBFS.
  ///   - reader: reads the rest when it is played.
  /// - Returns: `nil` when it is no plain recording as ``RecordingFile`` writes it.
  public init?(
    path: String, levelledTo rmsDB: Double, peakLimitDB: Double, reader: RecordingReader
  ) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    guard let count = WAVHeader.samples(of: descriptor), count > 0 else {
      close(descriptor)
      return nil
    }
    (self.descriptor, self.count, self.reader) = (descriptor, count, reader)
    levelling = Levelling(to: rmsDB, peakLimitDB: peakLimitDB, count: count) {
      recordedSamples($0, of: descriptor)
    }
    let first = 0..<min(count, Self.length)
    state = Mutex(
      State(block: Block(start: 0, samples: Self.read(first, of: descriptor, levelling, count))))
  }

  deinit { close(descriptor) }

  /// As ``SoundSource/copy(_:into:at:)``. What the file does not have any more is silent.
  public func copy(
    _ range: Range<Int>, into frame: inout MutableSpan<Int16>, at offset: Int
  ) -> Int {
    let (done, isWanted) = state.withLock { state in
      var done = 0
      while done < range.count, state.moveOn(to: range.lowerBound + done) {
        let from = range.lowerBound + done - state.block.start
        let length = min(range.count - done, state.block.samples.count - from)
        let found = state.block.samples.span
        found.extracting(from..<from + length).copy(to: &frame, at: offset + done)
        done += length
      }
      return (done, state.wants(range.lowerBound + done, of: count, isMissing: done < range.count))
    }
    if isWanted { reader.read(self) }
    return done
  }

  /// As ``SoundSource/samples``.
  public var samples: [Int16] { Self.read(0..<count, of: descriptor, levelling, count) }

  /// Reads the block that is wanted. On the reader's thread.
  /// - Returns: Whether the player had to wait for it.
  func readWanted() -> Bool {
    while let start = state.withLock({ $0.wanted }) {
      let range = start..<min(count, start + Self.length)
      let block = Block(
        start: start, samples: Self.read(range, of: descriptor, levelling, count))
      if let isLate = state.withLock({ $0.take(block) }) { return isLate }
      // A key has moved the player meanwhile.
    }
    return false
  }

  /// Part of a file, brought to its loudness.
  private static func read(
    _ range: Range<Int>, of descriptor: Int32, _ levelling: Levelling, _ count: Int
  ) -> [Int16] {
    let wide =
      max(0, range.lowerBound - Levelling.margin)..<min(count, range.upperBound + Levelling.margin)
    let place = range.lowerBound - wide.lowerBound
    return levelling.apply(
      to: recordedSamples(wide, of: descriptor), range: place..<place + range.count)
  }
}

extension RecordedSound.State {
  /// Makes the block of a place the one that is played.
  /// - Returns: Whether it has been read.
  fileprivate mutating func moveOn(to place: Int) -> Bool {
    if let next, next.contains(place) { (block, self.next) = (next, nil) }
    return block.contains(place)
  }

  /// What is wanted now that the player is at a place.
  /// - Returns: Whether the reader is to be told; it knows of what was wanted before.
  fileprivate mutating func wants(_ place: Int, of count: Int, isMissing: Bool) -> Bool {
    let before = wanted
    if isMissing {
      // Whoever moves in a recording waits for it a moment.
      isLate = isLate || place == block.end
      wanted = place
    } else if next == nil, block.end < count {
      wanted = wanted ?? block.end
    }
    return before == nil && wanted != nil
  }

  /// Takes what was read, unless something else is wanted by now.
  /// - Returns: Whether the player had to wait for it; `nil` if it is of no use.
  fileprivate mutating func take(_ read: RecordedSound.Block) -> Bool? {
    guard wanted == read.start else { return nil }
    defer { (wanted, isLate) = (nil, false) }
    if read.start == block.end { next = read } else { (block, next) = (read, nil) }
    return isLate
  }
}
