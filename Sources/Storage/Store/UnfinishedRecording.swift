public import Mailbox

/// A recording that was waiting when the process ended (requirement D7).
public struct UnfinishedRecording: Equatable, Sendable {
  /// The take's key: a deposit names it.
  public var id: UInt64
  /// The file as far as it was written. Its header may be behind its samples.
  public var path: String
  /// What it was recorded for.
  public var purpose: RecordingPurpose
  /// When it ended, in milliseconds since 1970 UTC of the system's clock.
  public var ended: Int64
}
