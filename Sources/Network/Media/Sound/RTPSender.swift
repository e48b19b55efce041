import RTP

/// The RTP that a stream sends: numbers, and timestamps that run with the clock. Sound of a talkspurt
/// follows on; after silence the timestamp is that of the clock.
struct RTPSender {
  /// Samples of a packet.
  static let frame = 160
  /// Samples that a packet may be ahead of its time, so that a new prompt need not wait for the
  /// place of the one that it replaces. A turn more is allowed than a start, so that it does not
  /// come to a halt by the 5 ms of a slot.
  static let startAhead: Int64 = 160
  static let turnAhead: Int64 = 208
  /// So far behind, sound that follows on would come too late at the peer.
  static let longestLag: Int64 = 1_600

  let ssrc = UInt32.random(in: 1 ... .max)
  private let base = UInt32.random(in: 0 ... .max)
  private let epoch: Int64
  private var sequence = UInt16.random(in: 0 ... .max)
  /// The end of the last packet of sound, in samples since the epoch.
  private var sentUntil: Int64 = 0
  private(set) var isTalking = false
  /// When the last packet of any kind went.
  private(set) var lastSent = Int64.min / 2
  private(set) var packets = 0
  private(set) var octets = 0

  init(at now: Int64) { epoch = now }

  /// How far the end of the last packet is ahead of the clock, in samples.
  func ahead(at now: Int64) -> Int64 { sentUntil - samples(at: now) }

  /// The timestamp of what is no sound and begins now. It does not lie within a packet of sound.
  func timestamp(at now: Int64) -> UInt32 { timestamp(max(samples(at: now), sentUntil)) }

  /// The timestamp of the clock, for RTCP.
  func clockTimestamp(at now: Int64) -> UInt32 { timestamp(samples(at: now)) }

  /// The header of the next packet of sound.
  mutating func soundHeader(_ payloadType: UInt8, at now: Int64) -> RTPHeader {
    let clock = samples(at: now)
    if clock - sentUntil > Self.longestLag { isTalking = false }
    let start = isTalking ? sentUntil : max(clock, sentUntil)
    sentUntil = start + Int64(Self.frame)
    let header = header(payloadType, timestamp(start), marker: !isTalking)
    isTalking = true
    return header
  }

  /// The header of a packet that is not part of the sound.
  mutating func header(_ payloadType: UInt8, _ timestamp: UInt32, marker: Bool) -> RTPHeader {
    sequence &+= 1
    return RTPHeader(
      marker: marker, payloadType: payloadType, sequence: sequence, timestamp: timestamp,
      ssrc: ssrc)
  }

  /// A telephone-event takes the place of 20 ms of sound.
  mutating func passEvent(at now: Int64) {
    sentUntil = max(samples(at: now), sentUntil) + Int64(Self.frame)
    isTalking = false
  }

  /// The next sound is the start of a talkspurt.
  mutating func fallSilent() { isTalking = false }

  mutating func count(payload: Int, at now: Int64) {
    packets += 1
    octets += payload
    lastSent = now
  }

  private func samples(at now: Int64) -> Int64 { (now - epoch) / 125_000 }

  private func timestamp(_ samples: Int64) -> UInt32 { base &+ UInt32(truncatingIfNeeded: samples) }
}
