/// Valid datagrams, spoilt: by chance, and the same in every run.
struct Mutation {
  private var state: UInt64

  /// What parsers stumble over.
  private static let oddities: [[UInt8]] =
    [
      "\r\n", "\r\n\r\n", "\0", "%00", "%s%n", ":", ";", ",", "<", ">", "\"", "@", "=", "-1", "0",
      "65536", "4294967296", "99999999999999999999", "sip:", "tel:", "[::1]", "SIP/2.0",
      "\u{FEFF}", "a=rtpmap:", "m=audio 0", "Content-Length: 99999\r\n", "Via: x\r\n",
      String(repeating: "A", count: 1_200), String(repeating: "\t ", count: 300),
    ].map { Array($0.utf8) } + [[0xFF, 0xFE], [0xC0, 0x80], [0x80], [0xFF, 0xFF, 0xFF, 0xFF]]

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

  /// The datagram with one to four faults.
  mutating func spoil(_ datagram: [UInt8]) -> [UInt8] {
    var bytes = datagram
    for _ in 0...below(4) where !bytes.isEmpty { spoilOnce(&bytes) }
    return Array(bytes.prefix(65_000))
  }

  private mutating func spoilOnce(_ bytes: inout [UInt8]) {
    let place = below(bytes.count)
    switch below(8) {
    case 0: bytes[place] = UInt8(below(256))
    case 1: bytes[place] ^= 1 << below(8)
    case 2: bytes.removeLast(below(bytes.count))
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(40)))
    case 4:
      let piece = bytes[place..<min(bytes.count, place + 1 + below(200))]
      bytes.insert(contentsOf: Array(piece), at: below(bytes.count))
    case 5: bytes.insert(contentsOf: Self.oddities[below(Self.oddities.count)], at: place)
    case 6:
      for offset in place..<min(bytes.count, place + 1 + below(16)) {
        bytes[offset] = UInt8(below(256))
      }
    default:
      let oddity = Self.oddities[below(Self.oddities.count)]
      bytes.replaceSubrange(place..<min(bytes.count, place + oddity.count), with: oddity)
    }
  }
}
