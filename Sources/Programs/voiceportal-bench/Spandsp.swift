import DTMFTrials
import Glibc

/// The DTMF detector of Debian's libspandsp, loaded when it is installed, to be compared with.
@safe final class Spandsp: TrialDetector {
  private let library: Library
  private let state: OpaquePointer

  /// - Returns: nil when the library is not installed.
  init?(_ library: Library) {
    guard let state = unsafe library.start(nil, nil, nil) else { return nil }
    self.library = library
    unsafe self.state = state
  }

  deinit { unsafe _ = library.end(state) }

  func listen(to samples: Span<Int16>, report: (UInt8) -> Void) {
    unsafe samples.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe _ = library.listen(state, start, Int32(buffer.count))
    }
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 129) { keys in
      guard let start = keys.baseAddress else { return }
      for index in 0..<min(128, unsafe library.take(state, start, 128)) {
        unsafe report(UInt8(bitPattern: keys[index]))
      }
    }
  }

  /// The functions of the library. It stays loaded.
  @safe struct Library: Sendable {
    typealias Start =
      @convention(c) (OpaquePointer?, UnsafeRawPointer?, UnsafeRawPointer?) -> OpaquePointer?
    typealias Listen = @convention(c) (OpaquePointer, UnsafePointer<Int16>, Int32) -> Int32
    typealias Take =
      @convention(c) (OpaquePointer, UnsafeMutablePointer<CChar>, Int32) -> Int
    typealias End = @convention(c) (OpaquePointer) -> Int32

    fileprivate let start: Start
    fileprivate let listen: Listen
    fileprivate let take: Take
    fileprivate let end: End

    init?() {
      guard let handle = unsafe dlopen("libspandsp.so.2", RTLD_NOW),
        let start = unsafe dlsym(handle, "dtmf_rx_init"),
        let listen = unsafe dlsym(handle, "dtmf_rx"),
        let take = unsafe dlsym(handle, "dtmf_rx_get"),
        let end = unsafe dlsym(handle, "dtmf_rx_free")
      else { return nil }
      unsafe self.start = unsafeBitCast(start, to: Start.self)
      unsafe self.listen = unsafeBitCast(listen, to: Listen.self)
      unsafe self.take = unsafeBitCast(take, to: Take.self)
      unsafe self.end = unsafeBitCast(end, to: End.self)
    }
  }
}
