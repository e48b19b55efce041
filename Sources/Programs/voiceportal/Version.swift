/// Which program this is.
enum Version {
  /// Raised with each release.
  static let text = "voiceportal 0.2.0"
}
