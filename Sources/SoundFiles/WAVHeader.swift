import Audio
import Glibc

/// The 44 bytes in front of a recording's samples (WAV, PCM, 16 bits, mono, the line's rate).
enum WAVHeader {
  static let length = 44

  /// Writes the whole header in one go. The samples that it counts must be there already.
  static func write(
    samples: Int, to descriptor: Int32, path: String
  ) throws(RecordingFileError) {
    let bytes = header(samples: samples)
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

  private static func header(samples: Int) -> [UInt8] {
    let rate = UInt32(LineFormat.sampleRate)
    let size = UInt32(clamping: samples * 2)
    var bytes = Array("RIFF".utf8) + little(size + 36)
    bytes += Array("WAVEfmt ".utf8) + little(UInt32(16))
    bytes += little(UInt16(1)) + little(UInt16(1))  // PCM, one channel
    bytes += little(rate) + little(rate * 2) + little(UInt16(2)) + little(UInt16(16))
    return bytes + Array("data".utf8) + little(size)
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
