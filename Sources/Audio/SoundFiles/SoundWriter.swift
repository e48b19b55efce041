internal import CSndFile
import Glibc

struct WritingFailure: Error { var reason: String }

extension Sound {
  /// Writes a new file at `path` and makes it safe on the disk.
  func writeSamples(to path: String, format: SoundFormat) throws(WritingFailure) {
    guard !samples.isEmpty else { throw WritingFailure(reason: "there is nothing to write") }
    let descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw WritingFailure(reason: systemReason()) }
    defer { close(descriptor) }
    var info = SF_INFO()
    info.samplerate = Int32(clamping: sampleRate)
    info.channels = 1
    info.format = format.code
    let attempt = unsafe SoundOpening { unsafe sf_open_fd(descriptor, Int32(SFM_WRITE), &info, 0) }
    guard let handle = unsafe attempt.handle else { throw WritingFailure(reason: attempt.reason) }
    if var level = format.compressionLevel {
      let size = Int32(MemoryLayout<Double>.size)
      unsafe sf_command(handle, Int32(SFC_SET_COMPRESSION_LEVEL), &level, size)
    }
    let written = unsafe writeBlocks(handle)
    let error = unsafe sf_error(handle)
    let failure = unsafe String(cString: sf_strerror(handle))
    let closed = unsafe sf_close(handle)
    guard written == samples.count, error == 0, closed == 0 else {
      throw WritingFailure(
        reason: error == 0 ? "the disk may be full" : SoundOpening.sentencePart(failure))
    }
    if format == .oggOpus { try Self.leaveOutRoom(descriptor) }
    guard fsync(descriptor) == 0 else { throw WritingFailure(reason: systemReason()) }
  }

  /// Takes the empty room behind the tags out of an Ogg Opus file.
  private static func leaveOutRoom(_ descriptor: Int32) throws(WritingFailure) {
    let length = Int(lseek(descriptor, 0, SEEK_END))
    var file = [UInt8](repeating: 0, count: max(0, length))
    let read = unsafe pread(descriptor, &file, file.count, 0)
    guard read == length, let short = OpusTags.withoutRoom(file) else { return }
    let written = unsafe pwrite(descriptor, short, short.count, 0)
    guard written == short.count, ftruncate(descriptor, off_t(short.count)) == 0 else {
      throw WritingFailure(reason: systemReason())
    }
  }

  /// In blocks: libvorbis takes its work space for a whole block from the stack.
  private func writeBlocks(_ handle: OpaquePointer) -> Int {
    var written = 0
    while written < samples.count {
      let block = min(4096, samples.count - written)
      let part = samples.span.extracting(written..<written + block)
      let done = unsafe part.withUnsafeBufferPointer { buffer in
        unsafe Int(sf_write_short(handle, buffer.baseAddress, sf_count_t(block)))
      }
      written += max(0, done)
      if done != block { break }
    }
    return written
  }
}
