import Audio
import CallFlow
import Portal
import Telephony

/// A prompt being played, and its words at the moments at which they are spoken.
struct SpokenPrompt {
  let ticket: Ticket
  var playback: Playback

  private let sound: [Int16]?
  private let words: [(at: Int, text: String)]
  private var shown = 0
  private var seconds = 0

  init(ticket: Ticket, _ playback: Playback, sound: [Int16]?) {
    self.ticket = ticket
    self.playback = playback
    self.sound = sound
    words = Self.words(of: playback)
  }

  /// Words that have not been shown.
  var rest: [String] { words.dropFirst(shown).map(\.text) }

  /// Milliseconds until the next word, the next second of a recording, or the end.
  var timeToNext: Int? {
    guard !playback.isPaused else { return nil }
    var next = playback.milliseconds
    if shown < words.count { next = min(next, words[shown].at) }
    if let start = startOfRecording {
      next = min(next, playback.position + 1_000 - (playback.position - start) % 1_000)
    }
    return max(0, next - playback.position)
  }

  /// The words that are due now, and the seconds of a recording.
  mutating func newWords() -> [TranscriptLine] {
    var notes: [TranscriptLine] = []
    while shown < words.count, words[shown].at <= playback.position {
      notes.append(.words(words[shown].text))
      shown += 1
    }
    if let start = startOfRecording {
      let now = (playback.position - start) / 1_000
      if now != seconds { notes.append(.played(seconds: now)) }
      seconds = now
    }
    return notes
  }

  /// The sound of some milliseconds.
  func samples(_ range: Range<Int>) -> ArraySlice<Int16> {
    guard let sound, !range.isEmpty else { return [] }
    let perMillisecond = LineFormat.samples(inMilliseconds: 1)
    let all = range.lowerBound * perMillisecond..<range.upperBound * perMillisecond
    return sound[all.clamped(to: sound.indices)]
  }

  private var startOfRecording: Int? {
    guard let part = playback.current, playback.parts[part].isRecording else { return nil }
    return playback.starts[part]
  }

  /// A word comes when it is spoken: the letters before it have passed.
  private static func words(of playback: Playback) -> [(at: Int, text: String)] {
    var words: [(at: Int, text: String)] = []
    for (part, start) in zip(playback.parts, playback.starts) where !part.text.isEmpty {
      var letters = 0
      for word in part.isRecording ? [part.text] : splitIntoWords(part.text) {
        words.append((start + part.milliseconds * letters / part.text.count, word))
        letters += word.count
      }
    }
    return words
  }
}
