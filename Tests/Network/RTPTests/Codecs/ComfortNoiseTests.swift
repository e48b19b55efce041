import Audio
import RTP
import Testing

@Suite struct ComfortNoiseTests {
  @Test(arguments: [UInt8(20), 40, 50, 60, 70])
  func `noise has the level that the peer tells`(level: UInt8) {
    var noise = ComfortNoise(level: level)
    var samples: [Int16] = []
    for _ in 0..<16_000 { samples.append(noise.sample()) }
    let rms = Level.rms(samples)
    #expect(abs(rms + Double(level)) < 0.5)
    let mean = samples.reduce(0) { $0 + Int($1) } / samples.count
    #expect(abs(mean) <= 32_767 >> (level / 6 + 2))
  }

  @Test(arguments: [UInt8(0), 127, 255])
  func `no level is too much for a sample`(level: UInt8) {
    var noise = ComfortNoise(level: level)
    let samples = (0..<1000).map { _ in noise.sample() }
    #expect(samples.contains { $0 != 0 } == (level == 0))
  }
}
