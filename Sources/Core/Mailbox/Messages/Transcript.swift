/// What an engine has understood of a message (requirement I4). It is made by a machine, and shown as
/// such.
public struct Transcript: Codable, Equatable, Sendable {
  public var text: String
  /// As the engine names it, such as `de`; `nil` if it does not say.
  public var language: String?
  /// Who has made it.
  public var engine: String

  /// The longest text that is kept, in characters.
  public static let longest = 10_000

  /// What an engine says. Control characters become spaces.
  public init(text: String, language: String?, engine: String) {
    var words: [Substring] = []
    let isBlank = { (scalar: Unicode.Scalar) in
      scalar.properties.generalCategory == .control || scalar.properties.isWhitespace
    }
    words = text.unicodeScalars.split(whereSeparator: isBlank).map { Substring($0) }
    self.text = String(words.joined(separator: " ").prefix(Self.longest))
    self.language = language
    self.engine = engine
  }
}

/// A message that is to be turned into text, or that was.
public struct TranscriptJob: Codable, Equatable, Sendable {
  /// What has become of it.
  public enum State: String, Codable, CaseIterable, Sendable {
    case waiting
    case done
    /// The engine could not do it, several times.
    case failed
  }

  /// The message's key.
  public var message: Int64
  public var user: Int64
  /// What is spoken, as far as one knows: the user's language.
  public var language: Language
  public var state = State.waiting
  public var transcript: Transcript?
  /// Times are milliseconds since 1970 UTC.
  public var due: Int64
  /// Until then a worker has it.
  public var leasedUntil: Int64 = 0
  public var tries = 0
  /// What went wrong last.
  public var lastFault: String?

  /// A message that waits.
  public init(message: Int64, user: Int64, language: Language, due: Int64) {
    self.message = message
    self.user = user
    self.language = language
    self.due = due
  }

  /// So often an engine is asked.
  public static let mostTries = 3
  /// So long a mail that tells of the message waits for its text, and no longer.
  public static let mailWaitsMilliseconds: Int64 = 90_000
}

/// What a try to turn a message into text has come to.
public enum TranscriptOutcome: Equatable, Sendable {
  case done(Transcript)
  /// The engine did not do it.
  case failed(String)
  /// There is no engine, or it cannot be reached: that is not the message's fault.
  case held(String)
}
