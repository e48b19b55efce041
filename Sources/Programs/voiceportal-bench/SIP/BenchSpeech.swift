import Glibc

/// Sound like speech, for greetings and messages: it comes and goes like syllables.
enum BenchSpeech {
  static func samples(seconds: Double) -> [Int16] {
    (0..<Int(seconds * 8_000)).map { index in
      let time = Double(index) / 8_000
      let loudness = 0.5 - 0.5 * cos(2 * .pi * 4 * time)
      let tone = sin(2 * .pi * 170 * time) + sin(2 * .pi * 610 * time)
      return Int16(3_000 * loudness * tone)
    }
  }
}
