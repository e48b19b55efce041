/// How clips begin: the words of their first 0.2 s or less, four in a number, the latest first. Each
/// clip is here twice, half a hop apart, since a stream may be cut anywhere, and with what follows.
struct ClipBeginnings {
  /// One row.
  struct Beginning {
    let entry: Int
    /// From the start of the clip to that of its last window.
    let lastWindow: Int
    /// What of the clip is compared with the stream, sample by sample.
    let sound: Range<Int>
    let energy: Int
    /// The loudest 40 ms of it, or less.
    let loudest: Range<Int>
    let loudestEnergy: Int
  }

  private static let width = 5
  private var rows: [Beginning] = []
  /// The first number of each row and which of its bits count, then the others, ``width`` less one a
  /// row.
  private var firstWords: [UInt64] = []
  private var firstMasks: [UInt64] = []
  private var words: [UInt64] = []
  private var masks: [UInt64] = []
  /// How many bits may differ in the first number, and in all.
  private var firstLimits: [Int] = []
  private var limits: [Int] = []

  subscript(row: Int) -> Beginning { rows[row] }

  /// Adds the beginning of a clip, from `start` on, if there is enough of it.
  mutating func add(_ entry: Int, of samples: [Int16], from start: Int) {
    let looks = AcousticFingerprint.looks(at: samples.span, from: start, count: 4 * Self.width)
    let count = looks.count / 4
    guard count >= 2 else { return }
    rows.append(
      Beginning(entry, samples, from: start, lastWindow: (4 * count + 1) * AcousticFingerprint.hop))
    for place in 0..<Self.width {
      let own = place < count ? looks[(4 * (count - place) - 4)..<(4 * (count - place))] : []
      let word = own.reduce(0) { $0 << 16 | UInt64($1.word) }
      let mask = own.reduce(0) { $0 << 16 | UInt64($1.sure) }
      if place == 0 {
        firstWords.append(word)
        firstMasks.append(mask)
        firstLimits.append(mask.nonzeroBitCount * 2 / 5)
      } else {
        words.append(word)
        masks.append(mask)
      }
    }
    limits.append(looks[..<(4 * count)].reduce(0) { $0 + $1.sure.nonzeroBitCount } / 4)
  }

  /// The rows that are like what was heard last: at most a quarter of the bits that count differ,
  /// where half is what chance gives.
  func alike(_ recent: RecentWords) -> [Int] {
    let newest = recent[0]
    var found: [Int] = []
    for row in firstWords.indices {
      let distance = ((firstWords[row] ^ newest) & firstMasks[row]).nonzeroBitCount
      if distance <= firstLimits[row], isAlike(row, distance, recent) { found.append(row) }
    }
    return found
  }

  private func isAlike(_ row: Int, _ first: Int, _ recent: RecentWords) -> Bool {
    let start = row * (Self.width - 1)
    var distance = first
    for index in 0..<(Self.width - 1) {
      distance +=
        ((words[start + index] ^ recent[index + 1]) & masks[start + index]).nonzeroBitCount
    }
    return distance <= limits[row]
  }
}

/// The last words of a stream's print, four in a number.
struct RecentWords {
  private var words: [UInt64] = Array(repeating: 0, count: 32)
  private var newest = 0

  mutating func push(_ word: UInt16) {
    let last = words[newest]
    newest = (newest + 1) % 32
    words[newest] = last << 16 | UInt64(word)
  }

  /// Four words: 0 the last ones, 1 those before.
  subscript(index: Int) -> UInt64 { words[(newest + 32 - 4 * index) % 32] }
}

extension ClipBeginnings.Beginning {
  fileprivate init(_ entry: Int, _ samples: [Int16], from start: Int, lastWindow: Int) {
    let sound = start..<min(start + lastWindow + AcousticFingerprint.window, samples.count)
    let part = min(PromptIndex.partLength, sound.count)
    let parts = stride(from: start, through: sound.upperBound - part, by: part / 2)
      .map { $0..<($0 + part) }
    let loudest = parts.max { samples[$0].energy < samples[$1].energy } ?? sound
    self.init(
      entry: entry, lastWindow: start + lastWindow, sound: sound, energy: samples[sound].energy,
      loudest: loudest, loudestEnergy: samples[loudest].energy)
  }
}
