/// Whether sound may go to an address that a session description names.
///
/// A description may name a machine that has asked for nothing, and a request may come from a forged
/// address: one INVITE of 500 bytes must not draw a stream of sound to a third machine. So an
/// address has to be proven:
///
///     INVITE ── 200 ────── ACK ───────────────── packet from the address ──
///       nothing goes out   │  at most a second of  │  everything
///                          │  sound in all         │
///
/// Only a peer that has received our 200 can send its ACK, because of the tag in it. The address from
/// which the signalling comes is proven by the ACK; any other by a packet of RTP or RTCP that came
/// from it (symmetric RTP, RFC 4961). The second is counted for the whole call, so that a caller
/// does not get another one with each new description. Peers that the configuration trusts name
/// gateways of their own: their ACK is enough.
public struct AddressProof: Sendable {
  /// Packets of 20 ms that may go to addresses that nothing has proven.
  public static let unprovenPackets = 50

  /// Whether the ACK has come. Before it no key counts.
  public private(set) var isConfirmed: Bool
  private let isTrusted: Bool
  /// Where the signalling comes from; the port is not used.
  private let signalling: MediaAddress?
  /// Where the last packet of RTP came from.
  private var source: MediaAddress?
  /// Where the last report came from; the port is not used.
  private var reporter: MediaAddress?
  private var packetsLeft = Self.unprovenPackets

  /// For an incoming call, before its ACK.
  /// - Parameters:
  ///   - signalling: From where its INVITE came; `nil` if that is not an IP address.
  ///   - isTrusted: Whether the configuration trusts that peer.
  public init(signalling: MediaAddress?, isTrusted: Bool) {
    (isConfirmed, self.signalling, self.isTrusted) = (false, signalling, isTrusted)
  }

  private init() { (isConfirmed, signalling, isTrusted) = (true, nil, true) }

  /// For a call of our own: the peer has answered it, and everything may go.
  public static let notNeeded = AddressProof()

  /// The ACK of our 200 has come.
  public mutating func confirm() { isConfirmed = true }

  /// A packet of the call has come from an address.
  public mutating func receive(from source: MediaAddress) { self.source = source }

  /// A report of the call has come from an address.
  public mutating func receiveReport(from source: MediaAddress) { reporter = source }

  /// Whether a packet of sound may go to an address now. `nil` means that no address is known, and
  /// that nothing is sent.
  public func permits(_ destination: MediaAddress?) -> Bool {
    guard isConfirmed else { return false }
    guard let destination else { return true }
    return packetsLeft > 0 || isProven(destination)
  }

  /// Whether a report may go to an address now.
  public func permitsReport(_ destination: MediaAddress) -> Bool {
    isConfirmed && isProven(destination, isReport: true)
  }

  /// Counts a packet that was sent.
  public mutating func send(to destination: MediaAddress) {
    if !isProven(destination) { packetsLeft = max(0, packetsLeft - 1) }
  }

  private func isProven(_ destination: MediaAddress, isReport: Bool = false) -> Bool {
    if isTrusted || destination == source { return true }
    if signalling?.isSameHost(as: destination) == true { return true }
    if isReport, source?.isSameHost(as: destination) == true { return true }
    return reporter?.isSameHost(as: destination) == true
  }
}

extension MediaAddress {
  /// Whether two addresses differ in their ports at most.
  public func isSameHost(as other: MediaAddress) -> Bool { high == other.high && low == other.low }
}
