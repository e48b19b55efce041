import RTP
import Synchronization
import Testing
import Threads

@testable import Media

@Suite struct Arrivals {
  @Test func `the kernel says when a packet came, and from where`() throws {
    let (peer, own) = (try Peer(), try Peer())
    var reader = PacketReader()
    // It is 0 on the one clock, so that what the kernel says is seen.
    reader.clock = ArrivalClock(now: 0, wall: WallTime.now)
    try peer.send([1, 2, 3], to: own.port)
    let after = reader.clock.arrival(WallTime.now)
    var source: MediaAddress? = MediaAddress.none
    own.socket.receive(into: &reader, from: &source)
    #expect(reader.count == 3)
    #expect(source?.port == peer.port)
    #expect(reader.arrival > 0)
    #expect(reader.arrival <= after)
  }

  @Test func `a connected socket says when a packet came too`() throws {
    let (peer, own) = (try Peer(), try Peer())
    let address = try #require(MediaAddress("127.0.0.1", port: peer.port))
    #expect(own.socket.connect(to: address))
    var reader = PacketReader()
    reader.clock = ArrivalClock(now: 0, wall: WallTime.now)
    try peer.send([7], to: own.port)
    var source: MediaAddress?
    own.socket.receive(into: &reader, from: &source)
    #expect(reader.bytes[0] == 7)
    #expect(source == nil)
    #expect(reader.arrival > 0)
  }

  @Test func `a packet came before it is read`() {
    let clock = ArrivalClock(now: 1_000_000_000, wall: 9_000_000_000)
    #expect(clock.arrival(8_996_000_000) == 996_000_000)
  }

  @Test func `where the wall clock was set, a packet came when it is read`() {
    let before = MonotonicTime.now
    let clock = ArrivalClock()
    let after = MonotonicTime.now
    let hour = 3_600 * MonotonicTime.second
    for stamp in [nil, WallTime.now - hour, WallTime.now + hour] {
      #expect((before...after).contains(clock.arrival(stamp)))
    }
  }

  @Test func `a new call goes to the thread with the fewest, and stays there`() async throws {
    let engine = try TestEngine { $0.threads = 3 }
    func calls() -> [Int] { engine.media.loops.map { $0.load.load(ordering: .relaxed) } }
    let streams = try (0..<6).map { _ in try engine.open() }
    #expect(calls() == [2, 2, 2])
    streams[1].close()
    for _ in 0..<2_000 where calls() != [2, 1, 2] {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(calls() == [2, 1, 2])
    _ = try engine.open()
    #expect(calls() == [2, 2, 2])
  }
}
