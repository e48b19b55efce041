import Glibc

/// Finds out, while samples come, whether a caller speaks (requirement D5): the one judgement of
/// speech, on which it depends whether a recording has sound, when a silence ends it, and what is
/// cut off at its end.
///
/// It looks at 300 to 1,000 Hz, where every voice has power and neither hum nor a constant offset
/// has. Sound is cut into groups of 100 ms and blocks of 20 ms:
///
///     tone     a block in which a network says that nobody is there (``NetworkToneFilters``,
///              ``InformationTone``)
///     speech   a group above -50 dBFS with at least three loud blocks that are no tone
///
/// On a noisy line speech must also be 9 dB above the noise, which is the softest group of the last
/// seconds; but what is above -41 dBFS is never taken for noise.
public struct VoiceActivity: Sendable, Equatable {
  /// At which sample the first group of speech ended, counted from the start; `nil` if none has come.
  public private(set) var firstSpeechEnd: Int?
  /// How many samples have come since the last speech, or since the start.
  public var silence: Int { count - lastSpeechEnd }
  /// At which sample the first tone since the last speech began; `nil` if none has come.
  public private(set) var toneStart: Int?
  /// How many samples of tones have come since the last speech.
  public private(set) var tone = 0

  private static let block = LineFormat.samples(inMilliseconds: 20)
  private static let blocksInGroup = 5
  /// Loud blocks that make a group speech: the edges of a tone take two.
  private static let leastLoudBlocks = 3
  /// The noise is looked for in so many groups, and in as many before.
  private static let stretch = 80
  private static let thresholds = (least: -50.0, most: -41.0, aboveNoiseDB: 9.0)
  /// A block may be softer than its group by this.
  private static let blockDB = 6.0
  /// What is softer is no tone: it is not loud either.
  private static let leastToneLevel = thresholds.least - blockDB

  private var count = 0
  private var lastSpeechEnd = 0
  // The samples of 2 kHz that are being made of the line's: the mean of four each.
  private var sum = 0
  private var summed = 0
  private var highPass = VoiceBandFilter()
  private var filters = NetworkToneFilters()
  private var information = InformationTone()
  /// The power of the block, and of the group without its tones.
  private var blockPower = 0.0
  private var blockCount = 0
  private var group = Group()
  private var noise = Double.infinity
  private var noiseBefore = Double.infinity
  private var groups = 0

  private struct Group: Equatable {
    var power = 0.0
    var blocks = 0
    var toneBlocks = 0
    /// The powers of blocks that are no tone.
    var others = InlineArray<5, Double>(repeating: 0)

    static func == (one: Group, other: Group) -> Bool {
      one.power == other.power && one.blocks == other.blocks
    }
  }

  /// Nothing has come yet.
  public init() {}

  /// Whether the caller has spoken.
  public var hasSpeech: Bool { firstSpeechEnd != nil }
  /// How long nobody has spoken, in whole milliseconds (rounded down).
  public var silenceMilliseconds: Int { LineFormat.milliseconds(ofSamples: silence) }
  /// For how long tones have come since the last speech.
  public var toneMilliseconds: Int { LineFormat.milliseconds(ofSamples: tone) }

  /// Takes the next samples, any number of them. Does not allocate.
  public mutating func take(_ samples: Span<Int16>) {
    var (sum, summed) = (sum, summed)
    for index in samples.indices {
      let sample = unsafe samples[unchecked: index]
      information.take(sample)
      sum &+= Int(sample)
      summed &+= 1
      guard summed == 4 else { continue }
      take(Float(sum) / (4 * Float(Level.fullScale)), at: count + index + 1)
      (sum, summed) = (0, 0)
    }
    (self.sum, self.summed) = (sum, summed)
    count += samples.count
  }

  /// Takes a sample of 2 kHz that ends at a sample of the line.
  private mutating func take(_ sample: Float, at end: Int) {
    let voice = highPass.filter(sample)
    filters.take(voice)
    blockPower += Double(voice * voice)
    blockCount += 1
    guard blockCount == Self.block / 4 else { return }
    let power = blockPower / Double(blockCount)
    (blockPower, blockCount) = (0, 0)
    takeBlock(power, at: end)
  }

  private mutating func takeBlock(_ power: Double, at end: Int) {
    let (isNetwork, isInformation) = (filters.takeVerdict(), information.takeVerdict())
    let isTone =
      (isNetwork || isInformation) && Level.decibels(power: power) > Self.leastToneLevel
    if isTone {
      if toneStart == nil { toneStart = end - Self.block }
      tone += Self.block
      group.toneBlocks += 1
    } else {
      group.others[group.blocks] = power
      group.power += power
    }
    group.blocks += 1
    guard group.blocks == Self.blocksInGroup else { return }
    takeGroup(group, at: end)
    group = Group()
  }

  private mutating func takeGroup(_ group: Group, at end: Int) {
    let level = Level.decibels(power: group.power / Double(group.blocks))
    if group.toneBlocks == 0 { note(level) }
    let threshold = threshold
    var loud = 0
    for index in 0..<Self.blocksInGroup
    where Level.decibels(power: group.others[index]) > threshold - Self.blockDB { loud += 1 }
    guard level > threshold, loud >= Self.leastLoudBlocks else { return }
    firstSpeechEnd = firstSpeechEnd ?? end
    lastSpeechEnd = end
    (toneStart, tone) = (nil, 0)
  }

  /// Above this a group is speech, in dBFS.
  private var threshold: Double {
    let aboveNoise = min(noise, noiseBefore) + Self.thresholds.aboveNoiseDB
    return max(Self.thresholds.least, min(aboveNoise, Self.thresholds.most))
  }

  private mutating func note(_ level: Double) {
    noise = min(noise, level)
    groups += 1
    guard groups >= Self.stretch else { return }
    (noiseBefore, noise, groups) = (noise, .infinity, 0)
  }
}

/// Takes away what is below 300 Hz, for sound of 2 kHz: a Butterworth filter of sixth order.
struct VoiceBandFilter: Sendable, Equatable {
  private struct Section: Sendable, Equatable {
    let gain: Float
    let near: Float
    let far: Float
    var first: Float = 0
    var second: Float = 0

    /// - Parameter quality: Of the pair of poles.
    init(quality: Double) {
      let k = tan(Double.pi * 300 / 2_000)
      let norm = 1 / (1 + k / quality + k * k)
      gain = Float(norm)
      near = Float(2 * (k * k - 1) * norm)
      far = Float((1 - k / quality + k * k) * norm)
    }

    mutating func filter(_ input: Float) -> Float {
      let scaled = input * gain
      let output = scaled + first
      first = -2 * scaled - near * output + second
      second = scaled - far * output
      return output
    }
  }

  private var sections = (
    Section(quality: 0.517_638), Section(quality: 0.707_107), Section(quality: 1.931_852)
  )
  /// The first sample. An offset that has always been there makes no click.
  private var offset: Float?

  mutating func filter(_ sample: Float) -> Float {
    let offset = offset ?? sample
    self.offset = offset
    return sections.2.filter(sections.1.filter(sections.0.filter(sample - offset)))
  }

  static func == (one: VoiceBandFilter, other: VoiceBandFilter) -> Bool {
    one.sections == other.sections && one.offset == other.offset
  }
}
