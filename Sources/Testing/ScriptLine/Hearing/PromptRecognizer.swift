import Audio

/// A sound that a recogniser has made out. Places are samples from the start of the stream.
public struct HeardSound: Equatable, Sendable {
  /// What it was.
  public enum Kind: Equatable, Sendable {
    /// A prompt: every clip that sounds so.
    case clip(Set<PromptIndex.Name>, isWhole: Bool)
    /// The tone after which a caller speaks.
    case tone
    /// Anything else that lasts. It may go on.
    case other
  }

  public let kind: Kind
  public let start: Int
  public internal(set) var end: Int
}

/// Knows prompts when it hears them, by their samples: louder or softer, coded by G.711, a little
/// noisy, with packets missing, or through the wires of a sound card.
///
/// A print of the sound (``AcousticFingerprint``) proposes which clips may have begun. Each is then compared
/// with the stream, sample by sample, until its end. A clip is told once it is over, other sound
/// when it has lasted for 0.3 s, each half a second late at most.
public struct PromptRecognizer: Sendable {
  /// What was heard, in the order of the starts.
  public private(set) var sounds: [HeardSound] = []

  private let prompts: PromptIndex
  private var stream = HeardStream()
  private var print = AcousticFingerprint()
  private var recent = RecentWords()
  private var tracks: [ClipTrack] = []
  /// What was looked at closely, the newest last.
  private var tried: [(entry: Int, start: Int)] = []
  /// Where the last clips were.
  private var told: [Range<Int>] = []
  private var nextWindow = 0
  private var frames = SoundFrames()

  /// A recogniser that has heard nothing yet.
  public init(_ prompts: PromptIndex) { self.prompts = prompts }

  /// How many samples it has heard.
  public var count: Int { stream.end }

  /// How many samples have come since the last that were loud.
  public var silence: Int { stream.end - frames.lastLoudEnd }

  /// The clip that is being heard, from 0.8 s on, if it can be no other.
  public var current: HeardSound? {
    guard let track = tracks.first(where: \.isKnown),
      tracks.count(where: { $0.overlaps(track) && !$0.isLost }) == 1
    else { return nil }
    return HeardSound(
      kind: .clip(prompts.entries[track.entry].names, isWhole: true), start: track.start,
      end: track.end)
  }

  /// Listens to the next samples.
  public mutating func take(_ samples: [Int16]) {
    // In small steps, so that nothing is dropped before it was looked at.
    for first in stride(from: 0, to: samples.count, by: 800) {
      stream.append(samples[first..<min(first + 800, samples.count)])
      while nextWindow + AcousticFingerprint.window <= stream.end { look() }
      for index in tracks.indices {
        tracks[index].follow(stream, prompts.entries[tracks[index].entry])
      }
      settle()
      frames.resolve(upTo: stream.end, around: tracks, into: &sounds)
    }
  }

  // MARK: Beginnings

  private mutating func look() {
    let look = print.take(
      stream.samples(at: nextWindow, count: AcousticFingerprint.window).span)
    recent.push(look.word)
    frames.add(
      energy: stream.energy(nextWindow..<(nextWindow + AcousticFingerprint.hop)),
      toneShare: look.toneShare)
    nextWindow += AcousticFingerprint.hop
    guard frames.wasLoud, !tracks.contains(where: \.isCertain) else { return }
    let window = nextWindow - AcousticFingerprint.hop
    for index in prompts.beginnings.alike(recent) {
      let beginning = prompts.beginnings[index]
      propose(beginning, near: window - beginning.lastWindow)
    }
  }

  private mutating func propose(_ beginning: ClipBeginnings.Beginning, near place: Int) {
    let entry = beginning.entry
    let isKnown = tried.contains { $0.entry == entry && abs($0.start - place) < 60 }
    guard !isKnown else { return }
    tried.append((entry, place))
    if tried.count > 40 { tried.removeFirst() }
    guard
      let start = stream.start(
        of: prompts.entries[entry].samples, by: beginning, near: place),
      !tracks.contains(where: { $0.entry == entry && abs($0.start - start) < 20 })
    else { return }
    tracks.append(ClipTrack(entry: entry, start: start))
  }

  // MARK: Ends

  /// Tells the clips that are over, of those that overlap only the best; while one of them goes on
  /// it may be the best.
  private mutating func settle() {
    let clear = tracks.filter { $0.state == .on && !$0.isLost }
    tracks.removeAll { track in
      if track.isRefuted { return true }
      // Late proposals may be a part of what was told already.
      if track.state != .on {
        return told.contains { $0.clamped(to: track.range).count * 4 > track.range.count }
      }
      // Another clip that begins in the same way goes on.
      return track.isLost
        && clear.contains { $0.overlaps(track) && $0.range.count > track.range.count }
    }
    for track in tracks.sorted(by: { $0.start < $1.start }) where track.state != .on {
      guard tracks.contains(where: { $0.entry == track.entry && $0.start == track.start }) else {
        continue
      }
      let rivals = tracks.filter { $0.overlaps(track) }
      if rivals.contains(where: { $0.state == .on && !$0.isLost }) { continue }
      let ended = rivals.filter { $0.state != .on }
      guard let best = ended.max(by: { $0.weight < $1.weight }), best.start == track.start,
        best.entry == track.entry
      else { continue }
      tracks.removeAll { $0.overlaps(track) }
      add(
        HeardSound(
          kind: .clip(prompts.entries[track.entry].names, isWhole: track.state != .broken),
          start: track.start, end: track.end))
    }
  }

  private mutating func add(_ sound: HeardSound) {
    frames.cover(sound.start..<sound.end)
    told = told.suffix(3) + [sound.start..<sound.end]
    sounds.insert(sound, at: (sounds.lastIndex { $0.start <= sound.start } ?? -1) + 1)
  }
}
