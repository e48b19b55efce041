/// Where media goes to, and from where it is taken (symmetric RTP, RFC 4961):
///
/// ```
/// agreement: S is signalled ─► open: sound goes to S, and what S sends is heard
///                               │ two packets in sequence from S ──────────► settled: S alone
///                               │ two packets in sequence from another, P ─► latched: P alone
///                               │                                              │
///                               │             two packets in sequence from S ──┴─► settled: S alone
///                               ▲
/// new agreement ────────────────┘ one packet of the place that held the latch is enough
/// ```
/// Behind a NAT a peer does not know its own address, and what it signals may not be reachable. So
/// media goes to the signalled address until two packets in sequence have come from one place, with
/// a payload type that was agreed on and one source number (RFC 3550 appendix A.1 asks for two of a
/// new source). From then on it goes there and is taken from there only: whoever sends from
/// elsewhere afterwards is not the peer. Only the signalled address itself may still claim its call,
/// once, with two packets as well: whoever sprays packets at all ports before the peer speaks does
/// not get the call. A new agreement opens the latch once more, but the place that has held it keeps
/// it with its first packet.
///
/// Under SRTP hand in only packets whose tag was right.
public struct SymmetricRTPLatch: Sendable {
  /// What to do with a packet.
  public enum Verdict: Equatable, Sendable {
    case accepted
    /// Accepted, and `destination` is where it came from now.
    case latched
    case ignored
  }

  /// Where to send.
  public private(set) var destination: MediaAddress
  /// Whether packets have told the destination; the signalled address may still claim it.
  public private(set) var isLatched = false
  /// Whether no packet can change the destination any more before a new agreement.
  public var isSettled: Bool { isLatched && destination == signalled }

  private struct Candidate {
    var source: MediaAddress
    var ssrc: UInt32
    var sequence: UInt16
  }

  private var signalled: MediaAddress
  private var candidate: Candidate?
  /// The place that held the latch before a new agreement.
  private var former: MediaAddress?

  /// - Parameter signalled: the address of the agreement.
  public init(signalled: MediaAddress) {
    self.signalled = signalled
    destination = signalled
  }

  /// There is a new agreement. When it tells the same address as before, or none (an old form of
  /// hold), media goes on to where it went.
  public mutating func agree(on signalled: MediaAddress) {
    if isLatched { former = destination }
    if signalled != self.signalled, !signalled.isUnspecified {
      self.signalled = signalled
      destination = signalled
      former = nil
    }
    isLatched = false
    candidate = nil
  }

  /// Judges a packet. Does not allocate.
  /// - Parameters:
  ///   - isAgreed: whether its payload type is one of the agreement.
  ///   - ownSSRC: the source number that we send with; who sends that is a mirror.
  public mutating func receive(
    _ header: RTPHeader, from source: MediaAddress, isAgreed: Bool, ownSSRC: UInt32
  ) -> Verdict {
    guard isAgreed, header.ssrc != ownSSRC else { return .ignored }
    if isLatched {
      if source == destination { return .accepted }
      guard source == signalled else { return .ignored }
    }
    let isNext =
      candidate.map {
        $0.source == source && $0.ssrc == header.ssrc && $0.sequence &+ 1 == header.sequence
      } ?? false
    if isNext || source == former {
      (destination, isLatched, candidate, former) = (source, true, nil, nil)
      return .latched
    }
    candidate = Candidate(source: source, ssrc: header.ssrc, sequence: header.sequence)
    return source == signalled && !isLatched ? .accepted : .ignored
  }
}
