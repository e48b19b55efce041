/// Why a sound could not be read or written. Each description is a whole sentence that names the
/// file and the reason.
public enum SoundFileError: Error, Equatable, CustomStringConvertible {
  /// There is no such file.
  case missing(path: String)
  /// The system does not let it be read (no right to, a folder, a device).
  case unreadable(path: String, reason: String)
  /// It is no sound file, or one of a kind or with a header that cannot be understood.
  case notSound(path: String, reason: String)
  /// A sound file without a single sample.
  case empty(path: String)
  /// It goes on after the longest time allowed.
  case tooLong(path: String, limitSeconds: Int)
  /// It is bigger than what is ever read: `most` names that, such as `256 MB`.
  case tooBig(path: String, most: String)
  /// There is no sound in it.
  case silent(path: String)
  /// A sample is not a number, or without end.
  case badSamples(path: String, atMilliseconds: Int)
  /// It holds keys of a telephone, in ASCII; the first one begins at this place.
  case holdsDTMF(path: String, keys: String, atMilliseconds: Int)
  /// It could not be written; what was at the path before is still there.
  case unwritable(path: String, reason: String)

  public var description: String {
    switch self {
    case .missing(let path): "There is no file \(path)."
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
    case .notSound(let path, let reason): "\(path) is not a sound file that can be read: \(reason)."
    case .empty(let path): "\(path) is empty: it holds no samples."
    case .tooLong(let path, let limit):
      "\(path) is too long: it goes on after the \(limit) seconds that are allowed."
    case .tooBig(let path, let most): "\(path) is too big: no more than \(most) are read."
    case .silent(let path): "\(path) is silent: no sound was found in it."
    case .badSamples(let path, let place):
      "\(path) is damaged: the sample at \(place) ms is not a number."
    case .holdsDTMF(let path, let keys, let place):
      "\(path) holds the tones of telephone keys (\(keys), from \(place) ms on): a line would take "
        + "them for keys that the caller presses."
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)."
    }
  }
}
