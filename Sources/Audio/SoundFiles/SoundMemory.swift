internal import CSndFile
import Glibc

/// A sound file's bytes in memory, with a place to read at: what libsndfile's virtual input needs.
final class SoundMemory {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Opens it for reading. The object must outlive the handle.
  func open(_ info: inout SF_INFO) -> OpaquePointer? {
    var input = Self.input
    return unsafe sf_open_virtual(
      &input, Int32(SFM_READ), &info, Unmanaged.passUnretained(self).toOpaque())
  }

  private static var input: SF_VIRTUAL_IO {
    unsafe SF_VIRTUAL_IO(
      get_filelen: { context in unsafe sf_count_t(SoundMemory.from(context)?.bytes.count ?? 0) },
      seek: { offset, whence, context in
        unsafe SoundMemory.from(context)?.seek(offset, whence) ?? -1
      },
      read: { target, count, context in
        unsafe SoundMemory.from(context)?.read(into: target, count: Int(count)) ?? 0
      },
      write: { _, _, _ in 0 },
      tell: { context in unsafe sf_count_t(SoundMemory.from(context)?.position ?? 0) })
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> SoundMemory? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<SoundMemory>.fromOpaque(context).takeUnretainedValue()
  }

  private func seek(_ offset: sf_count_t, _ whence: Int32) -> sf_count_t {
    let base =
      switch whence {
      case SEEK_SET: 0
      case SEEK_CUR: position
      default: bytes.count
      }
    let (target, overflow) = base.addingReportingOverflow(Int(offset))
    guard !overflow, target >= 0 else { return -1 }
    position = min(target, bytes.count)
    return sf_count_t(position)
  }

  private func read(into target: UnsafeMutableRawPointer?, count: Int) -> sf_count_t {
    let part = min(max(count, 0), bytes.count - position)
    guard part > 0, let target = unsafe target else { return 0 }
    let source = bytes[position..<position + part]
    unsafe UnsafeMutableRawBufferPointer(start: target, count: part).copyBytes(from: source)
    position += part
    return sf_count_t(part)
  }
}
