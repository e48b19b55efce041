import Audio
import Dispatch
public import Mailbox
public import SoundFiles
import Synchronization

/// The sounds that a recogniser knows: every prompt of some languages.
public struct PromptIndex: Sendable {
  /// Which clip of which language.
  public struct Name: Hashable, Sendable {
    public let language: Language
    public let clip: String

    /// Names a clip of a language.
    public init(_ language: Language, _ clip: String) {
      (self.language, self.clip) = (language, clip)
    }
  }

  /// One sound, and every clip that sounds so: "one" is the same as a key and as a number.
  struct Entry {
    var names: Set<Name>
    /// Samples, an eighth of their size.
    let samples: [Int16]
    /// The sums of the squares of each part of ``partLength``.
    let energies: [Int]
    /// A part with less is a pause.
    let pauseEnergy: Int
  }

  static let partLength = 320
  /// A clip whose first packets are lost can still be made out by what follows.
  private static let second = 1_180

  private(set) var entries: [Entry] = []
  private(set) var beginnings = ClipBeginnings()
  private var places: [Int: [Int]] = [:]

  /// Reads the prompts. A clip that cannot be read is left out: nobody can hear it.
  /// - Parameter folders: Each has a folder for every language; a later one wins.
  /// - Throws: When a folder cannot be listed.
  public init(
    prompts folders: [String], languages: [Language] = Language.allCases
  ) throws(PromptLibraryError) {
    for language in languages {
      var own: [String] = []
      for folder in folders { own.append("\(folder)/\(language.rawValue)") }
      let library = try PromptLibrary(folders: own)
      let names = Array(library.names)
      let sounds = Mutex([Int: [Int16]]())
      // Decoding takes most of the time.
      DispatchQueue.concurrentPerform(iterations: names.count) { index in
        guard let clip = try? library.clip(named: names[index]) else { return }
        let samples = library.source(clip).samples
        sounds.withLock { $0[index] = samples }
      }
      let read = sounds.withLock { $0 }
      for (index, name) in names.enumerated() {
        if let samples = read[index] { add(Name(language, name), samples) }
      }
    }
  }

  /// Adds a sound under a name.
  mutating func add(_ name: Name, _ sound: [Int16]) {
    let samples = sound.map { $0 >> 3 }
    let twins = places[samples.count] ?? []
    if let same = twins.first(where: { entries[$0].samples == samples }) {
      entries[same].names.insert(name)
      return
    }
    places[samples.count] = twins + [entries.count]
    let onset = sound.rangeOfSound(thresholdDB: -40, keepMilliseconds: 0).lowerBound
    for start in [0, AcousticFingerprint.hop / 2, Self.second] {
      beginnings.add(entries.count, of: samples, from: onset + start)
    }
    entries.append(Entry(name, samples))
  }
}

extension PromptIndex.Entry {
  fileprivate init(_ name: PromptIndex.Name, _ samples: [Int16]) {
    let length = PromptIndex.partLength
    let energies = stride(from: 0, to: samples.count, by: length).map { start in
      samples[start..<min(start + length, samples.count)].energy
    }
    names = [name]
    self.samples = samples
    self.energies = energies
    pauseEnergy = (energies.max() ?? 0) / 1_000
  }
}

extension ArraySlice<Int16> {
  /// The sum of the squares.
  var energy: Int { reduce(0) { $0 + Int($1) * Int($1) } }
}
