/// What one has to know of a stream to report on it: RFC 3550 appendix A.1, A.3 and A.8. When the
/// source changes, the counts go on.
public struct RTPStatistics: Sendable {
  /// A step in the count that loss alone can make, and one backwards that reordering can.
  private static let greatestStep: UInt16 = 3_000
  private static let greatestMisorder: UInt16 = 100

  /// Who sends; `nil`: nobody yet.
  public private(set) var ssrc: UInt32?
  /// Packets that have come, duplicates too.
  public private(set) var received = 0

  private var first: UInt16 = 0
  private var highest: UInt16 = 0
  private var cycles: UInt32 = 0
  /// Where a step in the count would go on.
  private var suspected: UInt32 = .max
  /// What was expected before the source began to count anew.
  private var formerlyExpected = 0
  private var atLastReport = (expected: 0, received: 0)
  /// Sixteen times the jitter, in samples.
  private var jitter16: UInt32 = 0
  private var transit: UInt32?
  private var lastSenderReport: (middle: UInt32, heard: UInt32)?

  /// Nothing has come yet.
  public init() {}

  /// Counts a packet. Does not allocate.
  /// - Parameters:
  ///   - arrival: a clock of 8 kHz that runs evenly.
  ///   - hasClock: `false` for telephone-events, whose timestamps stand still.
  public mutating func receive(_ header: RTPHeader, arrival: UInt32, hasClock: Bool = true) {
    if header.ssrc != ssrc { begin(header) }
    guard follow(header) else { return }
    received += 1
    guard hasClock else { return }
    let transit = arrival &- header.timestamp
    if let before = self.transit {
      let difference = Int32(bitPattern: transit &- before).magnitude
      // A step of a second or more is another clock, not jitter.
      if difference < 8_000 { jitter16 = jitter16 &+ difference &- ((jitter16 + 8) >> 4) }
    }
    self.transit = transit
  }

  /// The highest sequence number, with the count of its cycles before it.
  public var extendedHighest: UInt32 { cycles &+ UInt32(highest) }

  /// Packets that should have come.
  public var expected: Int {
    guard ssrc != nil else { return 0 }
    return formerlyExpected + Int(extendedHighest &- UInt32(first)) + 1
  }

  /// Packets that have not come; below 0 when some came twice.
  public var lost: Int { expected - received }

  /// How unevenly packets come, in samples.
  public var jitter: UInt32 { jitter16 >> 4 }

  /// Takes note of a sender report, for the round-trip time that the peer works out.
  /// - Parameter now: in units of 1/65536 s, like the middle of an NTP timestamp.
  public mutating func heard(_ report: SenderReport, now: UInt32) {
    lastSenderReport = (UInt32(truncatingIfNeeded: report.ntp >> 16), now)
  }

  /// The report on what came since the last report; `nil`: nothing ever came.
  /// - Parameter now: as in ``heard(_:now:)``.
  public mutating func report(now: UInt32) -> ReceptionReport? {
    guard let ssrc else { return nil }
    let expectedNow = expected - atLastReport.expected
    let lostNow = expectedNow - (received - atLastReport.received)
    atLastReport = (expected, received)
    let fraction = expectedNow > 0 && lostNow > 0 ? min(255, lostNow * 256 / expectedNow) : 0
    return ReceptionReport(
      ssrc: ssrc, fractionLost: UInt8(fraction),
      lost: Int32(min(max(lost, -0x80_0000), 0x7F_FFFF)), highest: extendedHighest,
      jitter: jitter, lastSenderReport: lastSenderReport?.middle ?? 0,
      delay: lastSenderReport.map { now &- $0.heard } ?? 0)
  }

  private mutating func begin(_ header: RTPHeader) {
    if ssrc != nil { formerlyExpected = expected }
    ssrc = header.ssrc
    (first, highest, cycles, suspected) = (header.sequence, header.sequence, 0, .max)
    (transit, lastSenderReport) = (nil, nil)
  }

  /// - Returns: `false` for a packet far away from the others, unless the next one follows it.
  private mutating func follow(_ header: RTPHeader) -> Bool {
    let step = header.sequence &- highest
    if step < Self.greatestStep {
      if header.sequence < highest { cycles &+= 0x1_0000 }
      highest = header.sequence
      suspected = .max
    } else if step <= 0 &- Self.greatestMisorder {
      guard UInt32(header.sequence) == suspected else {
        suspected = UInt32(header.sequence &+ 1)
        return false
      }
      begin(header)
    }
    return true
  }
}
