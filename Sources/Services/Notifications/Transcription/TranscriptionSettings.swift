/// The engine that turns messages into text.
public struct TranscriptionSettings: Equatable, Sendable {
  /// Where the engine is.
  public enum Place: Equatable, Sendable {
    /// A program: `PROGRAM FILE.wav LANGUAGE` prints one JSON object.
    case program(String)
    /// An HTTP endpoint of the form `/v1/audio/transcriptions`.
    case endpoint(url: String, model: String, keyFile: String?)
  }

  public var place: Place
  /// As users read it beside the text.
  public var name: String
  /// The longest time of one message, beside its own length.
  public var seconds = 60

  /// An engine.
  public init(_ place: Place, name: String) { (self.place, self.name) = (place, name) }
}
