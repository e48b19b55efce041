import CRe

/// The TCP and TLS connections on which devices have proven their passwords. Whoever else sends on
/// such a connection is the same program. An address proves nothing: packets can be forged, and
/// another client may come from the same port later.
struct ProvenConnections {
  private struct Proof {
    var device: String
    /// Kept so that libre does not use the connection's memory for another one.
    var request: Message
  }

  private var proofs: [Proof] = []
  /// A connection that proves more devices forgets the oldest proof.
  private static let mostOnConnection = 64

  /// Remembers that a device has given a right digest in this request.
  mutating func add(_ device: String, _ request: Message) {
    guard request.source.transport.isReliable, request.isDirect, request.isConnected else {
      return
    }
    proofs.removeAll {
      !$0.request.isConnected
        || $0.device == device && $0.request.isOnConnection(of: request)
    }
    let same = proofs.indices.filter { proofs[$0].request.isOnConnection(of: request) }
    if same.count >= Self.mostOnConnection { proofs.remove(at: same[0]) }
    proofs.append(Proof(device: device, request: request))
  }

  /// The devices that have proven their passwords on the connection of this request.
  func devices(on request: Message) -> [String] {
    guard request.source.transport.isReliable, request.isConnected else { return [] }
    return proofs.filter { $0.request.isOnConnection(of: request) }.map(\.device)
  }

  /// Forgets the devices whose passwords may have changed.
  mutating func keep(only isKept: (String) -> Bool) {
    proofs.removeAll { !isKept($0.device) || !$0.request.isConnected }
  }
}

extension Message {
  /// Whether both came by one connection, which still stands.
  fileprivate func isOnConnection(of other: Message) -> Bool {
    unsafe raw.pointee.sock != nil && raw.pointee.sock == other.raw.pointee.sock && isConnected
  }
}
