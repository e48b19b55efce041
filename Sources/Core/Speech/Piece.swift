public import Mailbox

/// What is played next: a phrase in a language is a row of these.
public enum Piece: Equatable, Sendable {
  /// A sound of the language.
  case clip(Clip)
  /// A sound of the store: a message or a greeting.
  case audio(AudioReference)
  /// A sound of the store: a user's recorded name.
  case name(AudioReference)
  /// What this call has recorded.
  case take(FinishedRecording)
  /// What a user wrote, such as the description of a list. There is no clip of it: a line shows it
  /// as text and plays nothing.
  case written(String)
  /// Silence.
  case pause(milliseconds: Int)
}

/// How long a piece lasts where no sound is loaded, in milliseconds. Sounds of the store know it;
/// a clip is guessed from its letters, 14 a second.
public func estimatedMilliseconds(of piece: Piece) -> Int {
  switch piece {
  case .clip(let clip): clip.text.count * 1000 / 14
  case .audio(let audio), .name(let audio): Int(audio.milliseconds)
  case .take(let take): Int(take.milliseconds)
  case .written: 0
  case .pause(let milliseconds): milliseconds
  }
}
