import Glibc

/// What an error code of the system means to an operator. A full disk and a read-only one are
/// called so wherever they are met; other codes keep the system's words.
enum DiskFault {
  /// Words for a code.
  /// - Parameter isWriting: Whether something was to be changed: then a lack of permission means
  ///   that file or folder is read-only for this program.
  static func words(for code: Int32, isWriting: Bool) -> String {
    switch code {
    case EROFS:
      return "the disk is read-only"
    case ENOSPC:
      return "the disk is full"
    case EDQUOT:
      return "the disk is full for this user (quota)"
    case EACCES where isWriting, EPERM where isWriting:
      return "it is read-only for this program (\(systemWords(for: code))); "
        + "see owner and mode of the file and of its folder"
    default:
      return systemWords(for: code)
    }
  }

  /// The system's own words.
  static func systemWords(for code: Int32) -> String {
    guard let words = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: words)
  }
}
