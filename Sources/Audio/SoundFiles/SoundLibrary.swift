import CSndFile

/// The library that reads and writes sound files.
public enum SoundLibrary {
  /// Its name and the version that is loaded, such as `libsndfile 1.2.0`.
  public static var version: String {
    let text = unsafe String(cString: sf_version_string())
    return "libsndfile " + text.drop { !$0.isNumber }
  }
}
