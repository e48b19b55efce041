import Audio
import Dispatch
import Synchronization

/// Something wrong with the sound of one clip, found by `PromptCheck`.
public struct PromptFinding: Sendable, Equatable, CustomStringConvertible {
  /// What can be wrong.
  public enum Kind: Sendable, Equatable {
    /// The flow speaks it, but there is no file.
    case missing
    /// There is a file, but no phrase uses it.
    case unused
    /// The file holds no samples, or only zeros.
    case empty
    /// Three or more samples in a row are at full scale, from this place on.
    case clipped(atMilliseconds: Int)
    /// Its speech is quieter than -35 dBFS.
    case tooQuiet(decibels: Double)
    /// Its speech is louder or quieter than that of other clips: -20 dBFS, give or take 1.
    case offLevel(decibels: Double)
    /// A sample is above -3 dBFS.
    case highPeak(decibels: Double)
    /// It begins with silence.
    case late(milliseconds: Int)
    /// The file cannot be read.
    case unreadable(SoundFileError)
  }

  /// The clip's name.
  public let clip: String
  /// Its file, if there is one.
  public let path: String?
  /// What is wrong.
  public let kind: Kind

  public var description: String {
    let file = path.map { " (\($0))" } ?? ""
    switch kind {
    case .missing: return "The prompt \(clip) is missing: no file has its name."
    case .unused: return "The prompt \(clip)\(file) is not used by any phrase."
    case .empty: return "The prompt \(clip)\(file) is empty: there is no sound in it."
    case .clipped(let place):
      return "The prompt \(clip)\(file) is clipped: it is at full scale from \(place) ms on."
    case .tooQuiet(let decibels):
      let level = Int(decibels.rounded())
      return "The prompt \(clip)\(file) is too quiet: \(level) dBFS, at least -35 is wanted."
    case .offLevel(let decibels):
      return
        "The prompt \(clip)\(file) is at \(Self.tenths(decibels)) dBFS, not within 1 dB of -20."
    case .highPeak(let decibels):
      return "The prompt \(clip)\(file) has a peak of \(Self.tenths(decibels)) dBFS, above -3."
    case .late(let milliseconds):
      return "The prompt \(clip)\(file) begins with \(milliseconds) ms of silence, more than 30."
    case .unreadable(let error): return "The prompt \(clip) cannot be used. \(error)"
    }
  }
}

extension PromptFinding {
  private static func tenths(_ decibels: Double) -> String {
    "\((decibels * 10).rounded() / 10)"
  }
}

/// Checks the sound of a language's clips.
public enum PromptCheck {
  /// Everything wrong, in the order of the clips' names. A clip that is not used is not listened to.
  ///
  /// - Parameters:
  ///   - required: the names of all clips that phrases can ask for.
  ///   - library: the language's library, overrides included.
  public static func findings(
    required: Set<String>, in library: PromptLibrary
  ) -> [PromptFinding] {
    let names = required.union(library.names).sorted()
    let findings = Mutex<[PromptFinding]>([])
    DispatchQueue.concurrentPerform(iterations: names.count) { index in
      let name = names[index]
      guard let kind = required.contains(name) ? problem(of: name, in: library) : .unused else {
        return
      }
      let finding = PromptFinding(clip: name, path: library.path(ofClip: name), kind: kind)
      findings.withLock { $0.append(finding) }
    }
    return findings.withLock { $0 }.sorted { $0.clip < $1.clip }
  }

  private static func problem(of name: String, in library: PromptLibrary) -> PromptFinding.Kind? {
    guard let path = library.path(ofClip: name) else { return .missing }
    do throws(SoundFileError) {
      return problem(of: try PromptMeasure(path))
    } catch {
      if case .empty = error { return .empty }
      return .unreadable(error)
    }
  }

  private static func problem(of measure: PromptMeasure) -> PromptFinding.Kind? {
    if measure.peak == -.infinity { return .empty }
    if let place = measure.clippedAt { return .clipped(atMilliseconds: place) }
    if measure.level < -35 { return .tooQuiet(decibels: measure.level) }
    if abs(measure.level - PromptSound.loudness) > PromptSound.tolerance {
      return .offLevel(decibels: measure.level)
    }
    if measure.peak > PromptSound.peakLimit { return .highPeak(decibels: measure.peak) }
    return measure.startMilliseconds > PromptSound.latestStartMilliseconds
      ? .late(milliseconds: measure.startMilliseconds) : nil
  }
}
