import Audio

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
    case .unreadable(let error): return "The prompt \(clip) cannot be used. \(error)"
    }
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
    required.union(library.names).sorted().compactMap { name in
      let path = library.path(ofClip: name)
      let kind = required.contains(name) ? problem(of: name, in: library) : .unused
      return kind.map { PromptFinding(clip: name, path: path, kind: $0) }
    }
  }

  private static func problem(of name: String, in library: PromptLibrary) -> PromptFinding.Kind? {
    do {
      guard let clip = try library.clip(named: name) else { return .missing }
      let samples = library.source(clip).samples
      return problem(of: samples.span)
    } catch {
      switch error {
      case .badClip(_, .empty): return .empty
      case .badClip(_, let error): return .unreadable(error)
      case .badFolder(let path, let reason):
        return .unreadable(.unreadable(path: path, reason: reason))
      }
    }
  }

  private static func problem(of samples: Span<Int16>) -> PromptFinding.Kind? {
    if Level.isDigitalSilence(samples) { return .empty }
    if let place = clippedPlace(samples) {
      return .clipped(atMilliseconds: LineFormat.milliseconds(ofSamples: place))
    }
    let loudness = Level.speech(samples)
    return loudness < -35 ? .tooQuiet(decibels: loudness) : nil
  }

  private static func clippedPlace(_ samples: Span<Int16>) -> Int? {
    var run = 0
    for index in samples.indices {
      run = abs(Int(samples[index])) >= 32767 ? run + 1 : 0
      if run == 3 { return index - 2 }
    }
    return nil
  }
}
