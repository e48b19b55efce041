/// How media is sent and received.
public struct MediaOptions: Sendable, Equatable {
  /// The address that sockets are bound to, as digits: `127.0.0.1`, `0.0.0.0`, `::1`, `::`.
  public var address: String
  /// The UDP ports that may be used. A call takes an even one for RTP and the next for RTCP.
  public var ports: ClosedRange<UInt16>
  /// Threads that send and receive. A call stays on one; a new one goes to that with the fewest.
  public var threads = 1
  /// After each so many seconds without any packet a stream tells `silence`.
  public var silenceSeconds = 30
  /// How long what is played waits after the ACK of a call, until the caller can hear it
  /// (``CutThrough``).
  public var answerPauseMilliseconds = 0
  /// How often RTCP reports go out on average, in seconds (RFC 3550, section 6.2: five).
  public var reportSeconds = 5.0
  /// The name that RTCP gives us (CNAME, RFC 7022: one by chance for each start).
  public var canonicalName: String
  /// The class of service in the IP header (RFC 3246: 46, expedited forwarding); 0: none.
  public var serviceClass = 46
  /// The nice value of the media threads; where the system does not allow it they have none.
  public var niceness = -11

  /// The usual settings.
  public init(address: String, ports: ClosedRange<UInt16> = 10_000...29_999) {
    self.address = address
    self.ports = ports
    canonicalName = String(UInt64.random(in: 0 ... .max), radix: 36) + "@voiceportal"
  }
}

/// Why there is no media.
public enum MediaError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Not an IPv4 or IPv6 address in digits, or none of this machine.
  case badAddress(String, reason: String)
  /// No even port with its neighbour in the range.
  case badPorts(ClosedRange<UInt16>)
  /// Every port of the range is in use, by us or by others.
  case noPortLeft
  /// The system refused something that every call needs.
  case system(String)

  public var description: String {
    switch self {
    case .badAddress(let address, let reason): "media address \(address): \(reason)"
    case .badPorts(let ports):
      "media ports \(ports.lowerBound) to \(ports.upperBound): no even port with the next one"
    case .noPortLeft: "all media ports are in use"
    case .system(let reason): reason
    }
  }
}
