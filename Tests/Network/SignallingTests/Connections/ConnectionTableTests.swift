import Testing

@testable import Signalling

/// Which of the connections of others stay (issue of limits: files are for calls).
@Suite struct ConnectionTableTests {
  private var table = ConnectionTable()
  private let limits = ConnectionTable.Limits(most: 4, perSource: 2)

  private func peer(_ address: String, _ port: UInt16) -> ConnectionPeer {
    ConnectionPeer(TransportAddress(.tcp, address, port))
  }

  private mutating func open(
    _ descriptor: Int32, from address: String, at time: Double = 0, isUnlimited: Bool = false,
    needed: Set<ConnectionPeer> = []
  ) -> ConnectionTable.Verdict {
    table.judge(
      descriptor, from: peer(address, 1_000 + UInt16(descriptor)), at: time, limits,
      isUnlimited: isUnlimited, needed: { needed })
  }

  @Test mutating func `a source has no more than its share`() {
    #expect(open(1, from: "192.0.2.1") == .accept)
    #expect(open(2, from: "192.0.2.1") == .accept)
    #expect(open(3, from: "192.0.2.1") == .refuse(.source("192.0.2.1")))
    #expect(open(3, from: "192.0.2.2") == .accept)
    table.keep { $0.descriptor != 1 }
    #expect(open(4, from: "192.0.2.1") == .accept)
  }

  @Test mutating func `the addresses of one IPv6 network are one source`() {
    #expect(open(1, from: "2001:db8::1") == .accept)
    #expect(open(2, from: "2001:db8::2") == .accept)
    guard case .refuse(.source) = open(3, from: "2001:db8:0:0:ffff::3") else {
      Issue.record("a third connection of the network was taken")
      return
    }
    #expect(open(3, from: "2001:db8:0:1::3") == .accept)
  }

  @Test mutating func `a peer that may have any number has them`() {
    for descriptor in 1...4 {
      #expect(open(Int32(descriptor), from: "192.0.2.1", isUnlimited: true) == .accept)
    }
  }

  @Test mutating func `the one that has said nothing makes room first, then the quietest`() {
    for (descriptor, host) in [(1, 1), (2, 2), (3, 3), (4, 4)] {
      #expect(
        open(Int32(descriptor), from: "192.0.2.\(host)", at: Double(descriptor)) == .accept)
    }
    for descriptor in [1, 2, 4] {
      table.receive(
        from: peer("192.0.2.\(descriptor)", 1_000 + UInt16(descriptor)),
        at: 10 + Double(descriptor))
    }
    #expect(open(5, from: "192.0.2.5", at: 20) == .replace(descriptor: 3))
    table.receive(from: peer("192.0.2.5", 1_005), at: 21)
    #expect(open(6, from: "192.0.2.6", at: 22) == .replace(descriptor: 1))
    #expect(table.count == 4)
  }

  @Test mutating func `a connection with a call never makes room`() {
    for descriptor in 1...4 {
      #expect(open(Int32(descriptor), from: "192.0.2.\(descriptor)") == .accept)
    }
    let all = Set((1...4).map { peer("192.0.2.\($0)", 1_000 + UInt16($0)) })
    #expect(open(5, from: "192.0.2.5", needed: all) == .refuse(.all))
    let others = all.subtracting([peer("192.0.2.2", 1_002)])
    #expect(open(5, from: "192.0.2.5", needed: others) == .replace(descriptor: 2))
  }

  @Test mutating func `a connection that brings no message is closed after a while`() {
    #expect(open(1, from: "192.0.2.1", at: 0) == .accept)
    #expect(open(2, from: "192.0.2.2", at: 0) == .accept)
    #expect(open(3, from: "192.0.2.3", at: 9) == .accept)
    table.receive(from: peer("192.0.2.2", 1_002), at: 1)
    #expect(table.takeSilent(since: 5) == [1])
    #expect(table.count == 2)
  }

  @Test mutating func `a descriptor that the system gives again is another connection`() {
    #expect(open(1, from: "192.0.2.1") == .accept)
    #expect(open(1, from: "192.0.2.2") == .accept)
    #expect(table.count == 1)
    #expect(open(2, from: "192.0.2.1") == .accept)
    #expect(open(3, from: "192.0.2.1") == .accept)
  }
}

/// What the log says of a flood of connections.
@Suite struct ConnectionRefusalTests {
  private let limits = ConnectionTable.Limits(most: 4, perSource: 2)

  @Test func `a flood is one line of a source in ten seconds`() {
    var refusals = ConnectionRefusals()
    for _ in 0..<130 { refusals.add(.source("192.0.2.1"), limits) }
    #expect(
      refusals.take(at: 0, every: 10) == [
        "TCP connections that were refused: 130 from 192.0.2.1, which may have 2."
      ])
    refusals.add(.all, limits)
    #expect(refusals.take(at: 9, every: 10).isEmpty)
    #expect(
      refusals.take(at: 10, every: 10) == [
        "TCP connections that were refused: 1, because all 4 are in use."
      ])
    #expect(refusals.take(at: 30, every: 10).isEmpty)
  }

  @Test func `a flood from everywhere names ten sources and counts the rest`() {
    var refusals = ConnectionRefusals()
    for host in 1...50 { refusals.add(.source("192.0.2.\(host)"), limits) }
    let lines = refusals.take(at: 0, every: 10)
    #expect(lines.count == 11)
    #expect(lines.contains { $0.contains(": 40 from others") })
  }
}
