public import Audio
import Glibc
import Synchronization

/// A recording that is played from its file, block by block, and brought to a loudness on the way:
/// it needs 2 kB of memory, however long it is. Its file may be removed meanwhile.
///
/// When it is opened the whole file is read once, to find out how loud it is. So the system has it
/// in its memory when it is played.
public final class RecordedSound: SoundSource {
  public let count: Int

  private let descriptor: Int32
  private let levelling: Levelling
  private let state = Mutex(Block())

  private struct Block {
    var start = 0
    var samples: [Int16] = []
  }

  private static let length = 1_024

  /// Opens a file.
  /// - Parameters:
  ///   - rmsDB: the loudness to reach, as in ``Levelling``.
  ///   - peakLimitDB: no sample is above this, in dBFS.
  /// - Returns: `nil` when it is no plain recording as ``RecordingFile`` writes it.
  public init?(path: String, levelledTo rmsDB: Double, peakLimitDB: Double) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    guard let count = WAVHeader.samples(of: descriptor), count > 0 else {
      close(descriptor)
      return nil
    }
    (self.descriptor, self.count) = (descriptor, count)
    levelling = Levelling(to: rmsDB, peakLimitDB: peakLimitDB, count: count) {
      Self.read($0, of: descriptor)
    }
  }

  deinit { close(descriptor) }

  /// As ``SoundSource/copy(_:into:at:)``. Every 128 ms it takes a block from the system's memory.
  /// What cannot be read is silent.
  public func copy(_ range: Range<Int>, into frame: inout MutableSpan<Int16>, at offset: Int) {
    state.withLock { block in
      var done = 0
      while done < range.count {
        let place = range.lowerBound + done
        if !(block.start..<block.start + block.samples.count).contains(place) {
          block = load(from: place)
        }
        let from = place - block.start
        let length = min(range.count - done, block.samples.count - from)
        let found = block.samples.span
        found.extracting(from..<from + length).copy(to: &frame, at: offset + done)
        done += length
      }
    }
  }

  private func load(from start: Int) -> Block {
    let range = start..<min(count, start + Self.length)
    let wide =
      max(0, start - Levelling.margin)..<min(count, range.upperBound + Levelling.margin)
    let place = start - wide.lowerBound
    let samples = levelling.apply(
      to: Self.read(wide, of: descriptor), range: place..<place + range.count)
    return Block(start: start, samples: samples)
  }

  private static func read(_ range: Range<Int>, of descriptor: Int32) -> [Int16] {
    var samples = [Int16](repeating: 0, count: range.count)
    var done = 0
    while done < range.count * 2 {
      let place = off_t(WAVHeader.length + range.lowerBound * 2 + done)
      let count = unsafe samples.withUnsafeMutableBytes { bytes in
        unsafe pread(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, place)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      done += count
    }
    return samples
  }
}
