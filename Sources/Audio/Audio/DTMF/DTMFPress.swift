import Glibc

/// Whether a key is down: from the points of a trace to keys.
struct DTMFPress: Sendable {
  /// Blocks for which the trace is still wanted though no key is down: a window may become a key.
  private var patience: Int8 = 0
  private var isDown = false
  /// The key was let go a little while ago. If its tones go on as though lost packets were between,
  /// it was one press.
  private var isLeft = false
  /// The end of this press was told, before its tones went on.
  private var isTold = false
  /// Points of the trace, the newest ones, that can belong to another press.
  private(set) var fresh = Int8(DTMFTrace.length)
  /// There was a gap in the key's tone; it is not known yet whether the same key goes on.
  private var isDoubtful = false
  /// Points since the tone was last there, and how many in a row it has been there again.
  private var off: Int8 = 0
  private var on: Int8 = 0
  /// 0 to 15.
  private var key: Int8 = 0
  /// The squares of the amplitudes above which the tone is there: (low, high).
  private var threshold = SIMD2<Float>.zero
  private var start = 0
  private var end = 0
  private var power = SIMD2<Float>.zero
  /// The least energy of a block in the half second before the first of keys without a pause: later
  /// ones have only tones before them.
  private(set) var calm: Float = 0

  /// Whether the trace has to go on.
  var isWaiting: Bool { isDown || isLeft || patience > 0 }

  /// Takes the trace up to the end of a block.
  /// - Parameters:
  ///   - clock: the number of samples so far.
  ///   - energies: of the newest blocks, the newest last.
  ///   - floor: the least energy of a block in the half second before.
  mutating func follow(
    _ trace: inout DTMFTrace, endingAt clock: Int, energies: SIMD8<Float>, floor: Float,
    sound: Span<Int16>, _ filters: DTMFFilters,
    down: (DTMFKey) -> Void, heard: (DTMFKey) -> Void
  ) {
    fresh = min(fresh + Int8(DTMFTrace.pointsOfBlock), Int8(DTMFTrace.length))
    if isLeft { wait(&trace) }
    if isDown {
      track(trace, endingAt: clock)
      if Int(off) >= DTMFRules.release {
        leave(heard)
      } else {
        let isChanged = takeChange(
          trace, endingAt: clock, energies: energies, sound: sound, filters, down: down,
          heard: heard)
        if isChanged || !isDoubtful { return }
      }
    }
    patience = max(0, patience - 1)
    let points = trace.points
    let newest = DTMFTrace.length - 1
    let oldest = DTMFTrace.length - min(Int(trace.count), Int(fresh))
    // Two windows for a block: one every 5 ms.
    for last in stride(from: newest - 2, through: newest, by: 2)
    where last - oldest + 1 >= DTMFWindow.length {
      let lag = Self.lag(points.span, last: last, sound, filters)
      let first = last - DTMFWindow.length + 1
      guard let window = DTMFWindow(points.span, first: first, last: last, lag: lag),
        DTMFRules.isKey(window)
      else {
        continue
      }
      var gap: DTMFGap?
      if isDown && window.key == Int(key) {
        // Until enough of the tones is there again.
        if Int(on) - (newest - last) < 6 { continue }
        gap = DTMFGap(points.span, oldest: oldest, window, last: last)
        guard gap?.isPause == true else {
          // The hole was in this key.
          isDoubtful = false
          return
        }
      }
      if isLeft && window.key == Int(key) {
        let hole = DTMFGap(
          points.span, oldest: DTMFTrace.length - Int(trace.count), window, last: last)
        if hole?.isLostPackets == true { return goOn(endingAt: clock) }
        let span = DTMFSpan(points.span, oldest: oldest, window, last: last)
        if hole?.isUnsure == true, span.milliseconds < DTMFGap.longestDoubt { continue }
      }
      if !isDown { patience = 3 }
      let span = DTMFSpan(points.span, oldest: oldest, window, last: last)
      guard span.milliseconds >= DTMFEvidence.shortest else { continue }
      let evidence = DTMFEvidence(
        window: window, long: Self.long(points.span, span, lag: lag) ?? window, span: span,
        energies: energies, floor: floor)
      guard evidence.isKey else { continue }
      if let gap, gap.isUnsure, span.milliseconds < DTMFGap.longestDoubt { continue }
      if let gap { end = clock - DTMFFilters.taps / 2 - Int(gap.startBack * Float(DTMFTrace.hop)) }
      if let key = letGo() { heard(key) }
      begin(window, span, endingAt: clock)
      calm = floor
      down(report)
      return
    }
  }

  /// Whether the tones of the key that is down were there all the time of late.
  var isSteady: Bool { off == 0 && Int(on) >= DTMFWindow.length }

  /// Whether a window holds another key, about as loud.
  func isOther(_ window: DTMFWindow) -> Bool {
    let factor = window.power / power
    let most = DTMFChange.mostFactor
    return window.key != Int(key) && factor.max() < most && factor.min() > 1 / most
  }

  /// Whether the key that is down has lasted long enough to be followed by another at once.
  func hasLasted(until place: Int) -> Bool { place - start >= DTMFChange.shortestBefore }

  /// The key that is down ends where another begins.
  mutating func change(
    to window: DTMFWindow, _ span: DTMFSpan, at place: Int, endingAt clock: Int,
    heard: (DTMFKey) -> Void
  ) {
    end = place
    if let key = letGo() { heard(key) }
    begin(window, span, endingAt: clock)
  }

  /// A window over the whole of the tones, if that is more than the newest 25 ms.
  static func long(
    _ points: Span<SIMD4<Float>>, _ span: DTMFSpan, lag: SIMD2<Float>
  ) -> DTMFWindow? {
    // The points at the edges are not of the tones alone.
    let (first, last) = (span.first + 1, span.last - 1)
    guard last - first >= DTMFWindow.length else { return nil }
    return DTMFWindow(points, first: first, last: last, lag: lag)
  }

  /// The key that was down; `nil` if there was none, or its end was told.
  mutating func letGo() -> DTMFKey? {
    guard isDown else { return nil }
    isDown = false
    isDoubtful = false
    patience = 0
    return isTold ? nil : report
  }

  /// The tones of the key have been away for longer than within a key.
  private mutating func leave(_ heard: (DTMFKey) -> Void) {
    if let key = letGo() { heard(key) }
    isLeft = true
    isTold = true
    fresh = Int8(Int(off) - DTMFRules.release + 1)
  }

  /// Another block without the tones of the key that was let go.
  private mutating func wait(_ trace: inout DTMFTrace) {
    off += Int8(DTMFTrace.pointsOfBlock)
    if Int(off) > DTMFRules.longestLoss { forget(&trace) }
  }

  /// The key that was let go is over.
  private mutating func forget(_ trace: inout DTMFTrace) {
    trace.keep(Int(fresh))
    isLeft = false
  }

  /// The tones of the key that was let go are there again after lost packets.
  private mutating func goOn(endingAt clock: Int) {
    isLeft = false
    isDown = true
    isDoubtful = false
    (off, on) = (0, 0)
    end = clock - DTMFFilters.taps / 2
  }

  private mutating func begin(_ window: DTMFWindow, _ span: DTMFSpan, endingAt clock: Int) {
    isDown = true
    isLeft = false
    isTold = false
    key = Int8(window.key)
    power = window.power
    threshold = span.threshold * 0.4
    // A point stands for the middle of its 10 ms.
    let newest = clock - DTMFFilters.taps / 2
    start = newest - Int(span.startBack * Float(DTMFTrace.hop))
    end = newest - Int(span.endBack * Float(DTMFTrace.hop))
    off = Int8(span.endBack)
    on = 0
    isDoubtful = false
  }

  /// Follows the tone through the newest block.
  private mutating func track(_ trace: borrowing DTMFTrace, endingAt clock: Int) {
    let newest = DTMFTrace.length - 1
    for index in newest - DTMFTrace.pointsOfBlock + 1...newest {
      let square = DTMFSpan.squares(trace.point(index))
      if square[0] > threshold[0] && square[1] > threshold[1] {
        on = min(on + 1, 100)
        if off == 0 || on >= 2 {
          if off >= 4 { isDoubtful = true }
          off = 0
          end = clock - DTMFFilters.taps / 2 - (newest - index) * DTMFTrace.hop + DTMFTrace.hop / 2
        }
      } else {
        on = 0
        off = min(off + 1, 100)
      }
    }
  }

  /// How the high tone turns in 10 samples, in the window that ends at a point: the turn from point
  /// to point alone does not tell 1209 from 1633 Hz.
  static func lag(
    _ points: Span<SIMD4<Float>>, last: Int, _ sound: Span<Int16>, _ filters: DTMFFilters
  ) -> SIMD2<Float> {
    let weights = filters.weights.span
    var sum = SIMD2<Float>.zero
    for index in stride(from: last - 5, through: last - 1, by: 2) {
      let end = sound.count - (DTMFTrace.length - 1 - index) * DTMFTrace.hop - 10
      let before = filters.highPoint(sound, endingAt: end, weights)
      let point = points[index]
      sum += SIMD2(
        point[1] * before[0] + point[3] * before[1], point[3] * before[0] - point[1] * before[1])
    }
    return sum
  }

  /// The key, as far as it is known.
  var report: DTMFKey {
    let low = 10 * log10(Double(power[0]) / 2) - 20 * log10(32768)
    return DTMFKey(
      key: DTMFKey.keypad[Int(key)], start: max(0, start), length: max(0, end - start),
      levelDB: low, twistDB: 10 * log10(Double(power[1] / power[0])))
  }
}
