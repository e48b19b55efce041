import Audio
import Testing

/// Keys that follow each other without a pause.
@Suite struct DTMFChangeTests {
  private static let pad: [Character] = Array("0123456789*#")

  private func keys(of sound: [Int16]) -> String {
    var detector = DTMFDetector()
    var keys = ""
    detector.listen(
      to: sound.span, down: { keys.append(Character(Unicode.Scalar($0.key))) }, heard: { _ in })
    return keys
  }

  private func tones(_ keys: String, milliseconds: Int, levelDB: Double = -13) throws -> [Int16] {
    try keys.utf8.flatMap { key in
      try #require(Tone.dtmf(key, milliseconds: milliseconds, levelDB: levelDB))
    }
  }

  @Test func `each of them ends where the next one begins`() throws {
    var detector = DTMFDetector()
    var heard: [DTMFKey] = []
    let sound =
      Tone.silence(milliseconds: 200) + (try tones("159", milliseconds: 90))
      + Tone.silence(milliseconds: 100)
    detector.listen(to: sound.span, heard: { heard.append($0) })
    #expect(heard.map(\.key) == Array("159".utf8))
    for (index, key) in heard.enumerated() {
      #expect(abs(key.start - (1_600 + 720 * index)) <= 80)
      #expect(abs(key.length - 720) <= 120)
    }
  }

  @Test(arguments: pad)
  func `one long key stays one`(key: Character) throws {
    let sound =
      Tone.silence(milliseconds: 200) + (try tones(String(key), milliseconds: 1_000))
      + Tone.silence(milliseconds: 100)
    #expect(keys(of: sound) == String(key))
  }
}
