import CLinux
import HTTP
import Notifications
import Signalling
import SoundCardLine
import SoundFiles
import Store

/// Which program this is.
enum Version {
  /// Raised with each release.
  static let name = "voiceportal 0.2.0"

  /// The commit that it was built from; `nil` if the build did not say. `.ci/package` does, in
  /// `$VOICEPORTAL_COMMIT`.
  static var commit: String? {
    let text = unsafe String(cString: vp_commit())
    return text.isEmpty ? nil : text
  }

  /// The C libraries that it runs with, each with its version.
  static var libraries: [String] {
    [SoundLibrary.version] + StoreLibraries.versions + SignallingLibraries.versions
      + [ALSALibrary.version, MailLibrary.version, HTTPLibrary.version]
  }

  /// All of it, a line each.
  static var text: String {
    ([name, "commit \(commit ?? "unknown: not built by .ci/package")"] + libraries)
      .joined(separator: "\n")
  }
}
