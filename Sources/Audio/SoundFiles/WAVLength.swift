import Audio
import Glibc

/// The length in a WAV's header. A program that writes to a pipe, and one that was killed, leave 0
/// there: then the samples go on to the end of the file.
enum WAVLength {
  /// So much of a file is looked at for its chunk of samples.
  static let head = 4_096

  /// Where the length stands that is 0 though samples follow.
  /// - Parameters:
  ///   - head: The first bytes of the file.
  ///   - fileSize: Of the whole file.
  /// - Returns: `nil` if the file is no WAV or its length is right.
  static func placeOfMissing(in head: [UInt8], fileSize: Int) -> Int? {
    guard head.count >= 12, text(head, 0) == "RIFF", text(head, 8) == "WAVE" else { return nil }
    var place = 12
    while place + 8 <= head.count {
      let size = number(head, place + 4)
      let samples = place + 8
      guard text(head, place) == "data" else {
        place = samples + size + size % 2
        continue
      }
      let isMissing = size == 0 && fileSize > samples
      return isMissing && !isChunk(head, at: samples, fileSize: fileSize) ? place + 4 : nil
    }
    return nil
  }

  /// The bytes of a file with the length that its samples have.
  static func corrected(_ bytes: [UInt8]) -> [UInt8] {
    let head = Array(bytes.prefix(head))
    guard let place = placeOfMissing(in: head, fileSize: bytes.count) else { return bytes }
    var bytes = bytes
    let size = bytes.count - place - 4
    for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: size >> (8 * index)) }
    return bytes
  }

  /// The bytes of an open file whose length is missing; `nil` for every other.
  static func bytes(of descriptor: Int32) -> [UInt8]? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    let size = Int(status.st_size)
    guard let start = read(descriptor, min(head, size)),
      placeOfMissing(in: start, fileSize: size) != nil, let all = read(descriptor, size)
    else { return nil }
    return corrected(all)
  }

  /// Whether what follows is a chunk that ends with the file, so that there are no samples.
  private static func isChunk(_ head: [UInt8], at place: Int, fileSize: Int) -> Bool {
    guard place + 8 <= head.count else { return false }
    let name = head[place..<place + 4]
    let size = number(head, place + 4)
    return name.allSatisfy { (0x20...0x7E).contains($0) }
      && place + 8 + size + size % 2 == fileSize
  }

  private static func read(_ descriptor: Int32, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let more = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, count - done, off_t(done))
      }
      if more < 0 && errno == EINTR { continue }
      guard more > 0 else { return nil }
      done += more
    }
    return bytes
  }

  private static func text(_ bytes: [UInt8], _ place: Int) -> String {
    String(decoding: bytes[place..<place + 4], as: UTF8.self)
  }

  private static func number(_ bytes: [UInt8], _ place: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}
