public import RTP

/// What a stream tells its handler, on the media thread.
public enum MediaEvent: Sendable, Equatable {
  /// A key went down, so long ago. Told once a press and means, at its first packet, or as soon as
  /// its tones are sure.
  case key(Character, by: KeyDeduplicator.Means, millisecondsAgo: Int)
  /// It was let go.
  case keyUp(Character, by: KeyDeduplicator.Means)
  /// The last sample of what was played has gone, 20 ms after its packet.
  case played(UInt64)
  /// Half a second of what was captured.
  case captured([Int16])
  /// The keys of `press` have gone.
  case pressed
  /// No packet has come for so long, also from a peer that need not send, as on hold. Told again
  /// each time that as much has passed, until it sends.
  case silence(seconds: Int)
}
