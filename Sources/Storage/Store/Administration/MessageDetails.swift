import Mailbox

/// What a list shows of messages beside their rows, by the keys of the messages. It is read in few
/// statements, since a storage may be another computer's.
struct MessageDetails {
  /// Introductions first.
  var parts: [Int64: [AudioReference]] = [:]
  /// The first one first.
  var forwarders: [Int64: [Forwarder]] = [:]
  var transcripts: [Int64: TranscriptJob] = [:]
}
