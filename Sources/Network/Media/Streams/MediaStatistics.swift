/// What a stream has sent and received (RFC 3550).
public struct MediaStatistics: Sendable, Equatable {
  /// Packets of sound, keys and keep-alive that went out, and the bytes of their payloads.
  public var packetsSent = 0
  public var octetsSent = 0
  /// The same of what came, copies and late packets too.
  public var packetsReceived = 0
  public var octetsReceived = 0
  /// Packets that the sequence numbers say were sent to us and that did not come; copies can make
  /// it less than 0 (RFC 3550, section 6.4.1).
  public var packetsLost = 0
  /// How much the time between packets varies (RFC 3550, section 6.4.1), in milliseconds.
  public var jitterMilliseconds = 0.0
  /// Datagrams that were dropped: no RTP, of a stranger, or with a wrong tag.
  public var packetsDropped = 0
  /// What the peer last said by RTCP about what we send; `nil`: nothing.
  public var remote: RemoteReport?

  /// Nothing yet.
  public init() {}

  /// The peer's report.
  public struct RemoteReport: Sendable, Equatable {
    /// Of our packets, in all.
    public var packetsLost: Int
    /// Of our packets since the report before: 0 to 1.
    public var fractionLost: Double
    public var jitterMilliseconds: Double
    /// There and back; `nil` if the peer has had no report of ours yet.
    public var roundTripMilliseconds: Double?

    /// A report of its parts.
    public init(
      packetsLost: Int, fractionLost: Double, jitterMilliseconds: Double,
      roundTripMilliseconds: Double?
    ) {
      self.packetsLost = packetsLost
      self.fractionLost = fractionLost
      self.jitterMilliseconds = jitterMilliseconds
      self.roundTripMilliseconds = roundTripMilliseconds
    }
  }
}
