import Audio
import Testing

@Suite struct KeyToneTests {
  /// Something that is no tone of a key.
  private func speech(_ milliseconds: Int) -> [Int16] {
    Tone.mix(
      [(290, -24), (610, -22), (1_150, -26), (2_300, -30)], milliseconds: milliseconds)
  }

  private func start(of key: Character, in sound: [Int16]) -> Int? {
    key.asciiValue.flatMap { KeyTone.start(of: $0, in: sound.span) }
  }

  @Test(arguments: Array("0123456789*#ABCD"), [30, 60, 120])
  func `what a gateway lets through of a key is found`(key: Character, length: Int) throws {
    let code = try #require(key.asciiValue)
    let tone = try #require(Tone.dtmf(code, milliseconds: length))
    for law in G711.allCases {
      let sound = (speech(2_000) + tone).map { law.decode(law.encode($0)) }
      let found = try #require(start(of: key, in: sound))
      #expect((15_880...16_000).contains(found), "\(key) \(length) \(found)")
    }
  }

  @Test(arguments: [0, 200, 600])
  func `a key that is told late is found before what came after it`(delay: Int) throws {
    let tone = try #require(Tone.dtmf(0x23, milliseconds: 100))
    let sound = speech(2_000) + tone + speech(delay)
    let found = try #require(start(of: "#", in: sound))
    #expect((15_880...16_000).contains(found))
  }

  @Test func `a lost packet within the tone does not hide its beginning`() throws {
    let tone = try #require(Tone.dtmf(0x23, milliseconds: 60))
    let sound = speech(2_000) + tone + Tone.silence(milliseconds: 20) + tone
    let found = try #require(start(of: "#", in: sound))
    #expect((15_880...16_000).contains(found))
  }

  @Test func `where there is no tone nothing is found`() throws {
    #expect(start(of: "#", in: speech(2_000)) == nil)
    #expect(start(of: "#", in: Tone.silence(milliseconds: 2_000)) == nil)
    #expect(start(of: "#", in: []) == nil)
    // Another key, and one from long before.
    let other = try #require(Tone.dtmf(0x35, milliseconds: 100))
    #expect(start(of: "#", in: speech(500) + other) == nil)
    let tone = try #require(Tone.dtmf(0x23, milliseconds: 100))
    #expect(start(of: "#", in: tone + speech(1_300)) == nil)
  }
}
