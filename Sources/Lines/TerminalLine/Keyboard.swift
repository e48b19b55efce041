import CallFlow

/// What the person at the terminal does during a call.
enum Input: Equatable {
  case key(Digit)
  case hangUp
  /// Say something into the recording.
  case speak
  /// End what is being said.
  case skip
  case help
  /// Hang up and end the program.
  case leave
  /// A character that means nothing.
  case unknown(Character)

  /// What a typed character means.
  init(_ character: Character) {
    switch character {
    case "h": self = .hangUp
    case "s": self = .speak
    case " ": self = .skip
    case "?": self = .help
    case "q", "\u{3}", "\u{4}": self = .leave
    default: self = Digit(character).map(Input.key) ?? .unknown(character)
    }
  }
}

/// Where keys come from, and the clock that goes with it: a person at a terminal lives in real
/// time; a text that is piped in makes its own.
protocol Keyboard {
  /// Milliseconds since the start. Never goes back.
  var now: Moment { get }

  /// Waits for the next input.
  /// - Parameters:
  ///   - due: When to stop waiting; `nil`: never.
  ///   - isQuiet: Whether nothing is being said, by either side.
  /// - Returns: `nil` when `due` has come, which is then ``now`` or past.
  mutating func next(by due: Moment?, isQuiet: Bool) -> Input?

  /// Whether a person types, and wants to be asked.
  var isPerson: Bool { get }

  /// Whether the input begins with a line that says which call to make.
  mutating func opensWithOrder() -> Bool

  /// Between calls: the next line, without its end; `nil` when there is none.
  mutating func line() -> String?
}
