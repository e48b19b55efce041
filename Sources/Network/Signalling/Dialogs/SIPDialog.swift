import SIP

/// What identifies a dialog in a message from the peer, together with its tag.
struct DialogKey: Hashable {
  var callID: String
  var localTag: String
}

/// A dialog (RFC 3261 section 12): who talks with whom, on which way, and the next number.
final class SIPDialog {
  let stack: Stack
  let callID: String
  let localTag: String
  private(set) var remoteTag: String
  /// Our address and the peer's as they stand in From and To of our requests.
  let local: String
  private(set) var remote: String
  private(set) var target: String
  private(set) var routes: [String] = []
  private(set) var sequence: UInt32
  /// The highest CSeq number of the peer; `nil` if it has sent none yet.
  var remoteSequence: UInt32?
  /// Where the peer's last request came from; `nil` if it has sent none.
  private(set) var source: TransportAddress?
  /// For challenges of the peer.
  var digest: DigestSession?

  /// Where the peer sends from when no proxy stands between: goes before the address in Contact.
  private var returnPath: ReturnPath?

  var key: DialogKey { DialogKey(callID: callID, localTag: localTag) }

  /// The dialog that a request begins; `nil` if it has no Contact.
  init?(accepting request: Message) {
    guard let contact = request.value("Contact").flatMap({ WrittenAddress($0) }) else { return nil }
    stack = request.stack
    callID = request.callID
    localTag = request.answerTag
    remoteTag = request.fromTag
    local = (request.value("To") ?? "") + ";tag=\(request.answerTag)"
    remote = request.value("From") ?? ""
    target = contact.uri
    routes = request.values("Record-Route").flatMap { WrittenAddress.list($0) }
    sequence = UInt32.random(in: 1..<65_536)
    remoteSequence = request.sequence
    source = request.source
    returnPath = routes.isEmpty ? ReturnPath(request) : nil
  }

  /// The dialog that a request of ours may begin.
  init(to uri: String, from: String, by stack: Stack, target: String? = nil) {
    self.stack = stack
    callID = randomToken()
    localTag = randomToken()
    remoteTag = ""
    local = (from.contains("<") ? from : "<\(from)>") + ";tag=\(localTag)"
    remote = "<\(uri)>"
    self.target = target ?? uri
    sequence = UInt32.random(in: 1..<65_536)
  }

  /// Another answer to the same INVITE.
  init(forkOf other: SIPDialog, by response: Message) {
    (stack, callID, localTag, local) = (other.stack, other.callID, other.localTag, other.local)
    (remoteTag, remote, target) = ("", other.remote, other.target)
    sequence = other.sequence
    establish(by: response)
  }

  /// Takes over what a response says of the peer; a final one decides.
  func establish(by response: Message) {
    remoteTag = response.toTag
    remote = response.value("To") ?? remote
    routes = response.values("Record-Route").flatMap { WrittenAddress.list($0) }.reversed()
    refreshTarget(by: response)
  }

  /// The peer may move within a dialog (RFC 3261 section 12.2).
  func refreshTarget(by message: Message) {
    if let contact = message.value("Contact").flatMap({ WrittenAddress($0) }) {
      target = contact.uri
    }
    if message.isRequest { source = message.source }
    if message.isRequest, routes.isEmpty { returnPath = ReturnPath(message) }
  }

  /// Sends to this address before all others: where a device has registered from, or by the proxies
  /// through which it has.
  func setReturnPath(_ path: ReturnPath?, by routes: [String]) {
    (returnPath, self.routes) = (path, routes)
  }

  /// A request of this dialog. An ACK has the number of its INVITE.
  func request(
    _ method: String, headers: [SIPHeader], body: SIPBody?, product: String,
    sequence given: UInt32? = nil
  ) -> RequestDraft {
    if given == nil { sequence += 1 }
    var uri = target
    var path = routes
    if let first = routes.first, let route = WrittenAddress(first),
      SIPURI(route.uri)?.parameters["lr"] == nil
    {
      // A strict router of RFC 2543 wants to be in the request URI.
      uri = route.uri
      path = Array(routes.dropFirst()) + ["<\(target)>"]
    }
    var text = "Max-Forwards: 70\r\n"
    for route in path { text += "Route: \(route)\r\n" }
    text += "From: \(local)\r\nTo: \(remote)\r\nCall-ID: \(callID)\r\n"
    text += "CSeq: \(given ?? sequence) \(method)\r\nUser-Agent: \(product)\r\n"
    if let digest = digest?.header(method: method, uri: uri) {
      text += "\(digest.name): \(digest.value)\r\n"
    }
    return RequestDraft(
      method: method, uri: uri, nextHop: nextHop, text: text + messageEnd(headers, body))
  }

  private var nextHop: String {
    if let first = routes.first, let route = WrittenAddress(first) { return hop(route.uri) }
    return returnPath?.uri(instead: target) ?? hop(target)
  }
}

/// Where a message came from, as a way back: the same connection, or the address before a NAT.
struct ReturnPath {
  private let source: TransportAddress
  /// Kept for connections only, to see whether they still stand.
  private let connection: Message?

  /// `nil`: a proxy stands between, which knows the way itself.
  init?(_ request: Message) {
    guard request.viaCount == 1 else { return nil }
    source = request.source
    connection = request.source.transport.isReliable ? request : nil
  }

  /// The next hop for a request to a URI; `nil` if the URI is as good.
  func uri(instead target: String) -> String? {
    if let connection {
      return connection.isConnected ? uri : nil
    }
    guard let parts = SIPURI(target) else { return uri }
    let isNumeric = TransportAddress(.udp, parts.host, 1).socketAddress != nil
    guard isNumeric, parts.host != source.address, parts.transport ?? .udp == .udp else {
      return nil
    }
    return uri
  }

  private var uri: String { "sip:\(source.hostPort)\(source.transport.parameter)" }
}

/// A URI as libre takes it for the next hop: only `sip` and its transports.
func hop(_ uri: String) -> String {
  guard let parts = SIPURI(uri), parts.scheme == .sips else { return uri }
  let host = parts.host.contains(":") ? "[\(parts.host)]" : parts.host
  return "sip:\(host)\(parts.port.map { ":\($0)" } ?? "");transport=tls"
}

/// A text that nobody can guess.
func randomToken() -> String {
  String(UInt64.random(in: 0 ... .max), radix: 16)
    + String(UInt32.random(in: 0 ... .max), radix: 16)
}
