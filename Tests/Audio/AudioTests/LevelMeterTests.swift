import Audio
import Testing

@Suite struct LevelMeterTests {
  private let frame = LineFormat.samples(inMilliseconds: 20)

  @Test func `silence shows the floor`() {
    var meter = LevelMeter()
    #expect([meter.peak, meter.rms] == [LevelMeter.floor, LevelMeter.floor])
    meter.take(Tone.silence(milliseconds: 20).span)
    #expect([meter.peak, meter.rms] == [LevelMeter.floor, LevelMeter.floor])
  }

  @Test func `a louder frame shows at once`() {
    var meter = LevelMeter()
    meter.take(Tone.silence(milliseconds: 20).span)
    meter.take(Tone.sine(hertz: 1000, milliseconds: 20, levelDB: -20).span)
    #expect(abs(meter.rms + 20) < 0.1)
    #expect(abs(meter.peak + 17) < 0.1)
  }

  @Test(arguments: [20, 160, 400])
  func `it falls by so many dB a second, whatever the frames`(length: Int) {
    var meter = LevelMeter(decay: 12)
    meter.take(Tone.sine(hertz: 1000, milliseconds: 20, levelDB: -20).span)
    let silence = [Int16](repeating: 0, count: length)
    for _ in 0..<LineFormat.sampleRate / length { meter.take(silence.span) }
    #expect(abs(meter.rms + 32) < 0.2)
    #expect(abs(meter.peak + 29) < 0.2)
  }

  @Test func `a steady sound stays where it is`() {
    var meter = LevelMeter()
    let tone = Tone.sine(hertz: 1000, milliseconds: 2000, levelDB: -30)
    for start in stride(from: 0, to: tone.count, by: frame) {
      meter.take(tone.span.extracting(start..<start + frame))
      #expect(abs(meter.rms + 30) < 0.1)
    }
  }

  @Test func `it holds numbers only, so a frame allocates nothing`() {
    #expect(MemoryLayout<LevelMeter>.size == 3 * MemoryLayout<Double>.size)
  }
}
