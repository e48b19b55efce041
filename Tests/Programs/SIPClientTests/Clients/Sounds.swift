import Audio
import Foundation
import Mailbox
import SoundFiles

/// What was heard or recorded somewhere, at 8 kHz.
struct HeardSound {
  let samples: [Int16]
  /// As µ-law, which tells what came by G.711 whoever has decoded it.
  private let codes: [UInt8]

  init(_ samples: [Int16]) {
    self.samples = samples
    codes = Self.codes(of: samples)
  }

  /// Reads what a telephone has written so far. The header of a file that is still written says
  /// nothing about its length.
  init(ofGrowingFile path: String) {
    let bytes = Array((FileManager.default.contents(atPath: path) ?? Data()).dropFirst(44))
    self.init(
      stride(from: 0, to: bytes.count - 1, by: 2).map {
        Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
      })
  }

  var seconds: Double { Double(samples.count) / 8_000 }

  /// Where a sound was played, and how much of it.
  /// - Parameter start: From where it is looked for.
  /// - Returns: `nil`: none of its frames is there.
  func match(_ sound: [Int16], from start: Int = 0) -> SoundMatch? {
    var match: SoundMatch?
    var place = start
    var (loud, found) = (0, 0)
    let sent = Self.codes(of: sound)
    for offset in stride(from: 0, to: sound.count - 159, by: 160) {
      guard sound[offset..<offset + 160].contains(where: { abs(Int($0)) > 200 }) else { continue }
      loud += 1
      // A frame that is far away belongs to something else.
      let limit = match.map { min(codes.count, $0.start + offset + 8_000) } ?? codes.count
      guard place < limit,
        let next = firstPlace(of: Array(sent[offset..<offset + 160]), in: place..<limit)
      else { continue }
      found += 1
      place = next + 160
      match = SoundMatch(
        start: match?.start ?? next - offset, end: next + sound.count - offset, share: 0)
    }
    match?.share = Double(found) / Double(max(1, loud))
    return match
  }

  private func firstPlace(of frame: [UInt8], in range: Range<Int>) -> Int? {
    // The loudest sample is the rarest.
    guard let loudest = frame.indices.min(by: { frame[$0] & 0x7F < frame[$1] & 0x7F }) else {
      return nil
    }
    return unsafe codes.withUnsafeBytes { codes in
      guard let base = codes.baseAddress else { return nil }
      var place = range.lowerBound + loudest
      while place < range.upperBound,
        let hit = unsafe memchr(base + place, Int32(frame[loudest]), range.upperBound - place)
      {
        let start = unsafe hit - UnsafeMutableRawPointer(mutating: base) - loudest
        if start + frame.count <= range.upperBound,
          unsafe memcmp(base + start, frame, frame.count) == 0
        {
          return start
        }
        place = start + loudest + 1
      }
      return nil
    }
  }

  /// Minus zero is zero.
  private static func codes(of samples: [Int16]) -> [UInt8] {
    var codes = [UInt8](repeating: 0, count: samples.count)
    var span = codes.mutableSpan
    G711.muLaw.encode(samples.span, into: &span)
    return codes.map { $0 == 0x7F ? 0xFF : $0 }
  }
}

/// Where a sound was found in another one.
struct SoundMatch {
  /// The place of its first and behind its last sample.
  var start: Int
  var end: Int
  /// How many of its frames are there, 0...1.
  var share: Double
}

extension [Int16] {
  /// How like what stands at a place of another sound it is: 1 is the same but for its loudness.
  func likeness(to other: [Int16], at place: Int) -> Double {
    var (both, own, others) = (0, 0, 0)
    for index in 0..<Swift.min(count, other.count - place) {
      let (a, b) = (Int(self[index]), Int(other[place + index]))
      both += a * b
      own += a * a
      others += b * b
    }
    return own > 0 && others > 0 ? Double(both) / (Double(own) * Double(others)).squareRoot() : 0
  }

  /// The place where a sound begins that is most like a part of this one.
  func likest(to sound: [Int16]) -> (place: Int, likeness: Double) {
    let (own, all) = (coarse, sound.coarse)
    // The loudest quarter of a second is enough to find it.
    let starts = stride(from: 0, to: Swift.max(1, all.count - 250), by: 50)
    let first = starts.max { all.level(at: $0) < all.level(at: $1) } ?? 0
    let others = Array(all.dropFirst(first).prefix(250))
    var best = (place: 0, likeness: -1.0)
    for place in 0..<Swift.max(1, own.count - others.count) {
      let likeness = others.likeness(to: own, at: place)
      if likeness > best.likeness { best = (place, likeness) }
    }
    let start = (best.place - first) * 8
    let near = Swift.max(0, start - 16)...Swift.max(16, start + 16)
    return near.map { ($0, sound.likeness(to: self, at: $0)) }.max { $0.1 < $1.1 } ?? best
  }

  /// How loud the quarter of a second from a place on is, of a thousand samples a second.
  private func level(at place: Int) -> Int {
    self[place..<Swift.min(count, place + 250)].reduce(0) { $0 + abs(Int($1)) }
  }

  /// A thousand samples a second.
  private var coarse: [Int16] {
    stride(from: 0, to: count - 7, by: 8).map { start in
      Int16(self[start..<start + 8].reduce(0) { $0 + Int($1) } / 8)
    }
  }

  /// Each sample as the middle of four: what is above 2 kHz is gone.
  var smoothed: [Int16] {
    indices.dropLast(3).map { start in
      Int16(self[start..<start + 4].reduce(0) { $0 + Int($1) } / 4)
    }
  }

  /// A greeting or message as the portal plays it.
  var played: [Int16] { levelled(to: -20, peakLimitDB: -3) }

  func write(to path: String, sampleRate: Int = 8_000) throws {
    try Sound(samples: self).resampled(to: sampleRate).write(to: path, format: .wav)
  }
}

/// The product's sentences as they are played.
enum Prompts {
  static func clip(_ name: String, _ language: Language = .de) throws -> [Int16] {
    let folder = root.appending(path: "Prompts/\(language.rawValue)").path
    let library = try PromptLibrary(folders: [folder])
    guard let clip = try library.clip(named: name) else {
      throw NotSeen(description: "a clip named \(name)")
    }
    return library.source(clip).samples
  }

  /// Speech that is no sentence of a menu: what a caller says.
  static func speech(seconds: Int) throws -> [Int16] {
    let folder = root.appending(path: "Prompts/nl").path
    let library = try PromptLibrary(folders: [folder])
    var samples: [Int16] = []
    for name in library.names.dropFirst(60) where samples.count < seconds * 8_000 {
      if let clip = try library.clip(named: name) { samples += library.source(clip).samples }
    }
    return Array(samples.prefix(seconds * 8_000))
  }
}
