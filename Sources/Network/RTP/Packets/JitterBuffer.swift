import Audio

/// Puts the packets of a peer in order and cuts them into frames of 20 ms, for a recording.
///
/// A recording has time: late is better than lost (D5). So what is there and in order goes out at
/// once, and the depth of the buffer is for how long a missing packet is waited for. The length of
/// the sound is the one that the peer's timestamps tell, whatever the clocks and the network do:
/// - a lost packet is bridged by the frame before it, which fades within 60 ms, then by silence;
/// - a pause that the peer did not send is filled with comfort noise of its level, or silence;
/// - when nothing comes for half a second, silence is made by the clock. What comes late after all
///   goes out behind it, unless newer sound has already gone out.
///
/// Use: `put` each packet as it comes; `tick` every 20 ms; `take` until there is `nothing`, after
/// each tick, and whenever `put` has no room. Nothing allocates after `init`.
public struct JitterBuffer: Sendable {
  /// Samples, and so bytes, of a frame.
  public static let frameLength = 160
  /// For how many frames a packet may be waited for.
  public static let depths = 2...10
  /// Ticks without any packet before silence is made.
  static let patience = 25
  /// Samples of the longest pause that is made out of timestamps alone: 4 s. The others are made by
  /// the clock.
  static let longestPause = 32_000
  /// Samples in which a bridged frame fades away.
  static let fade = 480

  /// What a frame is.
  public enum Frame: Equatable, Sendable {
    /// Sound as it was sent.
    case sound
    /// At least a part of it was lost and is bridged.
    case lost
    /// A pause that was not sent.
    case silence
    /// There is no frame yet.
    case nothing
  }

  /// What has happened so far.
  public struct Counters: Equatable, Sendable {
    /// Frames that were bridged.
    public var bridged = 0
    /// Packets that came when newer sound had gone out.
    public var late = 0
    /// Packets that had come before.
    public var duplicates = 0
    /// How often the peer's clock or source has changed.
    public var jumps = 0

    /// Nothing has happened.
    public init() {}
  }

  public private(set) var counters = Counters()
  /// For how many frames a missing packet is waited for now.
  public private(set) var depth = JitterBuffer.depths.lowerBound

  private let codec: G711Codec
  private var ring = SampleRing()
  private var order: PacketOrder?
  private var bridge: SoundBridge

  // Positions in samples. There is sound in the ring only in `next..<end`.
  private var next = 0
  private var end = 0
  /// The end of the newest sound that has come.
  private var newest = 0
  /// Sound before this has gone out.
  private var gone = Int.min / 2
  /// Where the last comfort noise began.
  private var pause = Int.min / 2

  /// Ticks since the last sound went out, or since the ring was empty.
  private var waited = 0
  /// Waits for the packets before the first one, which may have overtaken them.
  private var isPriming = true
  private var maySynthesize = false
  private var isPressed = false
  private var isFinished = false

  /// The greatest depth that was needed in the last packets.
  private var needed = 0
  private var packetsInPeriod = 0

  /// - Parameter codec: of the frames. Packets of the other law are converted.
  public init(codec: G711Codec) {
    self.codec = codec
    bridge = SoundBridge(codec.law)
  }

  /// Takes a packet of sound (payload type 0 or 8) or comfort noise (13); others are ignored.
  /// - Returns: `false`: there is no room. `take` until there is `nothing`, then put it again.
  public mutating func put(_ header: RTPHeader, _ payload: Span<UInt8>) -> Bool {
    let isNoise = header.payloadType == ComfortNoise.payloadType
    let sent = G711Codec(payloadType: header.payloadType)
    guard isNoise || sent != nil, payload.count <= SampleRing.capacity / 2 else { return true }
    var order = order ?? PacketOrder(header, at: next)
    var position = order.position(of: header)
    let hasNoRoom = position + payload.count - next > SampleRing.capacity
    if hasNoRoom, order.isSame(header), position - next <= Self.longestPause {
      // A pause and what comes behind it have come at once. The pause goes out first.
      end = max(end, position)
    }
    if hasNoRoom, end - next >= Self.frameLength {
      isPressed = true
      return false
    }
    let runsBack = position < gone && !isNoise && !order.isOld(header)
    if hasNoRoom || runsBack || !order.isSame(header) {
      // Another source, or another clock: its sound goes on where the one before ends.
      position = max(next, end)
      order = PacketOrder(header, at: position)
      counters.jumps += 1
    }
    let isNew = order.note(header, at: position)
    self.order = order
    guard isNew else {
      counters.duplicates += 1
      return true
    }
    if isNoise {
      if payload.count > 0 { bridge.noise = ComfortNoise(level: payload[0]) }
      pause = max(pause, position)
      return true
    }
    store(payload, sent ?? codec, at: position)
    return true
  }

  /// Lets 20 ms pass.
  public mutating func tick() {
    waited += 1
    maySynthesize = true
  }

  /// What waits for a missing packet goes out now, without it.
  public mutating func hurry() { isPressed = true }

  /// Nothing will come any more: what is there goes out without waiting.
  public mutating func finish() { isFinished = true }

  /// Takes the next frame.
  /// - Parameter frame: G.711 of the buffer's codec; at least 160 bytes.
  public mutating func take(into frame: inout MutableSpan<UInt8>) -> Frame {
    guard order != nil else { return .nothing }
    let mustGo = isPressed || isFinished
    if isPriming {
      let isFull = end - next >= depth * Self.frameLength
      guard isFull || waited >= depth || mustGo else { return .nothing }
      isPriming = false
    }
    let there = ring.run(at: next, upTo: Self.frameLength)
    if there == Self.frameLength {
      ring.take(there, at: next, into: &frame)
      bridge.hear(frame.span)
      advance()
      (gone, waited) = (next, 0)
      return .sound
    }
    if end > next + there {
      // There is newer sound.
      guard mustGo || waited >= depth else { return .nothing }
      return bridged(&frame)
    }
    if isFinished, there > 0 {
      // The rest of a packet, and silence behind it.
      return fill(&frame)
    }
    isPressed = false
    let isPause = pause >= newest
    guard !isFinished, maySynthesize, waited > (isPause ? depth : Self.patience) else {
      return .nothing
    }
    maySynthesize = false
    return bridged(&frame)
  }

  // MARK: - Storing

  private mutating func store(_ payload: Span<UInt8>, _ sent: G711Codec, at start: Int) {
    var position = start
    let length = payload.count
    let isEmpty = end <= next
    adapt(behind: newest - (position + length))
    // What moves the ring back must not push out what is at its other end.
    guard position + length > gone, isEmpty || end - position <= SampleRing.capacity else {
      counters.late += 1
      return
    }
    let late = max(0, gone - position)
    position += late
    if position < next {
      // Only made silence has gone out since: the sound follows behind it.
      next = position
      isPriming = true
      waited = 0
    } else if isEmpty {
      waited = 0
    }
    if isEmpty { end = next }
    let rest = payload.extracting(late..<length)
    if sent == codec {
      ring.write(rest, at: position)
    } else {
      convert(rest, sent, at: position)
    }
    end = max(end, position + rest.count)
    newest = max(newest, end)
  }

  private mutating func convert(_ payload: Span<UInt8>, _ sent: G711Codec, at position: Int) {
    var code = InlineArray<1, UInt8>(repeating: 0)
    for index in payload.indices {
      code[0] = codec.law.encode(sent.law.decode(payload[index]))
      ring.write(code.span, at: position + index)
    }
  }

  /// Deeper at once when a packet needs it, and after ten seconds less deep by a frame.
  /// - Parameter behind: samples by which newer sound had come before this packet.
  private mutating func adapt(behind: Int) {
    if behind > 0, behind <= SampleRing.capacity {
      let frames = (behind + Self.frameLength - 1) / Self.frameLength + 1
      needed = max(needed, min(frames, Self.depths.upperBound))
      depth = max(depth, needed)
    }
    packetsInPeriod += 1
    guard packetsInPeriod >= 500 else { return }
    depth = max(Self.depths.lowerBound, needed, depth - 1)
    (needed, packetsInPeriod) = (0, 0)
  }

  // MARK: - Bridging

  private mutating func bridged(_ frame: inout MutableSpan<UInt8>) -> Frame {
    let kind = fill(&frame)
    if kind == .lost { counters.bridged += 1 }
    return kind
  }

  /// A frame of what is there, with something made in the holes.
  private mutating func fill(_ frame: inout MutableSpan<UInt8>) -> Frame {
    var kind = Frame.silence
    for index in 0..<Self.frameLength {
      let position = next + index
      if let code = ring.take(at: position) {
        frame[index] = code
        gone = position + 1
        kind = .lost
      } else {
        let isPause = position >= pause && pause >= gone
        if !isPause, bridge.isFading { kind = .lost }
        frame[index] = bridge.next(index, isPause: isPause)
      }
    }
    advance()
    return kind
  }

  private mutating func advance() {
    next += Self.frameLength
    if end < next { end = next }
  }
}
