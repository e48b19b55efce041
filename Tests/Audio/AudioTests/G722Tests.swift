import Audio
import Testing

@Suite struct G722Tests {
  @Test func `codes and samples are those of the recommendation`() {
    // Made by another implementation of the lower band.
    var encoder = G722Encoder()
    let codes = (0..<24).map { encoder.encode(Int16($0 * 7_919 % 20_000 - 10_000)) }
    #expect(
      codes == [
        196, 196, 224, 196, 228, 224, 212, 230, 205, 249, 229, 220, 240, 209, 252, 234, 221, 242,
        209, 255, 235, 222, 244, 207,
      ])
    var decoder = G722Decoder()
    let samples = (0..<24).map { decoder.decode(UInt8($0 * 37 % 256)) }
    #expect(
      samples == [
        -2, 26, -34, 18, -32, 4, -18, -4, 36, -64, 28, -40, 2, 148, -400, 486, -568, 286, -228, 0,
        1_014, -1_542, 1_234, -1_210,
      ])
  }

  @Test(arguments: [300.0, 1_000, 3_000])
  func `sound comes through`(hertz: Double) {
    let sound = Tone.sine(hertz: hertz, milliseconds: 500, levelDB: -20)
    let heard = Self.throughLine(sound)
    #expect(abs(Level.rms(Array(heard.dropFirst(800))) + 20) < 1)
    let error = zip(sound, heard).map { $0 &- $1 }.dropFirst(800)
    #expect(Level.rms(Array(error)) < -35)
  }

  @Test func `keys come through`() throws {
    let tones = try #require(Tone.dtmf(keys: "0123456789*#ABCD".utf8))
    var detector = DTMFDetector()
    var keys = ""
    detector.listen(
      to: Self.throughLine(tones).span,
      down: { keys.append(Character(Unicode.Scalar($0.key))) }, heard: { _ in })
    #expect(keys == "0123456789*#ABCD")
  }

  private static func throughLine(_ sound: [Int16]) -> [Int16] {
    var (encoder, decoder) = (G722Encoder(), G722Decoder())
    return sound.map { decoder.decode(encoder.encode($0)) }
  }
}
