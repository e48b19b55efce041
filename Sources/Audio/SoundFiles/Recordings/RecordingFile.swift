import Audio
import Glibc
import Synchronization

/// A recording in the line's format that is written as it comes and is a valid WAV file at every
/// moment (D7): the header never counts a sample that is not there. If the process dies,
/// `repair(path:)` also counts what came after the last header.
///
/// One thread at a time writes; any may ask how long it is.
public final class RecordingFile: Sendable {
  /// Where the file is.
  public let path: String

  private let state: Mutex<State>

  /// Creates the file, with a header and no samples. A file that is there already is refused.
  public init(path: String) throws(RecordingFileError) {
    self.path = path
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw RecordingFileError(path, "created") }
    do {
      try WAVHeader.write(samples: 0, to: descriptor, path: path)
    } catch {
      Glibc.close(descriptor)
      unsafe unlink(path)
      throw error
    }
    state = Mutex(State(descriptor: descriptor))
  }

  deinit {
    state.withLock { state in
      guard let descriptor = state.descriptor else { return }
      Glibc.close(descriptor)
    }
  }

  /// Writes the next samples at once; the header follows at least every second of sound. Blocks of
  /// up to a second are best.
  ///
  /// - Throws: when the disk is full or fails. What was written before stays and is valid.
  public func append(_ samples: Span<Int16>) throws(RecordingFileError) {
    guard samples.count > 0 else { return }
    try state.withLock { (state) throws(RecordingFileError) in
      let descriptor = try state.open(path)
      let bytes = unsafe samples.bytes
      var done = 0
      while done < samples.count * 2 {
        let place = off_t(WAVHeader.length + state.count * 2 + done)
        let written = unsafe bytes.extracting(done..<samples.count * 2).withUnsafeBytes {
          unsafe pwrite(descriptor, $0.baseAddress, $0.count, place)
        }
        if written < 0 && errno == EINTR { continue }
        guard written > 0 else {
          let failure = RecordingFileError(path, "written")
          state.take(samples.extracting(0..<done / 2))
          throw failure
        }
        done += written
      }
      state.take(samples)
      if state.count - state.counted >= LineFormat.sampleRate {
        try state.writeHeader(descriptor, path)
      }
    }
  }

  /// The last samples written, so many or all; none after the end.
  public func last(_ count: Int) -> [Int16] {
    state.withLock { state in
      guard let descriptor = state.descriptor else { return [] }
      return recordedSamples(max(0, state.count - count)..<state.count, of: descriptor)
    }
  }

  /// Ends the recording. A second call does nothing.
  ///
  /// - Parameters:
  ///   - sync: whether file and folder entry must be safe on the disk on return.
  ///   - droppedMilliseconds: how much of the end goes, for example the tone of the key that ended
  ///     the recording.
  public func close(
    sync: Bool, droppingLast droppedMilliseconds: Int = 0
  ) throws(RecordingFileError) {
    try state.withLock { (state) throws(RecordingFileError) in
      guard let descriptor = state.descriptor else { return }
      state.descriptor = nil
      defer { Glibc.close(descriptor) }
      let dropped = LineFormat.samples(inMilliseconds: max(0, droppedMilliseconds))
      state.count -= min(state.count, dropped)
      // First the header, then the file: at no moment does it count what is gone.
      try state.writeHeader(descriptor, path)
      guard ftruncate(descriptor, off_t(WAVHeader.length + state.count * 2)) == 0 else {
        throw RecordingFileError(path, "shortened")
      }
      if sync { try syncToDisk(descriptor, path: path) }
    }
  }

  /// Ends the recording and removes the file.
  public func remove() throws(RecordingFileError) {
    try state.withLock { (state) throws(RecordingFileError) in
      if let descriptor = state.descriptor { Glibc.close(descriptor) }
      state.descriptor = nil
      guard unsafe unlink(path) == 0 || errno == ENOENT else {
        throw RecordingFileError(path, "removed")
      }
    }
  }

  /// How long it is so far.
  public var milliseconds: Int {
    state.withLock { LineFormat.milliseconds(ofSamples: $0.count) }
  }

  private struct State {
    var descriptor: Int32?
    /// Samples in the file, and how many of them its header counts.
    var count = 0
    var counted = 0

    init(descriptor: Int32) { self.descriptor = descriptor }

    func open(_ path: String) throws(RecordingFileError) -> Int32 {
      guard let descriptor else {
        throw RecordingFileError(path, "written", reason: "the recording has ended")
      }
      return descriptor
    }

    mutating func take(_ samples: Span<Int16>) { count += samples.count }

    mutating func writeHeader(_ descriptor: Int32, _ path: String) throws(RecordingFileError) {
      guard counted != count else { return }
      try WAVHeader.write(samples: count, to: descriptor, path: path)
      counted = count
    }
  }
}

/// A recording that could not be written or repaired: a sentence with the file and the reason.
public struct RecordingFileError: Error, Equatable, CustomStringConvertible {
  /// Which file.
  public let path: String
  /// The whole sentence.
  public let description: String

  init(_ path: String, _ what: String, reason: String = systemReason()) {
    self.path = path
    description = "The recording \(path) cannot be \(what): \(reason)."
  }
}

/// Samples of a recording's file; silence where it has none.
func recordedSamples(_ range: Range<Int>, of descriptor: Int32) -> [Int16] {
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

/// Returns when the file and its entry in the folder are safe on the disk.
func syncToDisk(_ descriptor: Int32, path: String) throws(RecordingFileError) {
  guard fsync(descriptor) == 0 else { throw RecordingFileError(path, "made safe on the disk") }
  let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  let folderDescriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard folderDescriptor >= 0 else { throw RecordingFileError(path, "made safe on the disk") }
  defer { close(folderDescriptor) }
  guard fsync(folderDescriptor) == 0 else {
    throw RecordingFileError(path, "made safe on the disk")
  }
}
