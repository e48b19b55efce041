/// How a server listens and what it takes. Times are in seconds.
public struct HTTPServerSettings: Sendable {
  /// At least one.
  public var listen: [HTTPAddress]
  /// With it all connections are TLS 1.2 or 1.3.
  public var certificate: Certificate?
  /// The headers and the first line of a request.
  public var mostHeadBytes = 32_768
  /// The body of a request that is no upload.
  public var mostFormBytes = 1 << 20
  /// A body of `multipart/form-data`.
  public var mostUploadBytes = 20_000_000
  /// The bodies of all requests that are here at one time.
  public var mostBodyBytes = 256 << 20
  /// For a head from its first byte, or from the beginning of a connection.
  public var headSeconds = 10.0
  /// For a body, and for an answer to be taken; whoever keeps to ``goodRate`` has longer.
  public var bodySeconds = 60.0
  /// Bytes a second that even a slow network has.
  public var goodRate = 16_384.0
  /// A connection without a request is closed.
  public var idleSeconds = 60.0
  /// Connections in all.
  public var connections = 1_000
  /// From one IPv4 address or one /64 of IPv6; trusted proxies have no limit of their own.
  public var connectionsPerAddress = 100
  /// Threads on which requests are answered.
  public var workers = 4
  /// Requests that wait for one of them.
  public var mostWaiting = 200
  /// How often an event stream says that it is there.
  public var beatSeconds = 15.0
  /// Whose Forwarded, X-Forwarded-For and X-Forwarded-Proto are believed, by address.
  public var isTrustedProxy: @Sendable (String) -> Bool = { _ in false }

  /// What is usual.
  public init(listen: [HTTPAddress]) { self.listen = listen }

  /// A certificate with what signs it, and its key, both as PEM.
  public struct Certificate: Equatable, Sendable {
    public var chain: String
    public var key: String

    /// As read from files.
    public init(chain: String, key: String) { (self.chain, self.key) = (chain, key) }
  }
}

/// Where a server listens: `127.0.0.1:8080`, `[::1]:8080`.
public struct HTTPAddress: Hashable, Sendable, CustomStringConvertible {
  /// In digits, without brackets.
  public let host: String
  /// 0: any that is free.
  public let port: UInt16

  /// Reads an address; `nil` if it is none in digits with a port.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
    else { return nil }
    var host = String(text[..<colon])
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    if isBracketed { host = String(host.dropFirst().dropLast()) }
    guard host.contains(":") == isBracketed, NetworkAddress(host) != nil else { return nil }
    (self.host, self.port) = (host, port)
  }

  init(host: String, port: UInt16) { (self.host, self.port) = (host, port) }

  /// As it stands in a URL.
  public var description: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}

/// What a server refused, cut or could not do, for a log.
public struct HTTPTrouble: Sendable {
  /// What goes together when there is much of it.
  public enum Kind: String, CaseIterable, Sendable {
    /// Bytes that are no request of HTTP, or one that a proxy may read otherwise.
    case malformed
    /// A head or a body is larger than it may be.
    case tooLarge = "too large"
    /// A sender or a reader is slow.
    case slow
    /// There are too many connections.
    case tooManyConnections = "too many connections"
    /// There are too many requests.
    case busy
    /// An answer that cannot be sent.
    case answer
    /// What libmicrohttpd says.
    case library
  }

  public let kind: Kind
  public let sentence: String
}

/// Why a server cannot start.
public struct HTTPServerError: Error, CustomStringConvertible {
  public let description: String
  /// Whether the address is in use by another program.
  public let isAddressInUse: Bool
}
