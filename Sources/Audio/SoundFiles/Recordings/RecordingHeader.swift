import Audio
import Glibc

/// A recording's header in its file.
extension WAVHeader {
  /// Writes the whole header in one go. The samples that it counts must be there already.
  static func write(
    samples: Int, to descriptor: Int32, path: String
  ) throws(RecordingFileError) {
    let bytes = bytes(samples: samples)
    var done = 0
    repeat {
      done = unsafe bytes.withUnsafeBytes {
        unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0)
      }
    } while done < 0 && errno == EINTR
    guard done == length else {
      throw RecordingFileError(
        path, "written", reason: done < 0 ? systemReason() : "the disk is full")
    }
  }

  /// How many samples a file of this kind has: those that its header counts and that are there.
  /// - Returns: `nil` when it does not start with such a header.
  static func samples(of descriptor: Int32) -> Int? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    var found = [UInt8](repeating: 0, count: length)
    let read = unsafe found.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, 0)
    }
    // The counts of bytes stand at 4 and at 40.
    let expected = bytes(samples: 0)
    guard read == length,
      found.indices.allSatisfy({ (4..<8).contains($0) || $0 >= 40 || found[$0] == expected[$0] })
    else { return nil }
    let counted = (40..<44).reversed().reduce(0) { $0 << 8 | Int(found[$1]) }
    return min(counted, Int(status.st_size) - length) / 2
  }
}
