import Mailbox

/// What a grammar puts together. A part is heard, or written, or both.
enum Part: Equatable {
  /// A clip of the language.
  case say(Saying)
  case audio(AudioReference)
  case name(AudioReference)
  case take(FinishedRecording)
  case written(String)
  /// The end of a group of words: a short pause.
  case comma
  /// The end of a sentence.
  case stop
  /// The next word is written together with the one before: "einhundert" and "zwei".
  case glue

  static func number(_ number: Int) -> Part { .say(.number(number)) }
  static func word(_ word: Word) -> Part { .say(.word(word)) }
  static func particle(_ particle: Particle) -> Part { .say(.particle(particle)) }
}
