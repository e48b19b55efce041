import CallFlow

/// One thing to show of a call.
enum TranscriptLine: Equatable {
  /// A prompt begins.
  case says
  /// Its next words, with the space before them.
  case words(String)
  /// How far a recording has been played, in whole seconds.
  case played(seconds: Int)
  /// A key has cut the prompt.
  case cut
  /// The person at the terminal did not want to hear the rest.
  case skipped
  /// A pressed key; a dot for a secret one.
  case key(Character)
  /// The sound being played was moved, by this key or by itself.
  case moved(Transport, by: Character?)
  /// The tone was heard, or another second was recorded.
  case recording(seconds: Int)
  /// The recording has ended.
  case recorded(seconds: Int)
  /// The person at the terminal says this into the recording.
  case callerSays(String)
  /// What came of it: a transfer, a stored message.
  case effect(String, String)
  /// Something that did not work.
  case trouble(String, String)
  /// A word to the person at the terminal.
  case hint(String)

  /// Whether it ends what was being said or recorded.
  var isEnd: Bool {
    switch self {
    case .cut, .recorded: true
    case .says, .words, .played, .skipped, .key, .moved, .recording, .callerSays, .effect,
      .trouble, .hint:
      false
    }
  }
}

/// Words with the spaces before them.
func splitIntoWords(_ text: String) -> [String] {
  var words: [String] = []
  for character in text {
    if character == " " || words.isEmpty { words.append("") }
    words[words.count - 1].append(character)
  }
  return words
}

/// Minutes and seconds, such as `0:07`.
func clockText(seconds: Int) -> String {
  "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
}
