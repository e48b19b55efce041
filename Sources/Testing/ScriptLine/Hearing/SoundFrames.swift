import Audio
import Glibc

/// What is known of every 10 ms of a stream: whether it is loud, whether it is the tone, and, once
/// no clip can explain it any more, that it was some other sound.
struct SoundFrames {
  private struct Frame {
    var isLoud: Bool
    var isTone: Bool
  }

  /// Those that are not explained yet.
  private var frames: [Frame] = []
  /// The number of the first of them.
  private var first = 0
  private var toneRun = 0
  /// Tones that are over, and clips, of the last seconds.
  private var explained: [Range<Int>] = []
  private var tones: [Range<Int>] = []
  /// Unexplained sound: where it began, its last loud frame, and how many were loud.
  private var other: (start: Int, last: Int, loud: Int, place: Int?)?
  private var noise = NoiseFloor()
  private(set) var lastLoudEnd = 0

  private static let hop = AcousticFingerprint.hop
  /// A clip has been proposed by then.
  private static let patience = LineFormat.samples(inMilliseconds: 450)

  /// Whether there was sound in the last 0.3 s.
  var wasLoud: Bool { (first + frames.count) * Self.hop - lastLoudEnd < 2_400 }

  /// Takes the next 10 ms.
  mutating func add(energy: Int, toneShare: Float) {
    let isLoud = noise.isAbove(energy)
    let number = first + frames.count
    if isLoud { lastLoudEnd = (number + 1) * Self.hop }
    let isTone = isLoud && toneShare > 0.8
    frames.append(Frame(isLoud: isLoud, isTone: isTone))
    if isTone {
      toneRun += 1
    } else {
      if toneRun >= 16 {
        tones.append((number - toneRun) * Self.hop..<(number + 2) * Self.hop)
      }
      toneRun = 0
    }
  }

  /// A clip was heard here.
  mutating func cover(_ range: Range<Int>) { explained.append(widened(range)) }

  /// Tells tones and other sound, as far as it is certain that no clip explains it.
  mutating func resolve(upTo end: Int, around tracks: [ClipTrack], into sounds: inout [HeardSound])
  {
    for tone in tones {
      sounds.insert(
        HeardSound(kind: .tone, start: tone.lowerBound, end: tone.upperBound),
        at: (sounds.lastIndex { $0.start <= tone.lowerBound } ?? -1) + 1)
      explained.append(widened(tone))
    }
    tones = []
    var done = 0
    for frame in frames {
      let range = (first + done) * Self.hop..<(first + done + 1) * Self.hop
      let isOpen =
        end - range.upperBound < Self.patience
        || tracks.contains { widened($0.range).overlaps(range) }
      if isOpen || (frame.isTone && toneRun > 0) { break }
      note(range, frame, &sounds)
      done += 1
    }
    frames.removeFirst(done)
    first += done
    explained.removeAll { $0.upperBound < first * Self.hop - LineFormat.sampleRate }
  }

  private mutating func note(
    _ range: Range<Int>, _ frame: Frame, _ sounds: inout [HeardSound]
  ) {
    let isExplained = explained.contains { $0.overlaps(range) }
    if let current = other, isExplained || range.upperBound - current.last > 5_600 { other = nil }
    guard frame.isLoud, !isExplained else { return }
    var now = other ?? (start: range.lowerBound, last: 0, loud: 0, place: nil)
    now.last = range.upperBound
    now.loud += 1
    if let place = now.place, sounds.indices.contains(place), sounds[place].kind == .other {
      sounds[place].end = range.upperBound
    } else if now.loud == 30 {
      let place = (sounds.lastIndex { $0.start <= now.start } ?? -1) + 1
      sounds.insert(
        HeardSound(kind: .other, start: now.start, end: range.upperBound), at: place)
      now.place = place
    }
    other = now
  }

  /// Ends of words ring on, and clocks differ.
  private func widened(_ range: Range<Int>) -> Range<Int> {
    range.lowerBound - 400..<range.upperBound + 800
  }
}

/// What is loud on this line: 9 dB above its softest 100 ms of late, but never less than -50 dBFS
/// nor more than -35.
private struct NoiseFloor {
  private var block = 0
  private var blockCount = 0
  private var blocks = 0
  private var softest = Int.max
  private var softestBefore = Int.max

  mutating func isAbove(_ energy: Int) -> Bool {
    block += energy
    blockCount += 1
    if blockCount == 10 {
      softest = min(softest, block / 10)
      (block, blockCount, blocks) = (0, 0, blocks + 1)
      if blocks == 80 { (softestBefore, softest, blocks) = (softest, .max, 0) }
    }
    let noise = min(softest, softestBefore)
    let threshold = noise == .max ? Self.least : noise * 8
    return energy > max(Self.least, min(threshold, Self.most))
  }

  /// The squares of eighty samples, an eighth of their size, at -50 and -35 dBFS.
  private static let least = 13_421
  private static let most = 424_424
}
