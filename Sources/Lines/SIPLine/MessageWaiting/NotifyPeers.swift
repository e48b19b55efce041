import SIP
import Signalling

/// The systems that are told of waiting messages without a subscription: which of them do not
/// answer, and when they are asked next. A pure value; times are milliseconds of any clock that never
/// goes back.
///
///     answers ── no answer to NOTIFY or OPTIONS ──► away: nothing is sent but OPTIONS,
///        ▲                                            after 5, 10, 20, 40, 60, 60 … s
///        └──────────────── any answer ─────────────────┘   then all of it is told again
///
/// Those that the configuration names are asked every 30 s while they answer too, since one that was
/// started anew meanwhile has forgotten what it was told.
struct NotifyPeers {
  private struct Peer {
    /// One of its addresses, to which OPTIONS is sent.
    var uri: String
    /// Whether the configuration names it.
    var isFixed: Bool
    var isAway = false
    /// Times in a row without an answer.
    var failures = 0
    var nextProbe: Int64?
    /// What it has to be told when it answers.
    var held: Set<NotifyTarget> = []
  }

  private var peers: [String: Peer] = [:]

  static let probeMilliseconds: Int64 = 30_000
  private static let firstRetry: Int64 = 5_000
  private static let longestRetry: Int64 = 60_000

  /// The configuration names these addresses and no others.
  mutating func follow(_ fixed: Set<String>, at now: Int64) {
    let wanted = Dictionary(fixed.map { (Self.key($0), $0) }, uniquingKeysWith: { a, _ in a })
    for key in peers.keys where wanted[key] == nil { peers[key]?.isFixed = false }
    for (key, uri) in wanted {
      guard peers[key] == nil else {
        peers[key]?.isFixed = true
        continue
      }
      peers[key] = Peer(uri: uri, isFixed: true, nextProbe: now + Self.probeMilliseconds)
    }
    peers = peers.filter { $0.value.isFixed || $0.value.isAway }
  }

  func isAway(_ uri: String) -> Bool { peers[Self.key(uri)]?.isAway == true }

  /// A target is told when its peer answers again.
  mutating func hold(_ target: NotifyTarget, at uri: String) {
    peers[Self.key(uri)]?.held.insert(target)
  }

  /// No answer has come from a peer.
  mutating func failed(_ uri: String, at now: Int64) {
    var peer = peers[Self.key(uri)] ?? Peer(uri: uri, isFixed: false)
    defer { peers[Self.key(uri)] = peer }
    // Several NOTIFYs that were under way fail together.
    if peer.isAway, let next = peer.nextProbe, next > now { return }
    peer.isAway = true
    peer.nextProbe = now + min(Self.longestRetry, Self.firstRetry << min(peer.failures, 4))
    peer.failures += 1
  }

  /// A peer has answered.
  /// - Returns: What it has to be told now; `nil` if it was not away.
  mutating func answered(_ uri: String, at now: Int64) -> Set<NotifyTarget>? {
    let key = Self.key(uri)
    guard var peer = peers[key] else { return nil }
    let held = peer.isAway ? peer.held : nil
    (peer.isAway, peer.failures, peer.held) = (false, 0, [])
    peer.nextProbe = now + Self.probeMilliseconds
    peers[key] = peer.isFixed ? peer : nil
    return held
  }

  /// Whom to ask now.
  /// - Parameter isNeeded: Whether a target is still to be told.
  mutating func nextProbe(at now: Int64, isNeeded: (NotifyTarget) -> Bool) -> String? {
    for (key, var peer) in peers {
      guard let next = peer.nextProbe, next <= now else { continue }
      peer.held = peer.held.filter(isNeeded)
      // The answer, or that there is none, says when it is asked next.
      peer.nextProbe = nil
      guard peer.isFixed || !peer.held.isEmpty else {
        peers[key] = nil
        continue
      }
      peers[key] = peer
      return peer.uri
    }
    return nil
  }

  /// When somebody is to be asked.
  var deadline: Int64? { peers.values.compactMap(\.nextProbe).min() }

  /// What the addresses of one system have in common.
  static func key(_ uri: String) -> String {
    guard let parts = SIPURI(uri) else { return uri }
    let transport = parts.parameters["transport"]?.lowercased() ?? ""
    return "\(parts.host):\(parts.port ?? 0);\(transport)"
  }
}

extension NotifyTarget {
  /// Whether it is an address of a system; see ``NotifyPeers/key(_:)``.
  func isAt(_ key: String) -> Bool {
    switch self {
    case .subscription: false
    case .contact(let uri), .fixed(let uri): NotifyPeers.key(uri) == key
    }
  }
}
