import Audio
import Glibc

/// What a crash left of a recording, once it is repaired.
public struct SalvagedRecording: Sendable, Equatable {
  /// How long it is.
  public let milliseconds: Int
  /// Whether a caller speaks in it (D5).
  public let hasSound: Bool
}

extension RecordingFile {
  /// Makes the header of an unfinished recording count every sample that is in the file, and makes
  /// the file safe on the disk (D7). A whole recording stays as it is.
  ///
  /// - Throws: when the file cannot be read or written, or is no recording.
  public static func repair(path: String) throws(RecordingFileError) -> SalvagedRecording {
    let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw RecordingFileError(path, "repaired") }
    defer { Glibc.close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw RecordingFileError(path, "repaired") }
    guard status.st_mode & S_IFMT == S_IFREG, startsLikeRecording(descriptor) else {
      throw RecordingFileError(path, "repaired", reason: "it is no recording")
    }
    let samples = max(0, (Int(status.st_size) - WAVHeader.length) / 2)
    let activity = try listen(to: descriptor, samples: samples, path: path)
    try WAVHeader.write(samples: samples, to: descriptor, path: path)
    guard ftruncate(descriptor, off_t(WAVHeader.length + samples * 2)) == 0 else {
      throw RecordingFileError(path, "repaired")
    }
    try syncToDisk(descriptor, path: path)
    return SalvagedRecording(
      milliseconds: LineFormat.milliseconds(ofSamples: samples), hasSound: activity.hasSpeech)
  }

  /// A recording starts with RIFF. After a power failure the start may be missing, or zeros.
  private static func startsLikeRecording(_ descriptor: Int32) -> Bool {
    var start = [UInt8](repeating: 0, count: 4)
    let count = unsafe start.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, 0)
    }
    guard count >= 0 else { return false }
    let found = start.prefix(count)
    return found.allSatisfy { $0 == 0 } || Array("RIFF".utf8).starts(with: found)
  }

  private static func listen(
    to descriptor: Int32, samples: Int, path: String
  ) throws(RecordingFileError) -> VoiceActivity {
    var activity = VoiceActivity()
    var block = [Int16](repeating: 0, count: LineFormat.sampleRate)
    var heard = 0
    while heard < samples, !activity.hasSpeech {
      let place = off_t(WAVHeader.length + heard * 2)
      let bytes = unsafe block.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress, $0.count, place)
      }
      if bytes < 0 && errno == EINTR { continue }
      guard bytes >= 0 else { throw RecordingFileError(path, "read") }
      guard bytes >= 2 else { break }
      activity.take(block.span.extracting(0..<bytes / 2))
      heard += bytes / 2
    }
    return activity
  }
}
