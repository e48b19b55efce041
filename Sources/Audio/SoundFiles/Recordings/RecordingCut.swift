import Audio

/// One long recording of many prompts, cut at its pauses.
public enum RecordingCut {
  /// A piece of it: one prompt.
  public struct Piece: Sendable, Equatable {
    /// Where it is, in milliseconds from the start.
    public let start, length: Int
    public let sound: Sound
  }

  /// The pieces between pauses. What is quieter than the speech by more than 35 dB is pause; what is
  /// shorter than 60 ms, such as a click, is none.
  /// - Parameter pauseMilliseconds: A shorter pause is within a prompt.
  public static func pieces(of recording: Sound, pauseMilliseconds: Int) -> [Piece] {
    let rate = recording.sampleRate
    let passed = recording.samples.highPassed(hertz: 100, sampleRate: rate)
    let block = max(1, rate / 100)
    let threshold = Level.speech(passed) - 35
    var pieces: [Range<Int>] = []
    var start = 0
    while start < passed.count {
      let end = min(start + block, passed.count)
      if Level.rms(Array(passed[start..<end])) >= threshold {
        let isSame =
          pieces.last.map { (start - $0.upperBound) * 1_000 / rate < pauseMilliseconds } ?? false
        if isSame {
          pieces[pieces.count - 1] = pieces[pieces.count - 1].lowerBound..<end
        } else {
          pieces.append(start..<end)
        }
      }
      start = end
    }
    // A soft beginning or end of a word is quieter than the threshold.
    let margin = rate / 10
    return pieces.filter { $0.count * 1_000 / rate >= 60 }.map { range in
      let wide = max(0, range.lowerBound - margin)..<min(passed.count, range.upperBound + margin)
      return Piece(
        start: range.lowerBound * 1_000 / rate, length: range.count * 1_000 / rate,
        sound: Sound(samples: Array(recording.samples[wide]), sampleRate: rate))
    }
  }
}
