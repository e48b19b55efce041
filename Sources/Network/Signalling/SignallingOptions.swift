/// What an agent binds, accepts and limits.
public struct SignallingOptions: Sendable {
  /// Where to listen; port 0: any.
  public var addresses: [TransportAddress]
  /// The name in User-Agent and Server.
  public var product = "VoicePortal"
  /// The PEM file with certificate and key for TLS.
  public var certificatePath: String?
  /// Checks the certificate of a TLS server that we call against the system's authorities.
  public var verifiesPeers = true
  /// Devices that may register here, and the digest realm; empty: there is no registrar.
  public var devices: [Credentials] = []
  public var realm = "voiceportal"
  /// What challenges for passwords are signed with, so that several agents take the answers to each
  /// other's; `nil`: this agent's alone.
  public var nonceSecret: String?
  /// The longest time for which a device may register.
  public var longestBindingSeconds = 3_600
  /// The registrations of devices from before a restart.
  public var rememberedBindings: [RememberedBinding] = []
  /// Is told all registrations when they have changed, at most once a second, on the agent's thread;
  /// `nil` if they end with the process.
  public var rememberBindings: (@Sendable ([RememberedBinding]) -> Void)?
  /// More calls at once get 503 with Retry-After.
  public var mostCalls = 2_000
  /// TCP and TLS connections that others may have to this agent, in all and from one source: an IPv4
  /// address or the first 64 bits of an IPv6 address. In all they never get more than a quarter of
  /// the files that the process may open.
  public var mostConnections = 1_000
  public var mostConnectionsPerSource = 100
  /// New INVITEs, REGISTERs and SUBSCRIBEs a second from one source address before it gets 503, and
  /// how many may come at once. One with a wrong password counts as ten.
  public var requestsPerSecond = 50
  public var requestBurst = 200
  /// Whether the identities that an address asserts are believed (requirement C6).
  public var isTrusted: @Sendable (TransportAddress) -> Bool = { _ in false }
  /// Whether a source address is not limited in these two, such as a trunk.
  public var isUnlimited: @Sendable (String) -> Bool = { _ in false }

  /// Listens on these addresses.
  public init(addresses: [TransportAddress]) { self.addresses = addresses }
}
