import Audio

/// The last seconds of a stream of samples, each an eighth of its size, with the sums that a
/// correlation needs.
struct HeardStream {
  private var samples: [Int16] = []
  /// The sum of all squares before each sample.
  private var squares: [Int] = [0]
  /// The place of the first sample that is still here.
  private var start = 0

  /// How far a beginning is looked for.
  private static let reach = 120

  private static let longest = 4 * LineFormat.sampleRate

  /// The place after the last sample.
  var end: Int { start + samples.count }

  mutating func append(_ more: ArraySlice<Int16>) {
    for sample in more {
      let small = sample >> 3
      samples.append(small)
      squares.append(squares[squares.count - 1] + Int(small) * Int(small))
    }
    guard samples.count > Self.longest else { return }
    let drop = samples.count - Self.longest / 2
    samples.removeFirst(drop)
    squares.removeFirst(drop)
    start += drop
  }

  /// Samples that are here.
  func samples(at place: Int, count: Int) -> ArraySlice<Int16> {
    samples[(place - start)..<(place - start + count)]
  }

  /// The sum of the squares of `range`, which must be here.
  func energy(_ range: Range<Int>) -> Int {
    squares[range.upperBound - start] - squares[range.lowerBound - start]
  }

  /// How like a sound is to what was heard from `place` on: 1 is the same but for its loudness, 0
  /// nothing alike. What is not here is not alike.
  func likeness(of sound: ArraySlice<Int16>, energy soundEnergy: Int, at place: Int) -> Double {
    let range = place..<(place + sound.count)
    guard range.lowerBound >= start, range.upperBound <= end else { return 0 }
    let heardEnergy = energy(range)
    guard soundEnergy > 0, heardEnergy > 0 else { return 0 }
    let product = product(sound.span, at: place - start)
    return Double(product) / (Double(soundEnergy) * Double(heardEnergy)).squareRoot()
  }

  /// Where a clip began, if it did within 15 ms of `place`: by the loudest part of its beginning
  /// first, then by all of it.
  func start(
    of samples: [Int16], by beginning: ClipBeginnings.Beginning, near place: Int
  ) -> Int? {
    var best = 0.0
    var found: Int?
    let loudest = beginning.loudest
    let values = (-Self.reach...Self.reach).map { shift in
      likeness(
        of: samples[loudest], energy: beginning.loudestEnergy,
        at: place + shift + loudest.lowerBound)
    }
    guard let highest = values.max(), highest > 0.5 else { return nil }
    for (index, value) in values.enumerated() where value > highest - 0.25 {
      if index > 0, values[index - 1] > value { continue }
      if index + 1 < values.count, values[index + 1] > value { continue }
      let start = place + index - Self.reach
      let whole = likeness(
        of: samples[beginning.sound], energy: beginning.energy,
        at: start + beginning.sound.lowerBound)
      if whole > best { (best, found) = (whole, start) }
    }
    return best > 0.5 ? found : nil
  }

  /// Eighty products of samples that are an eighth of their size fit into 32 bits.
  private func product(_ sound: Span<Int16>, at offset: Int) -> Int {
    let heard = samples.span.extracting(offset..<(offset + sound.count))
    var sum = 0
    var first = 0
    while first < sound.count {
      let end = min(first + 80, sound.count)
      let (left, right) = (sound.extracting(first..<end), heard.extracting(first..<end))
      var part: Int32 = 0
      for index in 0..<left.count { part &+= Int32(left[index]) &* Int32(right[index]) }
      sum += Int(part)
      first = end
    }
    return sum
  }
}
