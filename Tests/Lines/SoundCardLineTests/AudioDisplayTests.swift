import Audio
import Foundation
import SoundCardLine
import Telephony
import Testing

/// What `voiceportal check audio` shows.
@Suite struct AudioDisplayTests {
  private func meter(levelDB: Double, then silence: Int = 0) -> LevelMeter {
    var meter = LevelMeter()
    meter.take(Tone.sine(hertz: 1_000, milliseconds: 20, levelDB: levelDB).span)
    meter.take(Tone.silence(milliseconds: silence).span)
    return meter
  }

  /// Shows some levels, a tenth of a second after the other.
  private func shown(_ meters: [LevelMeter], isLive: Bool) -> (text: String, isHeard: Bool) {
    var (text, time) = ("", Date(timeIntervalSince1970: 0))
    var display = AudioDisplay(isLive: isLive, now: { time }, write: { text += $0 })
    for meter in meters {
      time += 0.1
      display.show(meter)
    }
    let isHeard = display.finish()
    return (text, isHeard)
  }

  @Test func `in a terminal the bar moves, with a mark for the peak`() {
    let shown = shown([meter(levelDB: -20)], isLive: true)
    #expect(shown.text.hasPrefix("\r[#########################|         ] -20.0 dBFS, peak -17.0"))
    #expect(shown.isHeard)
  }

  @Test func `it falls slowly, so that an eye can follow`() {
    let shown = shown([meter(levelDB: -20, then: 500)], isLive: true)
    #expect(shown.text.hasPrefix("\r[##################### |   "))
    #expect(shown.text.contains(" -26.7 dBFS, peak -23.7"))
  }

  @Test func `elsewhere a line a second shows its loudest moment`() {
    var meters = Array(repeating: meter(levelDB: -40), count: 20)
    meters[3] = meter(levelDB: -10)
    let lines = shown(meters, isLive: false).text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first?.hasSuffix(" -10.0 dBFS, peak  -7.0") == true)
    #expect(lines.dropFirst().first?.hasSuffix(" -40.0 dBFS, peak -37.0") == true)
    #expect(lines.last == "0 keys; loudest -10.0 dBFS.")
  }

  @Test func `silence is said to be silence`() {
    let shown = shown([LevelMeter()], isLive: false)
    #expect(!shown.isHeard)
    #expect(shown.text.contains("Nothing was captured: is it the right device, and not muted?"))
  }

  @Test func `a key is shown with its level and twist`() {
    var text = ""
    var display = AudioDisplay(isLive: false, write: { text += $0 })
    display.show(KeySound(character: "5", levelDB: -19.04, twistDB: 2.5))
    #expect(text == "key 5   level -19.0 dBFS   twist +2.5 dB\n")
  }
}
