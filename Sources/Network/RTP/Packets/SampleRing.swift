import Audio

/// The last half second of sound by position: which samples are there, and what they are. Its memory is
/// fixed; nothing allocates after `init`.
struct SampleRing: Sendable {
  /// Samples that it can hold: 0.512 s.
  static let capacity = 4_096

  private var codes = [UInt8](repeating: 0, count: capacity)
  /// A bit for each sample.
  private var present = [UInt64](repeating: 0, count: capacity / 64)

  /// Puts codes at a position and behind it, within the capacity.
  mutating func write(_ source: Span<UInt8>, at position: Int) {
    var codes = codes.mutableSpan
    let start = position & (Self.capacity - 1)
    // Up to the end of the memory, and the rest at its start.
    let first = min(source.count, Self.capacity - start)
    source.extracting(0..<first).copy(to: &codes, at: start)
    source.extracting(first..<source.count).copy(to: &codes, at: 0)
    mark(position, source.count, true)
  }

  /// How many samples in a row are there from `position` on, up to `limit`.
  func run(at position: Int, upTo limit: Int) -> Int {
    let present = present.span
    var count = 0
    while count < limit {
      let index = (position + count) & (Self.capacity - 1)
      let inWord = 64 - index % 64
      let ones = (~(present[index / 64] >> (index % 64))).trailingZeroBitCount
      count += min(ones, inWord)
      if ones < inWord { break }
    }
    return min(count, limit)
  }

  /// Whether a sample is there.
  func holds(_ position: Int) -> Bool {
    let index = position & (Self.capacity - 1)
    return present[index / 64] >> (index % 64) & 1 != 0
  }

  /// Moves `count` codes out of the ring.
  mutating func take(_ count: Int, at position: Int, into frame: inout MutableSpan<UInt8>) {
    do {
      let codes = codes.span
      let start = position & (Self.capacity - 1)
      let first = min(count, Self.capacity - start)
      codes.extracting(start..<start + first).copy(to: &frame, at: 0)
      codes.extracting(0..<count - first).copy(to: &frame, at: first)
    }
    mark(position, count, false)
  }

  /// Moves one code out of the ring, if it is there.
  mutating func take(at position: Int) -> UInt8? {
    guard holds(position) else { return nil }
    mark(position, 1, false)
    return codes[position & (Self.capacity - 1)]
  }

  private mutating func mark(_ position: Int, _ count: Int, _ isPresent: Bool) {
    var present = present.mutableSpan
    var done = 0
    while done < count {
      let index = (position + done) & (Self.capacity - 1)
      let length = min(count - done, 64 - index % 64)
      let ones = (length == 64 ? UInt64.max : (1 << UInt64(length)) - 1) << UInt64(index % 64)
      present[index / 64] = isPresent ? present[index / 64] | ones : present[index / 64] & ~ones
      done += length
    }
  }
}
