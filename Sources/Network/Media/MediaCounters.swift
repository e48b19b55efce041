import Threads

/// How a media engine keeps its time; sums since its start, a tenth of a second old at most.
public struct MediaCounters: Sendable, Equatable {
  /// Slots of 5 ms that the threads have made. They make none that nobody needs.
  public var ticks = 0
  /// Packets sent: sound, keys, keep-alive.
  public var sent = 0
  /// Datagrams that came for RTP, whatever they held.
  public var received = 0
  /// Packets that were sent more than 5 ms after their time.
  public var lateBy5 = 0
  /// Packets that were sent more than 20 ms after their time.
  public var lateBy20 = 0
  /// The latest of all, in microseconds.
  public var latestMicroseconds = 0
  /// Times that a thread was so far behind (0.2 s) that it left out what it had missed.
  public var stalls = 0
  /// What the media threads have used of the processors.
  public var cpuSeconds = 0.0
  /// Streams that are open.
  public var streams = 0

  /// Nothing counted.
  public init() {}

  static func + (one: MediaCounters, other: MediaCounters) -> MediaCounters {
    var sum = one
    sum.ticks += other.ticks
    sum.sent += other.sent
    sum.received += other.received
    sum.lateBy5 += other.lateBy5
    sum.lateBy20 += other.lateBy20
    sum.latestMicroseconds = max(one.latestMicroseconds, other.latestMicroseconds)
    sum.stalls += other.stalls
    sum.cpuSeconds += other.cpuSeconds
    sum.streams += other.streams
    return sum
  }

  mutating func count(lateness nanoseconds: Int64) {
    sent += 1
    if nanoseconds > 5 * MonotonicTime.millisecond { lateBy5 += 1 }
    if nanoseconds > 20 * MonotonicTime.millisecond { lateBy20 += 1 }
    latestMicroseconds = max(latestMicroseconds, Int(nanoseconds / 1_000))
  }
}
