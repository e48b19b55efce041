import Configuration

/// Valid datagrams and texts, spoilt: by chance, and the same in every run.
struct Mutation {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number from 0 on, below `limit`.
  mutating func below(_ limit: Int) -> Int {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: (mixed ^ (mixed >> 31)) >> 33) % max(1, limit)
  }

  /// One of a list.
  mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  /// The datagram with one to four faults.
  /// - Parameter others: Of what a piece may be put in.
  mutating func spoil(_ datagram: [UInt8], among others: [[UInt8]] = []) -> [UInt8] {
    var bytes = datagram
    for _ in 0...below(4) where !bytes.isEmpty {
      switch below(3) {
      case 0: spoilField(&bytes, others)
      default: spoilBytes(&bytes)
      }
    }
    return Array(bytes.prefix(65_000))
  }

  // MARK: Bytes

  private mutating func spoilBytes(_ bytes: inout [UInt8]) {
    let place = below(bytes.count)
    switch below(8) {
    case 0: bytes[place] = UInt8(below(256))
    case 1: bytes[place] ^= 1 << below(8)
    case 2: bytes.removeLast(below(bytes.count))
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(40)))
    case 4:
      let piece = bytes[place..<min(bytes.count, place + 1 + below(200))]
      bytes.insert(contentsOf: Array(piece), at: below(bytes.count))
    case 5: bytes.insert(contentsOf: one(of: Self.oddities), at: place)
    case 6:
      for offset in place..<min(bytes.count, place + 1 + below(16)) {
        bytes[offset] = UInt8(below(256))
      }
    default:
      let oddity = one(of: Self.oddities)
      bytes.replaceSubrange(place..<min(bytes.count, place + oddity.count), with: oddity)
    }
  }

  // MARK: Numbers, lines and fields

  private mutating func spoilField(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
    let place = below(bytes.count)
    switch below(7) {
    case 0: replaceNumber(&bytes, from: place)
    case 1: bytes.insert(contentsOf: bytes[line(at: place, of: bytes)], at: place)
    case 2: bytes.removeSubrange(line(at: place, of: bytes))
    case 3:
      let line = Array(bytes[line(at: place, of: bytes)])
      let target = self.line(at: below(bytes.count), of: bytes)
      bytes.insert(contentsOf: line, at: target.lowerBound)
    case 4:
      let token = bytes[place..<min(bytes.count, place + 1 + below(12))]
      let many = (0..<(1 + below(400))).flatMap { _ in token }
      bytes.insert(contentsOf: many, at: place)
    case 5:
      guard !others.isEmpty else { return }
      let other = one(of: others)
      bytes = Array(bytes[..<place]) + other.dropFirst(below(max(1, other.count)))
    default:
      // A number of two or four bytes, at its ends.
      let number = one(
        of: [[0, 0], [0xFF, 0xFF], [0x7F, 0xFF], [0x80, 0], [0, 1]] as [[UInt8]])
      let ending = below(2) == 0 ? number : number + [number[1], number[1]]
      bytes.replaceSubrange(place..<min(bytes.count, place + ending.count), with: ending)
    }
  }

  /// Puts another number in the place of the first one behind a place.
  private mutating func replaceNumber(_ bytes: inout [UInt8], from place: Int) {
    let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
    guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: one(of: Self.numbers))
  }

  private func line(at place: Int, of bytes: [UInt8]) -> Range<Int> {
    let start = bytes[..<place].lastIndex(of: 10).map { $0 + 1 } ?? 0
    return start..<(bytes[place...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count)
  }

  // MARK: Oddities

  /// What parsers stumble over.
  private static let oddities: [[UInt8]] =
    [
      "\r\n", "\r\n\r\n", "\0", "%00", "%s%n", ":", ";", ",", "<", ">", "\"", "@", "=", "-1", "0",
      "65536", "4294967296", "99999999999999999999", "sip:", "tel:", "[::1]", "SIP/2.0",
      "\u{FEFF}", "a=rtpmap:", "m=audio 0", "Content-Length: 99999\r\n", "Via: x\r\n",
      "\\uD800", "\\", "//", "/*", "{", "[", "]", "}", " | ", "null", "NaN", "1e999", "\u{301}",
      "\u{202E}", "\u{2028}", "\t", "'", "#", "\n",
      String(repeating: "A", count: 1_200), String(repeating: "\t ", count: 300),
      String(repeating: "[", count: 2_000),
    ].map { Array($0.utf8) } + [[0xFF, 0xFE], [0xC0, 0x80], [0x80], [0xFF, 0xFF, 0xFF, 0xFF]]

  /// Numbers at which something ends.
  private static let numbers: [[UInt8]] = [
    "0", "1", "9", "99", "127", "128", "255", "256", "999", "32767", "32768", "65535", "65536",
    "99999", "2147483647", "2147483648", "4294967295", "4294967296", "9007199254740993",
    "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
    "99999999999999999999999", "-1", "-9223372036854775808", "0.5", "1e9", "1e308", "1e309", "00",
  ].map { Array($0.utf8) }
}
