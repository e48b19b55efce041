/// A clip that seems to be heard, followed part by part until its end, or until something else is
/// heard.
struct ClipTrack {
  enum State: Equatable {
    case on
    case whole
    /// All but its last sounds, such as an "s", which a line may swallow.
    case nearlyWhole
    /// Something else followed.
    case broken
  }

  let entry: Int
  /// Where it began in the stream.
  let start: Int
  private(set) var state = State.on
  /// How many of its samples were heard well.
  private var length = 0
  /// How many of them until its last sound. Where it has a pause another clip may have begun.
  private var soundLength = 0
  /// How much later the clip is now than its start tells: clocks differ.
  private var lag = 0
  private var part = 0
  /// Where it is looked for next, once it was lost.
  private var searched: Int?
  private var lastLikeness = 0.0
  private var badRun = 0
  private var lastBad: [Bool] = []
  private var weights = 0.0
  private var likeness = 0.0
  /// Both as of the last part that was heard well.
  private var good = (weights: 0.0, likeness: 0.0)

  init(entry: Int, start: Int) { (self.entry, self.start) = (entry, start) }

  /// The place after the last sound that was heard of it.
  var end: Int { start + soundLength + lag }

  /// The place up to which it was followed.
  private var reached: Int { start + length + lag }

  /// Where it was heard.
  var range: Range<Int> { start..<max(start, end) }

  /// How much of the stream it explains, and how well.
  var weight: Double { Double(length) * max(0, score - 0.7) * factor }

  private var factor: Double {
    switch state {
    case .whole: 1.25
    case .nearlyWhole: 1.1
    case .on, .broken: 1
    }
  }

  /// Whether it has been heard clearly for long enough to know it before its end.
  var isKnown: Bool { isCertain && length > 6_400 }

  /// Whether it is being heard so clearly that nothing else can have begun meanwhile.
  var isCertain: Bool { state == .on && !isLost && length > 3_200 && lastLikeness > 0.9 }

  /// Whether it was something else all along.
  var isRefuted: Bool {
    switch state {
    case .on: false
    case .whole, .nearlyWhole: score < 0.8
    case .broken: score < 0.8 || length < 2_000
    }
  }

  /// Whether both cannot be so.
  func overlaps(_ other: ClipTrack) -> Bool {
    let common = range.clamped(to: other.range).count
    return common * 4 > min(range.count, other.range.count) || start == other.start
  }

  /// From 0 to 1; louder parts count more.
  private var score: Double { good.weights > 0 ? good.likeness / good.weights : 0 }

  /// Whether nothing of it is heard any more, which may be a hole in the stream.
  var isLost: Bool { searched != nil }

  /// Follows it as far as the stream has come.
  mutating func follow(_ stream: HeardStream, _ clip: PromptIndex.Entry) {
    if isLost { search(stream, clip) }
    while state == .on, !isLost {
      let from = part * PromptIndex.partLength
      let to = min(from + PromptIndex.partLength, clip.samples.count)
      guard from < to else {
        state = .whole
        return
      }
      guard start + lag + to + Self.reach <= stream.end else { return }
      hear(clip.samples[from..<to], energy: clip.energies[part], of: clip, in: stream)
      part += 1
    }
  }

  private static let reach = 2

  private mutating func hear(
    _ sound: ArraySlice<Int16>, energy: Int, of clip: PromptIndex.Entry, in stream: HeardStream
  ) {
    guard energy > clip.pauseEnergy * sound.count / PromptIndex.partLength else {
      if badRun == 0 { length = sound.endIndex }
      return
    }
    let place = start + lag + sound.startIndex
    // The first packets of a call may be lost.
    guard place >= 0 else { return }
    var best = -1.0
    var shift = 0
    for offset in -Self.reach...Self.reach {
      let value = stream.likeness(of: sound, energy: energy, at: place + offset)
      if value > best { (best, shift) = (value, offset) }
    }
    if best > 0.6 { lag += shift }
    let weight = Double(energy).squareRoot()
    weights += weight
    likeness += weight * max(0, best)
    lastLikeness = best
    let isBad = best < 0.6
    badRun = isBad ? badRun + 1 : 0
    lastBad = (lastBad + [isBad]).suffix(6)
    if !isBad {
      (length, soundLength) = (sound.endIndex, sound.endIndex)
      good = (weights, likeness)
    }
    if badRun == 3 || lastBad.count(where: \.self) >= 4 {
      if length < 1_600 { state = .broken } else { searched = reached - Self.longestSkip }
    }
  }

  /// Packets that come late stretch a stream, those that never come shorten it: for a moment the clip
  /// is looked for elsewhere.
  private mutating func search(_ stream: HeardStream, _ clip: PromptIndex.Entry) {
    guard let from = searched, !goesOn(in: stream, clip) else { return }
    let rest = clip.samples[length..<min(length + 2 * PromptIndex.partLength, clip.samples.count)]
    let energy = rest.energy
    var place = from
    while rest.count >= PromptIndex.partLength, place + rest.count <= stream.end,
      place < reached + Self.longestHole
    {
      if stream.likeness(of: rest, energy: energy, at: place) > 0.85,
        isHole(upTo: place, stream, energy / rest.count)
      {
        lag = place - start - length
        part = length / PromptIndex.partLength
        (searched, badRun, lastBad) = (nil, 0, [])
        (weights, likeness) = good
        return
      }
      place += 1
    }
    searched = place
    guard place >= reached + Self.longestHole || rest.count < PromptIndex.partLength else { return }
    let missing = clip.samples.count - length
    state = missing < 2_400 && missing * 7 < clip.samples.count ? .nearlyWhole : .broken
    searched = nil
  }

  /// Where packets never came, what follows is in its place.
  private mutating func goesOn(in stream: HeardStream, _ clip: PromptIndex.Entry) -> Bool {
    while true {
      let from = part * PromptIndex.partLength
      let to = from + PromptIndex.partLength
      guard to <= clip.samples.count, start + lag + to <= stream.end else { return false }
      let energy = clip.energies[part]
      let isHeard =
        energy > clip.pauseEnergy * 10
        && stream.likeness(of: clip.samples[from..<to], energy: energy, at: start + lag + from)
          > 0.85
        && isHole(upTo: start + lag + from, stream, energy / PromptIndex.partLength)
      if isHeard {
        (searched, badRun, lastBad) = (nil, 0, [])
        (weights, likeness) = good
        return true
      }
      part += 1
    }
  }

  /// Whether nothing was said since the clip was lost, after an echo of its last sound. Without this
  /// the end of "Messages menu" would be found in the "Main menu" that a key has brought.
  private func isHole(upTo place: Int, _ stream: HeardStream, _ meanSquare: Int) -> Bool {
    guard place > reached + 800 else { return true }
    let range = reached + 800..<place
    return stream.energy(range) <= range.count * meanSquare / 50
  }

  /// In samples.
  private static let longestSkip = 800
  private static let longestHole = 6_400
}
