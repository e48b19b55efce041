/// What a recording is for. It is kept beside the recording from its first moment, so that one
/// left by a crash finds its way (requirement D7).
public enum RecordingPurpose: Codable, Equatable, Sendable {
  /// A caller's message: delivered, if the process dies.
  case deposit(mailbox: Int64, from: String, marks: DepositMarks? = nil)
  /// A greeting, name, or message not yet sent: dropped, if the process dies.
  case draft
}

/// How long what a user records or uploads may be, by phone, page, API and command line.
public enum OwnSoundLimit {
  /// Of a message, an introduction, a greeting or an announcement, in seconds.
  public static let seconds = 300
  /// Of a spoken name, in seconds.
  public static let nameSeconds = 30
}

/// How a caller has marked a message. Kept beside a recording that the mailbox could not take at
/// once, so that a confidential message stays one.
public struct DepositMarks: Codable, Equatable, Sendable {
  public var isUrgent: Bool
  public var isConfidential: Bool

  /// The marks of a message.
  public init(isUrgent: Bool = false, isConfidential: Bool = false) {
    self.isUrgent = isUrgent
    self.isConfidential = isConfidential
  }
}
