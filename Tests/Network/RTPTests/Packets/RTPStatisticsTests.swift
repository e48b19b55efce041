import RTP
import Testing

@Suite struct RTPStatisticsTests {
  static func header(_ number: Int, ssrc: UInt32 = 1) -> RTPHeader {
    RTPHeader(
      payloadType: 0, sequence: UInt16(truncatingIfNeeded: number),
      timestamp: UInt32(truncatingIfNeeded: number * 160), ssrc: ssrc)
  }

  static func report(_ statistics: inout RTPStatistics, _ now: UInt32 = 0) throws -> ReceptionReport
  {
    let report = statistics.report(now: now)
    return try #require(report)
  }

  @Test func `what is lost is counted, across the wrap of sequence numbers`() throws {
    var statistics = RTPStatistics()
    for number in 65_000..<66_000 where number % 10 != 5 {
      statistics.receive(Self.header(number), arrival: UInt32(number * 160))
    }
    #expect(statistics.expected == 1000)
    #expect(statistics.received == 900)
    #expect(statistics.lost == 100)
    #expect(statistics.extendedHighest == 65_999)
    #expect(statistics.jitter == 0)
    let report = try Self.report(&statistics, 0)
    #expect(report.fractionLost == 25)
    #expect(report.lost == 100)
  }

  @Test func `a report tells what was lost since the last one`() throws {
    var statistics = RTPStatistics()
    for number in 0..<100 { statistics.receive(Self.header(number), arrival: 0) }
    let later = try Self.report(&statistics)
    #expect(later.fractionLost == 0)
    for number in 100..<200 where number % 2 == 1 {
      statistics.receive(Self.header(number), arrival: 0)
    }
    let report = try Self.report(&statistics, 0)
    #expect(report.fractionLost == 128)
    #expect(report.lost == 50)
    let last = try Self.report(&statistics)
    #expect(last.fractionLost == 0)
  }

  @Test func `duplicates make the loss negative, and reordering does not`() throws {
    var statistics = RTPStatistics()
    for number in [0, 1, 3, 2, 2, 4] { statistics.receive(Self.header(number), arrival: 0) }
    #expect(statistics.lost == -1)
    let later = try Self.report(&statistics)
    #expect(later.fractionLost == 0)
  }

  @Test func `another source is counted anew, and the totals go on`() {
    var statistics = RTPStatistics()
    for number in 0..<10 where number != 5 { statistics.receive(Self.header(number), arrival: 0) }
    for number in 500..<510 { statistics.receive(Self.header(number, ssrc: 2), arrival: 0) }
    #expect(statistics.ssrc == 2)
    #expect(statistics.expected == 20)
    #expect(statistics.lost == 1)
  }

  @Test func `one stray number does not count, but two in sequence do`() {
    var statistics = RTPStatistics()
    for number in [1, 2, 3, 30_000, 4, 5] {
      statistics.receive(Self.header(number), arrival: 0)
    }
    #expect(statistics.expected == 5)
    for number in [40_000, 40_001, 40_002] {
      statistics.receive(Self.header(number), arrival: 0)
    }
    #expect(statistics.extendedHighest == 40_002)
    #expect(statistics.lost == 0)
  }

  @Test func `jitter is what the formula of RFC 3550 says`() {
    var statistics = RTPStatistics()
    for number in 0..<1_000 {
      // Every other packet is 5 ms late: differences of 40 samples.
      let late = number % 2 == 0 ? 0 : 40
      statistics.receive(Self.header(number), arrival: UInt32(number * 160 + late))
    }
    #expect((39...40).contains(statistics.jitter))
  }

  @Test func `keys and jumps of the clock are no jitter`() {
    var statistics = RTPStatistics()
    for number in 0..<100 {
      var header = Self.header(number)
      let isKey = (40..<50).contains(number)
      if isKey { header.timestamp = 40 * 160 }
      if number > 70 { header.timestamp &+= 1_000_000 }
      statistics.receive(header, arrival: UInt32(number * 160), hasClock: !isKey)
    }
    #expect(statistics.jitter == 0)
  }

  @Test func `a report tells when the peer's report came`() throws {
    var statistics = RTPStatistics()
    let none = statistics.report(now: 5)
    #expect(none == nil)
    statistics.receive(Self.header(1), arrival: 0)
    let sender = SenderReport(ntp: 0x1122_3344_5566_7788, timestamp: 0, packets: 0, octets: 0)
    statistics.heard(sender, now: 1_000)
    let report = try Self.report(&statistics, 1_500)
    #expect(report.lastSenderReport == 0x3344_5566)
    #expect(report.delay == 500)
    #expect(report.roundTrip(now: 0x3344_5566 + 700) == 200)
    #expect(report.roundTrip(now: 0x3344_5566) == nil)
  }
}
