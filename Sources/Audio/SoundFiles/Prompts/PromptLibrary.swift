public import Audio
import Dispatch
import Glibc
import Synchronization

/// The sound of every clip of one language, in the line's format. Opening it only lists folders; a
/// clip is read when it is first asked for, or before with `readAhead`. Any thread may use it.
public final class PromptLibrary: Sendable {
  /// A loaded clip: two numbers that say where its samples are.
  public struct Clip: Sendable, Hashable {
    fileprivate let index: Int
    /// How many samples it has, at 8 kHz.
    public let count: Int

    /// How long it lasts.
    public var milliseconds: Int { LineFormat.milliseconds(ofSamples: count) }
  }

  private struct Loaded {
    var clips: [String: Clip] = [:]
    var sources: [SampleSource] = []
  }

  private let paths: [String: String]
  private let loaded = Mutex(Loaded())
  private let isReadAhead = Atomic(false)

  /// Lists the clips of the folders. The clip `press` is the file `press` with any extension of a
  /// sound file. A later folder wins over an earlier one, so one's own files replace the product's;
  /// within one folder the first name in alphabetical order wins.
  ///
  /// - Throws: when a folder cannot be listed.
  public init(folders: [String]) throws(PromptLibraryError) {
    var paths: [String: String] = [:]
    for folder in folders {
      var found: [String: String] = [:]
      for name in try fileNames(in: folder).sorted() {
        guard let clip = clipName(ofFile: name), found[clip] == nil else { continue }
        found[clip] = "\(folder)/\(name)"
      }
      paths.merge(found) { $1 }
    }
    self.paths = paths
  }

  /// The names of all clips that have a file, in alphabetical order.
  public var names: [String] { paths.keys.sorted() }

  /// Where the sound of a clip comes from; nil when there is none.
  public func path(ofClip name: String) -> String? { paths[name] }

  /// A clip, read from its file if this is the first time; nil when there is none of this name.
  ///
  /// - Throws: when its file cannot be read.
  public func clip(named name: String) throws(PromptLibraryError) -> Clip? {
    guard let path = paths[name] else { return nil }
    if let clip = loaded.withLock({ $0.clips[name] }) { return clip }
    let samples = try Self.read(path, clip: name)
    return loaded.withLock { loaded in
      // Another thread may have been faster.
      if let clip = loaded.clips[name] { return clip }
      let clip = Clip(index: loaded.sources.count, count: samples.count)
      loaded.sources.append(SampleSource(samples))
      loaded.clips[name] = clip
      return clip
    }
  }

  /// Whether ``clip(named:)`` finds it without the disk, or that there is none.
  public func isAtHand(_ name: String) -> Bool {
    paths[name] == nil || loaded.withLock { $0.clips[name] != nil }
  }

  /// The sound of a clip of this library, which all calls share. Ask once before playing, not in
  /// every frame.
  public func source(_ clip: Clip) -> SampleSource { loaded.withLock { $0.sources[clip.index] } }

  /// Begins to read clips on a thread of its own, in an order, unless that was begun before.
  ///
  /// - Parameters:
  ///   - order: the names; those without a file are left out.
  ///   - rest: milliseconds of rest after each, so that calls are not disturbed.
  ///   - failed: is told of each clip that cannot be read, on that thread.
  public func readAhead(
    _ order: @autoclosure () -> [String], rest: @escaping @Sendable (String) -> Int,
    failed: @escaping @Sendable (PromptLibraryError) -> Void
  ) {
    guard isReadAhead.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
    else { return }
    let names = order()
    DispatchQueue(label: "prompts", qos: .utility).async { [weak self] in
      for name in names {
        guard let self else { return }
        do throws(PromptLibraryError) { _ = try clip(named: name) } catch { failed(error) }
        usleep(UInt32(rest(name)) * 1_000)
      }
    }
  }

  static let limitSeconds = 600

  private static func read(
    _ path: String, clip: String
  ) throws(PromptLibraryError) -> [Int16] {
    do {
      let sound = try Sound.read(path, limitSeconds: limitSeconds, at: LineFormat.sampleRate)
      return Self.withoutClicks(sound.samples)
    } catch {
      throw .badClip(name: clip, error)
    }
  }

  /// Faded in and out over 2 ms: whatever a codec or a recording has at its ends, no join clicks.
  private static func withoutClicks(_ samples: [Int16]) -> [Int16] {
    var samples = samples
    let length = min(LineFormat.samples(inMilliseconds: 2), samples.count / 2)
    for index in 0..<length {
      samples[index] = Int16(Int(samples[index]) * index / length)
      let last = samples.count - 1 - index
      samples[last] = Int16(Int(samples[last]) * index / length)
    }
    return samples
  }
}

/// What is wrong with a library of prompts. Each description is a sentence with the place and the
/// reason.
public enum PromptLibraryError: Error, Equatable, CustomStringConvertible {
  /// A folder cannot be listed.
  case badFolder(path: String, reason: String)
  /// The sound of a clip cannot be read.
  case badClip(name: String, SoundFileError)

  public var description: String {
    switch self {
    case .badFolder(let path, let reason): "The prompt folder \(path) cannot be listed: \(reason)."
    case .badClip(let name, let error): "The prompt \(name) cannot be used. \(error)"
    }
  }
}

/// What a prompt file's name may end with.
private let soundExtensions: Set = [
  "wav", "opus", "ogg", "oga", "flac", "mp3", "aif", "aiff", "au", "snd", "caf", "w64", "rf64",
]

private func clipName(ofFile name: String) -> String? {
  guard let dot = name.lastIndex(of: "."), dot != name.startIndex, !name.hasPrefix(".") else {
    return nil
  }
  let fileExtension = name[name.index(after: dot)...].lowercased()
  return soundExtensions.contains(fileExtension) ? String(name[..<dot]) : nil
}

private func fileNames(in folder: String) throws(PromptLibraryError) -> [String] {
  guard let directory = unsafe opendir(folder) else {
    throw .badFolder(path: folder, reason: systemReason())
  }
  defer { unsafe closedir(directory) }
  var names: [String] = []
  while let entry = unsafe readdir(directory) {
    // An entry ends with its name: to copy the whole field would read beyond it.
    guard let field = unsafe entry.pointer(to: \.d_name) else { continue }
    unsafe field.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) {
      names.append(unsafe String(cString: $0))
    }
  }
  return names
}
