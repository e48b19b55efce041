/// The tags of an Ogg Opus file. libsndfile leaves room for more: some 750 bytes of zeros in each file,
/// a quarter of a prompt.
enum OpusTags {
  /// The file with its tags, and without the room behind them.
  /// - Returns: `nil` if it is no such file, or has nothing to leave out.
  static func withoutRoom(_ file: [UInt8]) -> [UInt8]? {
    guard let head = Page(in: file, at: 0), let tags = Page(in: file, at: head.range.upperBound),
      let used = usedLength(file[tags.body]), used < 255, used < tags.body.count
    else { return nil }
    var page = Array(file[tags.range.lowerBound..<tags.range.lowerBound + Page.fixedLength])
    page[Page.fixedLength - 1] = 1
    page.append(UInt8(used))
    page += file[tags.body].prefix(used)
    let sum = Page.checksum(page)
    for place in 0..<4 {
      page[Page.checksumPlace + place] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(place)))
    }
    return file[..<tags.range.lowerBound] + page + file[tags.range.upperBound...]
  }

  /// How many bytes say something: a vendor and comments, each after its length (RFC 7845, 5.2).
  private static func usedLength(_ body: ArraySlice<UInt8>) -> Int? {
    guard body.starts(with: "OpusTags".utf8) else { return nil }
    var place = body.startIndex + 8
    func number() -> Int? {
      guard place + 4 <= body.endIndex else { return nil }
      defer { place += 4 }
      return (0..<4).reduce(0) { $0 | Int(body[place + $1]) << (8 * $1) }
    }
    guard let vendor = number() else { return nil }
    place += vendor
    guard let comments = number(), comments < 100 else { return nil }
    for _ in 0..<comments {
      guard let length = number() else { return nil }
      place += length
    }
    return place <= body.endIndex ? place - body.startIndex : nil
  }
}

/// A page of an Ogg file that is the first of its packet and has no checksum yet (RFC 3533, 6).
private struct Page {
  static let fixedLength = 27
  static let checksumPlace = 22

  let range: Range<Int>
  let body: Range<Int>

  init?(in file: [UInt8], at start: Int) {
    let lengths = start + Self.fixedLength
    guard lengths <= file.count, file[start...].starts(with: "OggS".utf8) else { return nil }
    let first = lengths + Int(file[lengths - 1])
    guard first <= file.count else { return nil }
    let end = first + file[lengths..<first].reduce(0) { $0 + Int($1) }
    guard end <= file.count else { return nil }
    range = start..<end
    body = first..<end
  }

  /// The CRC of a page, in which the place of the checksum counts as zeros.
  static func checksum(_ page: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0
    for (place, byte) in page.enumerated() {
      let isChecksum = (checksumPlace..<checksumPlace + 4).contains(place)
      sum ^= UInt32(isChecksum ? 0 : byte) << 24
      for _ in 0..<8 { sum = sum & 0x8000_0000 == 0 ? sum << 1 : sum << 1 ^ 0x04c1_1db7 }
    }
    return sum
  }
}
