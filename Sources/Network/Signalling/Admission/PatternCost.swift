/// What a datagram would cost libre, which looks through some headers by patterns: the time grows
/// with the square of a header's length. One of 60 kB held the thread of all calls for six seconds.
enum PatternCost {
  /// Squares of the lengths of all such headers together: 2 kB in one, or 20 of 450 bytes. They take
  /// libre some 20 ms. RFC 4475 section 3.1.1.7, which is meant to be long, has a fifth of it.
  static let most = 4_000_000

  /// Headers whose values libre takes apart, compact names too.
  private static let names: Set<String> = [
    "via", "v", "from", "f", "to", "t", "contact", "m", "cseq", "content-type", "c", "rack",
    "max-forwards", "expires", "content-length", "l",
  ]

  /// Whether libre had better not see a message.
  static func isTooGreat(_ message: some RandomAccessCollection<UInt8>) -> Bool {
    var cost = 0
    // Of the line in hand, with those that go on with it. The first one is looked through as well.
    var isFirst = true
    var isCounted = true
    var length = 0
    for line in message.split(separator: 10, omittingEmptySubsequences: false) {
      let isEnd = line.allSatisfy { $0 == 13 }
      let goesOn = line.first == 32 || line.first == 9
      if goesOn {
        length += line.count
      } else {
        if isCounted { cost += length * length }
        (isCounted, length) = (isFirst || isPatterned(line), line.count)
        isFirst = false
      }
      if cost + (isCounted ? length * length : 0) > most { return true }
      if isEnd { return false }
    }
    return false
  }

  private static func isPatterned(_ line: some RandomAccessCollection<UInt8>) -> Bool {
    let name = line.prefix { $0 != UInt8(ascii: ":") && $0 != 32 && $0 != 9 }
    guard name.count <= 16 else { return false }
    return names.contains(String(decoding: name, as: UTF8.self).lowercased())
  }
}
