internal import CSndFile
import Synchronization

/// One attempt to open a sound. libsndfile keeps the reason of a failure in a global, so attempts
/// are made one after the other.
@safe struct SoundOpening {
  /// The open sound, owned by who made the attempt; nil when it failed.
  let handle: OpaquePointer?
  /// Why it failed, without a full stop: it goes into a sentence.
  let reason: String

  init(_ open: () -> OpaquePointer?) {
    self = Self.lock.withLock { _ in
      let handle = unsafe open()
      guard unsafe handle == nil else { return unsafe SoundOpening(handle: handle, reason: "") }
      let reason =
        sf_error(nil) == Int32(SF_ERR_UNRECOGNISED_FORMAT)
        ? "no sound format was recognised"
        : Self.sentencePart(unsafe String(cString: sf_strerror(nil)))
      return unsafe SoundOpening(handle: nil, reason: reason)
    }
  }

  /// libsndfile's words as a part of a sentence.
  static func sentencePart(_ reason: String) -> String {
    reason.hasSuffix(".") ? String(reason.dropLast()) : reason
  }

  private init(handle: OpaquePointer?, reason: String) {
    unsafe self.handle = handle
    self.reason = reason
  }

  private static let lock = Mutex(())
}
