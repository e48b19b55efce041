import Mailbox

/// A phrase in a language, as it is heard and as it is written.
public struct Utterance: Equatable, Sendable {
  /// A piece, and its share of the text. The shares joined are the text, so a line that stops in the
  /// middle knows what was said so far.
  public struct Share: Equatable, Sendable {
    /// What is played.
    public let piece: Piece
    /// Its words, with the space before or the punctuation.
    public let text: String
  }

  /// In the order of playing.
  public private(set) var shares: [Share] = []

  /// What is played.
  public var pieces: [Piece] { shares.map(\.piece) }

  /// The written sentence or sentences.
  public var text: String { shares.map(\.text).joined() }

  /// Puts the parts of a phrase together: spaces, commas, full stops and capital letters.
  init(_ parts: [Part], vocabulary: Vocabulary) {
    var writing = Writing()
    for (index, part) in parts.enumerated() {
      switch part {
      case .say(let saying):
        let isLast = index + 1 == parts.count || parts[index + 1] == .stop
        guard let clip = vocabulary.clip(saying, isLast ? .ends : .goesOn) else { continue }
        append(.clip(clip), writing.add(clip.text))
      case .audio(let audio):
        append(.audio(audio), writing.add(mark(vocabulary.spoken.recording, audio.milliseconds)))
      case .take(let take):
        append(.take(take), writing.add(mark(vocabulary.spoken.recording, take.milliseconds)))
      case .name(let audio):
        append(.name(audio), writing.add("‹\(vocabulary.spoken.recordedName)›"))
      case .written(let text): append(.written(text), writing.add("‹\(text)›"))
      case .comma: append(.pause(milliseconds: Self.commaMilliseconds), writing.end(with: ","))
      case .stop: append(.pause(milliseconds: Self.stopMilliseconds), writing.end(with: "."))
      case .glue: writing.isGlued = true
      }
    }
  }

  static let commaMilliseconds = 150
  static let stopMilliseconds = 350

  private mutating func append(_ piece: Piece, _ text: String) {
    shares.append(Share(piece: piece, text: text))
  }
}

/// `‹recording 0:05›`
private func mark(_ word: String, _ milliseconds: Int32) -> String {
  let seconds = (Int(milliseconds) + 500) / 1000
  let rest = seconds % 60
  return "‹\(word) \(seconds / 60):\(rest < 10 ? "0" : "")\(rest)›"
}

/// Where in the written sentence we are.
private struct Writing {
  var isGlued = false
  private var last: Character?

  mutating func add(_ words: String) -> String {
    let startsSentence = last.map(Self.endings.contains) ?? true
    var text = words
    if startsSentence { text = words.prefix(1).uppercased() + words.dropFirst() }
    if last != nil && !isGlued { text = " " + text }
    isGlued = false
    last = words.last ?? last
    return text
  }

  /// A sentence that brings its own full stop gets no second one.
  mutating func end(with mark: Character) -> String {
    guard let last, !Self.endings.contains(last) else { return "" }
    self.last = mark
    return String(mark)
  }

  private static let endings: Set<Character> = [".", "?", "!"]
}
