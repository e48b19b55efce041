/// Makes keys of the telephone-events of one peer (RFC 4733 section 2.5.2): one press is one key,
/// however its packets come.
///
/// By the RFC a press has one timestamp, growing durations and three end packets; a press of more
/// than 8.19 s comes in segments (section 2.5.1.3). Any one packet of it is enough. Not every peer
/// keeps to that, so a press is told by its event, its duration and its time, and not by its
/// timestamp alone:
///
///     timestamps grow within a press       the packet lasts longer than its timestamp is away
///     end copies have new timestamps       they begin within the press, or come at once after its end
///     timestamps stand still for ever      another event, or a shorter one some time after the end
///     the source (SSRC) changes            the same press, if it goes on or is a copy of its end
///
/// Late packets and duplicates are told by their sequence numbers and by the timestamps of the last
/// presses. Nothing is forgotten when the source changes: events may have a source of their own
/// beside the sound's.
public struct TelephoneEventReceiver: Sendable {
  /// After this time without a packet a key counts as let go. Senders repeat themselves every 20 to
  /// 50 ms (section 2.5.1.2), so three packets in a row must be lost for that.
  public static let patienceMilliseconds = 200
  /// So long after the end of a press another end of the same key is a copy: a key lasts 40 ms and
  /// so does the pause before it (ITU-T Q.24).
  static let copyMilliseconds = 60
  /// So long the last press of another source may go on in this one, or be copied.
  static let sourceMilliseconds = 1_000
  /// A press of a peer whose timestamps stand still begins at least so long after the last end.
  static let shortestPauseMilliseconds = 40

  private struct Press {
    var code: UInt8
    /// `nil`: timestamps of this one say nothing, since the clock is another one.
    var ssrc: UInt32?
    /// The timestamp of the segment, that of the newest packet, and how long the segment has lasted.
    var start: UInt32
    var newest: UInt32
    var duration: UInt16
    /// Samples of the segments before.
    var before = 0
    var isDown = true
    /// When the peer has said that it was let go; `nil` if it has not.
    var endedAt: Int?
    /// When its last packet came.
    var heardAt: Int
  }

  /// What a packet is to the press before it.
  private enum Relation {
    /// It goes on.
    case same
    /// It goes on in the next segment.
    case segment
    /// It has been let go already.
    case copy
    /// It belongs to an earlier press.
    case late
    case new
  }

  private var clockRate: Int
  private var scale = TimestampScale()
  private var press: Press?
  /// The source of the last packet, its highest sequence number, and when that came.
  private var order: (ssrc: UInt32, sequence: UInt16, time: Int)?
  /// The last segments, written round and round.
  private var seen = InlineArray<16, UInt64>(repeating: 0)
  private var seenCount = 0

  /// No key is down.
  /// - Parameter clockRate: How often the clock of the events ticks a second; a multiple of 8,000.
  public init(clockRate: Int = 8_000) {
    self.clockRate = clockRate
  }

  /// Another clock was agreed on. What was pressed is not forgotten: its packets are told by event,
  /// duration and time, as where the source changes.
  public mutating func follow(clockRate: Int) {
    guard clockRate != self.clockRate else { return }
    (self.clockRate, scale, order) = (clockRate, TimestampScale(), nil)
    press?.ssrc = nil
  }

  /// Whether a key is down.
  public var isDown: Bool { press?.isDown ?? false }

  /// Takes a packet. Allocates only when there is something to tell.
  /// - Parameters:
  ///   - header: Its header. A lost or missing marker does no harm.
  ///   - time: When it came, in milliseconds of any one clock.
  /// - Returns: What has happened, in order; at most the end of one key and all of the next.
  public mutating func receive(
    _ payload: Span<UInt8>, _ header: RTPHeader, at time: Int
  ) -> [KeyEvent] {
    guard var event = TelephoneEvent(payload), let key = TelephoneEvent.key(event.code) else {
      return []
    }
    var header = header
    if clockRate != 8_000 {
      event.duration = UInt16(Int(event.duration) * 8_000 / clockRate)
      header.timestamp = scale.scale(header.timestamp, clockRate: clockRate)
    }
    let relation = relation(of: event, header, at: time)
    noteOrder(of: header, at: time)
    switch relation {
    case .late, .copy: return []
    case .same: return goOn(event, header, at: time)
    case .segment:
      beginSegment(header)
      return goOn(event, header, at: time)
    case .new:
      var events: [KeyEvent] = []
      if let up = letGo(endedAt: nil) { events.append(up) }
      remember(header)
      press = Press(
        code: event.code, ssrc: header.ssrc, start: header.timestamp, newest: header.timestamp,
        duration: event.duration, heardAt: time)
      events.append(.down(key, dBm0: -Int(event.volume)))
      if event.isEnd, let up = letGo(endedAt: time) { events.append(up) }
      return events
    }
  }

  /// Lets time pass: asked every 20 ms, for example.
  /// - Returns: The end of a key whose end packets were all lost.
  public mutating func tick(at time: Int) -> KeyEvent? {
    guard let press, press.isDown, time - press.heardAt >= Self.patienceMilliseconds else {
      return nil
    }
    return letGo(endedAt: nil)
  }

  private mutating func goOn(
    _ event: TelephoneEvent, _ header: RTPHeader, at time: Int
  ) -> [KeyEvent] {
    guard var press else { return [] }
    (press.ssrc, press.newest, press.heardAt) = (header.ssrc, header.timestamp, time)
    press.duration = max(press.duration, event.duration)
    self.press = press
    guard event.isEnd, let up = letGo(endedAt: time) else { return [] }
    return [up]
  }

  private mutating func beginSegment(_ header: RTPHeader) {
    guard var press else { return }
    press.before += Int(header.timestamp &- press.start)
    (press.start, press.duration) = (header.timestamp, 0)
    self.press = press
    remember(header)
  }

  private mutating func letGo(endedAt: Int?) -> KeyEvent? {
    guard var press, press.isDown, let key = TelephoneEvent.key(press.code) else { return nil }
    (press.isDown, press.endedAt) = (false, endedAt)
    self.press = press
    return .up(key, milliseconds: (press.before + Int(press.duration)) / 8)
  }

  // MARK: - Which press a packet belongs to

  private func relation(
    of event: TelephoneEvent, _ header: RTPHeader, at time: Int
  ) -> Relation {
    let isOld = isOld(header, at: time)
    guard let press else { return isOld ? .late : .new }
    let isNear = time - press.heardAt < Self.sourceMilliseconds
    if header.ssrc != press.ssrc, !isNear { return wasSeen(header) ? .late : .new }
    let isOfPress = header.timestamp == press.start || header.timestamp == press.newest
    if isOfPress { return relation(of: event, toTimestampOf: press, isOld: isOld, at: time) }
    if isOld || wasSeen(header) { return .late }
    guard event.code == press.code else { return .new }
    return header.ssrc == press.ssrc
      ? relation(of: event, header, to: press, at: time)
      : relation(of: event, header, acrossSourcesTo: press, at: time)
  }

  /// A packet with a timestamp of the press.
  private func relation(
    of event: TelephoneEvent, toTimestampOf press: Press, isOld: Bool, at time: Int
  ) -> Relation {
    guard event.code == press.code else { return isOld ? .late : .new }
    if press.isDown { return .same }
    let isLater = time - (press.endedAt ?? press.heardAt) >= Self.shortestPauseMilliseconds
    return !isOld && !event.isEnd && event.duration < press.duration && isLater ? .new : .copy
  }

  /// A packet of the same key and source with another timestamp.
  private func relation(
    of event: TelephoneEvent, _ header: RTPHeader, to press: Press, at time: Int
  ) -> Relation {
    let distance = Int(Int32(bitPattern: header.timestamp &- press.start))
    let isGrown =
      distance > 0 && distance <= Int(event.duration) && event.duration > press.duration
    if let endedAt = press.endedAt {
      let isAtOnce = time - endedAt < Self.copyMilliseconds
      let isWithin = distance > 0 && distance < Int(press.duration)
      return (event.isEnd || isGrown) && isAtOnce || event.isEnd && isWithin ? .copy : .new
    }
    if isGrown { return .same }
    return continues(press, event, header, distance) ? .segment : .new
  }

  /// Whether a packet begins the next segment of a press: it follows without a gap. When the last
  /// packets of a long segment were lost, it is known only that a segment does not last longer than
  /// its duration can tell. Durations that stand still are those of a peer which sends each packet
  /// as a segment; two of these may be lost.
  private func continues(
    _ press: Press, _ event: TelephoneEvent, _ header: RTPHeader, _ distance: Int
  ) -> Bool {
    guard !header.marker, distance > 0 else { return false }
    let duration = Int(press.duration)
    // Where another clock was scaled, both are rounded.
    if abs(distance - duration) <= (clockRate == 8_000 ? 0 : 1) { return true }
    let longest = 0xFFFF * 8_000 / clockRate
    if duration > longest / 2 { return distance > duration && distance <= longest }
    return event.duration == press.duration && distance <= 3 * duration
  }

  /// A packet of the same key from another source.
  private func relation(
    of event: TelephoneEvent, _ header: RTPHeader, acrossSourcesTo press: Press, at time: Int
  ) -> Relation {
    if press.isDown {
      let goesOn = event.duration > press.duration || event.isEnd
      return !header.marker && goesOn && event.duration >= press.duration ? .same : .new
    }
    guard let endedAt = press.endedAt, event.isEnd else { return .new }
    return time - endedAt < Self.copyMilliseconds ? .copy : .new
  }

  // MARK: - What came before

  /// Whether a packet was sent before one of its source that has come. (More than 1,000 packets or
  /// two seconds back is another count, and not the network.)
  private func isOld(_ header: RTPHeader, at time: Int) -> Bool {
    guard let order, order.ssrc == header.ssrc, time - order.time < 2_000 else { return false }
    return (0...1_000).contains(Int(Int16(bitPattern: order.sequence &- header.sequence)))
  }

  private mutating func noteOrder(of header: RTPHeader, at time: Int) {
    if !isOld(header, at: time) { order = (header.ssrc, header.sequence, time) }
  }

  private func wasSeen(_ header: RTPHeader) -> Bool {
    let mark = Self.mark(header)
    for index in 0..<min(seenCount, seen.count) where seen[index] == mark { return true }
    return false
  }

  private mutating func remember(_ header: RTPHeader) {
    if wasSeen(header) { return }
    seen[seenCount % seen.count] = Self.mark(header)
    seenCount += 1
  }

  private static func mark(_ header: RTPHeader) -> UInt64 {
    UInt64(header.ssrc) << 32 | UInt64(header.timestamp)
  }
}
