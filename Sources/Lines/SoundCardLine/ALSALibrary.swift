import CALSA

/// The library of sound cards.
public enum ALSALibrary {
  /// Its name and the version that is loaded.
  public static var version: String {
    unsafe "libasound " + String(cString: snd_asoundlib_version())
  }
}
