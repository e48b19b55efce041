/// Makes keys of the telephone-events of one peer (RFC 4733 section 2.5.2).
///
/// A key is known by the timestamp of its packets. Any one packet of it is enough, whichever is
/// lost; its three end packets, duplicates and late ones do not count again. A key that is held for
/// more than 8.19 s comes in segments, each with a timestamp of its own (section 2.5.1.3).
public struct TelephoneEventReceiver: Sendable {
  /// After this time without a packet a key counts as let go. Senders repeat themselves every 20 to
  /// 50 ms (section 2.5.1.2), so three packets in a row must be lost for that.
  public static let patienceMilliseconds = 200

  private struct Press {
    var code: UInt8
    /// The timestamp of the segment, and how long it has lasted so far.
    var start: UInt32
    var duration: UInt16
    /// Samples of the segments before.
    var before = 0
    var isDown = true
    /// Whether it was let go by the peer's word, and not because we had waited enough.
    var isEnded = false
  }

  private var press: Press?
  private var quietMilliseconds = 0
  /// The timestamps of the last segments, written round and round.
  private var seen = InlineArray<16, UInt32>(repeating: 0)
  private var seenCount = 0

  /// No key is down.
  public init() {}

  /// Whether a key is down.
  public var isDown: Bool { press?.isDown ?? false }

  /// Takes the payload of a packet. Allocates only when there is something to tell.
  /// - Parameters:
  ///   - timestamp: of the packet's header.
  ///   - marker: likewise. A lost or missing one does no harm.
  /// - Returns: What has happened, in order; at most the end of one key and all of the next.
  public mutating func receive(
    _ payload: Span<UInt8>, timestamp: UInt32, marker: Bool
  ) -> [KeyEvent] {
    guard let event = TelephoneEvent(payload), let key = TelephoneEvent.key(event.code) else {
      return []
    }
    if let press, press.start == timestamp {
      return press.isDown && press.code == event.code ? go(on: event) : []
    }
    if isOld(timestamp) { return [] }
    if var press, continues(press, event, timestamp, marker) {
      press.before += Int(timestamp &- press.start)
      (press.start, press.duration) = (timestamp, 0)
      self.press = press
      remember(timestamp)
      return press.isDown ? go(on: event) : []
    }
    var events: [KeyEvent] = []
    if let up = letGo(ended: false) { events.append(up) }
    remember(timestamp)
    press = Press(code: event.code, start: timestamp, duration: event.duration)
    quietMilliseconds = 0
    events.append(.down(key, dBm0: -Int(event.volume)))
    if event.isEnd, let up = letGo(ended: true) { events.append(up) }
    return events
  }

  /// Lets time pass: every 20 ms, for example.
  /// - Returns: The end of a key whose end packets were all lost.
  public mutating func tick(milliseconds: Int) -> KeyEvent? {
    guard isDown else { return nil }
    quietMilliseconds += milliseconds
    return quietMilliseconds >= Self.patienceMilliseconds ? letGo(ended: false) : nil
  }

  /// Forgets timestamps, because another source (SSRC) sends now.
  /// - Returns: The end of a key that was down.
  public mutating func reset() -> KeyEvent? {
    let up = letGo(ended: false)
    self = TelephoneEventReceiver()
    return up
  }

  private mutating func go(on event: TelephoneEvent) -> [KeyEvent] {
    quietMilliseconds = 0
    if var press {
      press.duration = max(press.duration, event.duration)
      self.press = press
    }
    guard event.isEnd, let up = letGo(ended: true) else { return [] }
    return [up]
  }

  private mutating func letGo(ended: Bool) -> KeyEvent? {
    guard var press, press.isDown, let key = TelephoneEvent.key(press.code) else { return nil }
    (press.isDown, press.isEnded) = (false, ended)
    self.press = press
    return .up(key, milliseconds: (press.before + Int(press.duration)) / 8)
  }

  /// Whether a packet begins the next segment of a long press: it follows without a gap. When the
  /// last packets of the segment before were lost, it is known only that a segment does not last
  /// longer than its duration can tell.
  private func continues(
    _ press: Press, _ event: TelephoneEvent, _ timestamp: UInt32, _ marker: Bool
  ) -> Bool {
    guard !press.isEnded, !marker, press.code == event.code else { return false }
    let distance = timestamp &- press.start
    if distance == UInt32(press.duration) { return distance > 0 }
    return press.duration >= 0x8000 && distance > UInt32(press.duration) && distance <= 0xFFFF
  }

  /// Whether packets with this timestamp come late: it has been seen, or it lies before one that
  /// has, by less than 10 s. (More is another clock, and not the network.)
  private func isOld(_ timestamp: UInt32) -> Bool {
    guard seenCount > 0 else { return false }
    for index in 0..<min(seenCount, seen.count) where seen[index] == timestamp { return true }
    let newest = seen[(seenCount - 1) % seen.count]
    return newest &- timestamp < 80_000
  }

  private mutating func remember(_ timestamp: UInt32) {
    seen[seenCount % seen.count] = timestamp
    seenCount += 1
  }
}
