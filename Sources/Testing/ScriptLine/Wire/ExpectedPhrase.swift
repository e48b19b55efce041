import CallFlow
import Mailbox
import Portal
import Speech

/// What a phrase sounds like to a recogniser: its clips in their order, and other sound between them.
struct ExpectedPhrase {
  /// One of its parts.
  enum Part: Equatable {
    case clip(PromptIndex.Name)
    /// One or more clips of a time of day or a date: a portal on a wire has its own calendar.
    case time
    /// A recording, which only has to be heard for a moment.
    case other
  }

  /// Each a way in which it may be said; the first is the likeliest.
  let ways: [[Part]]
  /// How long its recordings last, in samples.
  let recordingLength: Int

  init(_ phrase: Phrase, in locale: SpeechLocale) {
    var ways = [Self.parts(of: phrase, in: locale)]
    // What was recorded on a wire is a little shorter or longer than in virtual time.
    if case .length(let seconds) = phrase {
      for other in [seconds - 1, seconds + 1] where other >= 0 {
        ways.append(Self.parts(of: .length(seconds: other), in: locale))
      }
    }
    self.ways = ways
    recordingLength = pieces(for: phrase, in: locale).reduce(0) { length, piece in
      switch piece {
      case .audio, .name, .take: length + estimatedMilliseconds(of: piece) * 8
      case .clip, .written, .pause: length
      }
    }
  }

  private static func parts(of phrase: Phrase, in locale: SpeechLocale) -> [Part] {
    var isTime = false
    if case .received = phrase { isTime = true }
    var parts: [Part] = []
    for piece in pieces(for: phrase, in: locale) {
      let part: Part
      switch piece {
      case .clip(let clip):
        part =
          isTime && isOfTime(clip.name)
          ? .time : .clip(PromptIndex.Name(locale.language, Self.base(clip.name)))
      case .audio, .name, .take: part = .other
      case .written, .pause: continue
      }
      // A row of vague parts is one.
      if parts.last != part || !part.isVague { parts.append(part) }
    }
    return parts
  }

  /// A clip's name without its intonation: the two of a word begin alike.
  private static func base(_ clip: String) -> String {
    clip.hasSuffix("-end") ? String(clip.dropLast(4)) : clip
  }

  /// Whether a clip is a part of a time.
  static func isOfTime(_ clip: String) -> Bool {
    let kinds = ["number-", "received-", "date-", "hour-", "minute-", "key-"]
    if kinds.contains(where: clip.hasPrefix) { return true }
    return [
      "word-received", "word-am", "word-pm", "word-hundred", "word-thousand", "word-and",
    ].contains(clip)
  }
}

extension ExpectedPhrase.Part {
  fileprivate var isVague: Bool {
    switch self {
    case .clip: false
    case .time, .other: true
    }
  }
}

extension PromptIndex.Name {
  /// Whether a clip that was made out may be this one. The shortest word of all begins like "one", and
  /// is made out in place of another short word where the next one runs into it: of a number, of a key
  /// behind "press", or of a word such as "saved".
  fileprivate func isHeard(as heard: PromptIndex.Name, base: String) -> Bool {
    guard heard.language == language else { return false }
    if base == clip { return true }
    return language == .en && base == "word-of"
      && ["number-", "key-", "word-"].contains(where: clip.hasPrefix)
  }
}

extension ExpectedPhrase {
  /// Where it was heard.
  struct Match {
    let start: Int
    let end: Int
    /// Whether it ended with other sound.
    let isOther: Bool
  }

  /// Looks for it among what was heard.
  /// - Parameters:
  ///   - start: It must begin here or later.
  ///   - quiet: Other sound before this does not count: what was being played before a key may
  ///     still be on its way.
  ///   - isOver: Whether the call is: then its last words may be cut.
  func match(
    in sounds: [HeardSound], from start: Int, quiet: Int, isOver: Bool
  ) -> Match? {
    for way in ways where !way.isEmpty {
      for first in sounds.indices {
        let search = Search(sounds: sounds, from: start, quiet: quiet, isOver: isOver)
        if let match = search.match(way, first) { return match }
      }
    }
    return nil
  }

  private struct Search {
    let sounds: [HeardSound]
    let from: Int
    let quiet: Int
    let isOver: Bool

    func match(_ way: [Part], _ first: Int) -> Match? {
      var place = first
      // Of a long row the line may have spoilt one, as long as it was not heard as another clip, or
      // the first of all, since the beginning of a call may be lost.
      var spoilt = way.count >= 5 ? 1 : 0
      for part in way {
        switch part {
        case .clip(let name):
          let start = place
          if place > first || start == 0 { skipSpoilt(&place) }
          guard place < sounds.count else { return nil }
          if isHeard(place, { name.isHeard(as: $0, base: base($0.clip)) }) {
            place += 1
          } else if place > start || place == 0, spoilt > 0 {
            spoilt -= 1
          } else {
            return nil
          }
        case .time:
          let start = place
          while place < sounds.count, isHeard(place, { ExpectedPhrase.isOfTime($0.clip) }) {
            place += 1
          }
          guard place > start else { return nil }
        case .other:
          guard place < sounds.count, isOther(sounds[place]) else { return nil }
          place += 1
        }
      }
      let start = way[0] == .other ? max(quiet, sounds[first].start) : sounds[first].start
      return Match(start: start, end: sounds[place - 1].end, isOther: way.last == .other)
    }

    private func skipSpoilt(_ place: inout Int) {
      while place < sounds.count, sounds[place].isSpoilt { place += 1 }
    }

    private func isHeard(_ place: Int, _ fits: (PromptIndex.Name) -> Bool) -> Bool {
      let sound = sounds[place]
      guard sound.start >= from, case .clip(let names, let isWhole) = sound.kind else {
        return false
      }
      return (isWhole || isOver && place == sounds.count - 1) && names.contains(where: fits)
    }

    /// It must have lasted for 0.3 s.
    private func isOther(_ sound: HeardSound) -> Bool {
      sound.kind == .other && sound.end - max(sound.start, quiet) >= 2_400
    }
  }
}

extension HeardSound {
  /// Whether it may be a clip that was not made out.
  fileprivate var isSpoilt: Bool {
    switch kind {
    case .clip(_, let isWhole): !isWhole
    case .other: true
    case .tone: false
    }
  }
}
