/// Hears DTMF keys in 8 kHz sound (Q.23, Q.24): own code, of fixed size, without allocation.
///
/// Every 10 ms a few cheap looks at the newest sound say whether two steady tones may be in it. Only
/// then the two bands are looked at closely, as complex amplitudes every 2.5 ms (`DTMFTrace`): how
/// steady, how pure, on which frequency, how long. A doubtful pair of tones must last longer than a
/// clear one.
public struct DTMFDetector: Sendable {
  static let block = 80
  /// What is kept of the sound: the newest points of the trace can be made from it afterwards.
  static let kept = 280

  private var sound = InlineArray<280, Int16>(repeating: 0)
  /// How many samples of the next block are already there, at the end of `sound`.
  private var pending: Int32 = 0
  private var trace = DTMFTrace()
  private var pressed = DTMFPress()
  /// The energy of the newest eight blocks before the pending one, the oldest first.
  private var energies = SIMD8<Float>(repeating: .infinity)
  /// The least energy of each of the newest four stretches of 160 ms, the oldest first, and of the
  /// one that has begun.
  private var quietest = SIMD4<Float>(repeating: .infinity)
  private var quiet = Float.infinity
  /// Samples up to the end of the last whole block.
  private var clock = 0

  /// A detector that has heard nothing yet.
  public init() {}

  /// Takes the next samples: any number of them.
  ///
  /// - Parameters:
  ///   - samples: 8 kHz, linear.
  ///   - down: told as soon as a key is sure, about 30 ms after its start, for barge-in. Its length
  ///     is what was heard so far.
  ///   - heard: told once for each key, when it was let go.
  public mutating func listen(
    to samples: Span<Int16>, down: (DTMFKey) -> Void = { _ in }, heard: (DTMFKey) -> Void
  ) {
    let filters = DTMFFilters.shared
    var next = 0
    while next < samples.count {
      let count = min(Self.block - Int(pending), samples.count - next)
      take(samples.extracting(next..<next + count))
      next += count
      guard Int(pending) == Self.block else { return }
      pending = 0
      clock += Self.block
      look(filters, down: down, heard: heard)
    }
  }

  /// The sound is over: a key that is still down is told to `heard`.
  public mutating func finish(heard: (DTMFKey) -> Void) {
    if let key = pressed.letGo() { heard(key) }
  }

  /// Appends to the sound, and drops as much of its start.
  private mutating func take(_ samples: Span<Int16>) {
    let start = Self.kept - Self.block
    let offset = start + Int(pending)
    let count = min(samples.count, Self.kept - offset)
    var sound = self.sound.mutableSpan
    unsafe sound.withUnsafeMutableBufferPointer { sound in
      guard let sound = sound.baseAddress else { return }
      // Not beyond `kept`.
      if pending == 0 { unsafe sound.update(from: sound + Self.block, count: start) }
      unsafe samples.withUnsafeBufferPointer { samples in
        guard let samples = samples.baseAddress else { return }
        unsafe (sound + offset).update(from: samples, count: count)
      }
    }
    pending += Int32(samples.count)
  }

  /// Looks at the sound at the end of a block.
  private mutating func look(
    _ filters: DTMFFilters, down: (DTMFKey) -> Void, heard: (DTMFKey) -> Void
  ) {
    let sound = self.sound.span
    let energy = Self.energy(sound)
    let earlier = energies
    if clock % 1280 == 0 {
      quietest = SIMD4(quietest[1], quietest[2], quietest[3], quiet)
      quiet = .infinity
    }
    // The oldest of the eight: not a part of a key that has just begun.
    quiet = min(quiet, earlier[2])
    let least = min(quiet, quietest.min())
    let floor = least.isFinite ? least : 0
    energies = SIMD8(
      earlier[1], earlier[2], earlier[3], earlier[4], earlier[5], earlier[6], earlier[7], energy)
    let isPossible = pressed.isWaiting || Self.mayHoldTones(sound, energy, floor, filters)
    guard isPossible else {
      trace.forget()
      return
    }
    trace.extend(with: sound, filters)
    pressed.follow(
      &trace, endingAt: clock, energies: energies, floor: floor, sound: sound, filters, down: down,
      heard: heard)
  }

  /// The mean square of the newest block.
  private static func energy(_ sound: Span<Int16>) -> Float {
    let bytes = unsafe sound.extracting(kept - block..<kept).bytes
    var sums = SIMD4<Int32>.zero
    for index in 0..<10 {
      // Eight samples at a time. An eighth of them: so the sums fit.
      let samples =
        unsafe bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: index * 16, as: SIMD8<Int16>.self) &>> 3
      sums &+= products(samples, samples)
    }
    return Float(sums.wrappedSum()) * (64 / 80)
  }

  /// The cheap looks, each of which lets only a part of what is no key go on to the next.
  private static func mayHoldTones(
    _ sound: Span<Int16>, _ energy: Float, _ floor: Float, _ filters: DTMFFilters
  ) -> Bool {
    // Two tones of -46 dBm0 each.
    if energy < 9_000 { return false }
    // What was there before does not count, nor does a third of it more, since it is not steady.
    let rise = energy - 1.4 * floor
    let weights = filters.weights.span
    let end = kept
    let high = filters.high(sound, endingAt: end, weights)
    if high < 4_500 || high < 0.05 * rise { return false }
    let low = filters.low(sound, endingAt: end, weights)
    if low < 4_500 || low + high < 0.6 * rise { return false }
    if low > 40 * high || high > 20 * low { return false }
    let earlierHigh = filters.high(sound, endingAt: end - 40, weights)
    if earlierHigh > 8 * high || high > 8 * earlierHigh { return false }
    let earlierLow = filters.low(sound, endingAt: end - 40, weights)
    return earlierLow <= 8 * low && low <= 8 * earlierLow
  }
}
