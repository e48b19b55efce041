import RTP
import Testing

@Suite struct SourceLatchTests {
  static let signalled = MediaAddress(ipv4: 0x0A00_0001, port: 4000)
  static let real = MediaAddress(ipv4: 0xC000_0201, port: 61_000)
  static let thief = MediaAddress(ipv4: 0xCB00_7101, port: 9)

  static func header(_ sequence: UInt16, ssrc: UInt32 = 5) -> RTPHeader {
    RTPHeader(payloadType: 0, sequence: sequence, timestamp: 0, ssrc: ssrc)
  }

  /// Packets of one source.
  static func send(
    _ sequences: [UInt16], from source: MediaAddress, ssrc: UInt32 = 5, isAgreed: Bool = true,
    to latch: inout SymmetricRTPLatch
  ) -> [SymmetricRTPLatch.Verdict] {
    sequences.map {
      latch.receive(header($0, ssrc: ssrc), from: source, isAgreed: isAgreed, ownSSRC: 77)
    }
  }

  @Test func `media goes to the signalled address at first`() {
    var latch = SymmetricRTPLatch(signalled: Self.signalled)
    #expect(latch.destination == Self.signalled)
    #expect(
      Self.send([1, 2, 3], from: Self.signalled, to: &latch) == [.accepted, .latched, .accepted])
  }

  @Test func `it goes to where two packets in sequence came from`() {
    var latch = SymmetricRTPLatch(signalled: Self.signalled)
    #expect(
      Self.send([65_535, 0, 1], from: Self.real, to: &latch) == [.ignored, .latched, .accepted])
    #expect(latch.destination == Self.real)
    #expect(latch.isLatched)
  }

  @Test func `later nobody else is listened to`() {
    var latch = SymmetricRTPLatch(signalled: Self.signalled)
    _ = Self.send([1, 2], from: Self.real, to: &latch)
    #expect(Self.send([3, 4, 5], from: Self.thief, to: &latch).allSatisfy { $0 == .ignored })
    #expect(latch.destination == Self.real)
    #expect(!latch.isSettled)
  }

  @Test func `the signalled address claims its call from whoever was first, for good`() {
    var latch = SymmetricRTPLatch(signalled: Self.signalled)
    _ = Self.send([1, 2], from: Self.thief, to: &latch)
    #expect(
      Self.send([1, 2, 3], from: Self.signalled, to: &latch) == [.ignored, .latched, .accepted])
    #expect(latch.isSettled)
    #expect(Self.send([3, 4, 5], from: Self.thief, to: &latch).allSatisfy { $0 == .ignored })
    #expect(latch.destination == Self.signalled)
  }

  @Test func `a single packet with the signalled address claims nothing`() {
    var latch = SymmetricRTPLatch(signalled: Self.signalled)
    _ = Self.send([1, 2], from: Self.real, to: &latch)
    #expect(Self.send([7], from: Self.signalled, to: &latch) == [.ignored])
    #expect(Self.send([3], from: Self.real, to: &latch) == [.accepted])
    #expect(latch.destination == Self.real)
  }

  @Test func `what is not in sequence, not agreed on, or our own does not count`() {
    var latch = SymmetricRTPLatch(signalled: Self.signalled)
    let verdicts =
      Self.send([1, 1, 3, 5], from: Self.real, to: &latch)
      + Self.send([6, 7], from: Self.real, isAgreed: false, to: &latch)
      + Self.send([8, 9], from: Self.real, ssrc: 77, to: &latch)
      + Self.send([10], from: Self.real, ssrc: 1, to: &latch)
      + Self.send([11], from: Self.real, ssrc: 2, to: &latch)
      + Self.send([12], from: Self.thief, ssrc: 2, to: &latch)
    #expect(verdicts.allSatisfy { $0 == .ignored })
    #expect(latch.destination == Self.signalled)
  }

  @Test func `a new agreement on another address opens the latch`() {
    var latch = SymmetricRTPLatch(signalled: Self.signalled)
    _ = Self.send([1, 2], from: Self.real, to: &latch)
    let moved = MediaAddress(ipv4: 0x0A00_0002, port: 4000)
    latch.agree(on: moved)
    #expect(latch.destination == moved)
    #expect(Self.send([1, 2], from: Self.thief, to: &latch) == [.ignored, .latched])
  }

  @Test(arguments: [signalled, MediaAddress(ipv4: 0, port: 4000)])
  func `a new agreement on the same address, or none, leaves media where it goes`(
    address: MediaAddress
  ) {
    var latch = SymmetricRTPLatch(signalled: Self.signalled)
    _ = Self.send([1, 2], from: Self.real, to: &latch)
    latch.agree(on: address)
    #expect(latch.destination == Self.real)
    #expect(Self.send([1], from: Self.thief, to: &latch) == [.ignored])
    #expect(Self.send([9], from: Self.real, to: &latch) == [.latched])
    #expect(Self.send([2, 3], from: Self.thief, to: &latch) == [.ignored, .ignored])
  }
}
