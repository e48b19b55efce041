/// What a recording is for. It is kept beside the recording from its first moment, so that one
/// left by a crash finds its way (requirement D7).
public enum TakePurpose: Codable, Equatable, Sendable {
  /// A caller's message: delivered, if the process dies.
  case deposit(mailbox: Int64, from: String)
  /// A greeting, name, or message not yet sent: dropped, if the process dies.
  case draft
}
