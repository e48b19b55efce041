/// Whose tones are played.
public enum ToneCountry: String, Sendable, CaseIterable {
  /// Germany.
  case de
  /// The Netherlands.
  case nl
  /// The United Kingdom.
  case uk
  /// The United States and Canada.
  case us
}

/// What a network tells by tones. The tone after which a caller speaks is `Tone.beep`.
///
/// Frequencies and cadences are those of the list of national tones (ITU-T E.180, supplement 2; BT
/// SIN 350 for the United Kingdom). Levels are -10 dBm0 as E.180 recommends, both frequencies
/// together, or those of the North American precise tone plan (E.300 series, supplement 3).
public enum CallProgressTone: String, Sendable, CaseIterable {
  /// Dial now.
  case dial
  /// The other phone rings.
  case ringback
  /// The other phone is busy.
  case busy
  /// There is no way through the network.
  case congestion
  /// The call cannot be completed, an announcement may follow: the special information tone of all
  /// four countries (E.180), with North American frequencies and lengths for a number that is not
  /// in service.
  case notAvailable

  /// The tone from its start, with soft edges, in the line's format.
  ///
  /// - Parameter milliseconds: how long; a cadence begins again until then.
  public func samples(
    in country: ToneCountry, milliseconds: Int, sampleRate: Int = LineFormat.sampleRate
  ) -> [Int16] {
    let cadence = cadence(in: country)
    var samples: [Int16] = []
    samples.reserveCapacity(max(0, milliseconds) * sampleRate / 1000)
    var (left, next) = (milliseconds, 0)
    while left > 0 {
      let step = cadence[next % cadence.count]
      let length = min(left, step.milliseconds ?? left)
      samples += Tone.mix(
        step.tones, milliseconds: length, rampMilliseconds: 2, sampleRate: sampleRate)
      left -= length
      next += 1
    }
    return samples
  }

  /// Tones that sound together for a while, or a pause.
  private struct Step {
    var tones: [(hertz: Double, levelDB: Double)]
    /// nil: for ever.
    var milliseconds: Int?

    init(_ hertz: [Double], _ milliseconds: Int?, dBm0: Double) {
      tones = hertz.map { ($0, dBm0 + LineFormat.decibelsOfZeroDBm0) }
      self.milliseconds = milliseconds
    }

    static func pause(_ milliseconds: Int) -> Step { Step([], milliseconds, dBm0: 0) }
  }

  /// One round of the tone.
  private func cadence(in country: ToneCountry) -> [Step] {
    switch country {
    case .de: Self.european(self, busy: 480, congestion: 240)
    case .nl: Self.european(self, busy: 500, congestion: 250)
    case .uk: british
    case .us: american
    }
  }

  private static func european(_ tone: Self, busy: Int, congestion: Int) -> [Step] {
    switch tone {
    case .dial: [Step([425], nil, dBm0: -10)]
    case .ringback: [Step([425], 1000, dBm0: -10), .pause(4000)]
    case .busy: [Step([425], busy, dBm0: -10), .pause(busy)]
    case .congestion: [Step([425], congestion, dBm0: -10), .pause(congestion)]
    case .notAvailable: information(pause: 0)
    }
  }

  private var british: [Step] {
    switch self {
    case .dial: [Step([350, 440], nil, dBm0: -13)]
    case .ringback:
      [
        Step([400, 450], 400, dBm0: -13), .pause(200), Step([400, 450], 400, dBm0: -13),
        .pause(2000),
      ]
    case .busy: [Step([400], 375, dBm0: -10), .pause(375)]
    case .congestion:
      [Step([400], 400, dBm0: -10), .pause(350), Step([400], 225, dBm0: -10), .pause(525)]
    case .notAvailable: Self.information(pause: 15)
    }
  }

  private var american: [Step] {
    switch self {
    case .dial: [Step([350, 440], nil, dBm0: -13)]
    case .ringback: [Step([440, 480], 2000, dBm0: -19), .pause(4000)]
    case .busy: [Step([480, 620], 500, dBm0: -24), .pause(500)]
    case .congestion: [Step([480, 620], 250, dBm0: -24), .pause(250)]
    case .notAvailable:
      [
        Step([985.2], 380, dBm0: -24), Step([1370.6], 274, dBm0: -24),
        Step([1776.7], 380, dBm0: -24), .pause(1000),
      ]
    }
  }

  /// The special information tone of E.180: up to 30 ms between its parts, a second after them.
  private static func information(pause: Int) -> [Step] {
    let parts = [950.0, 1400, 1800].map { Step([$0], 330, dBm0: -10) }
    let between = pause > 0 ? [Step.pause(pause)] : []
    return [parts[0]] + between + [parts[1]] + between + [parts[2], .pause(1000)]
  }
}
