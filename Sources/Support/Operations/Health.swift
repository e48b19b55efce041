/// How a part of the server is.
public enum Health: Equatable, Sendable {
  /// It does what it should.
  case good
  /// It works, but not all of it: a sentence.
  case limited(String)
  /// It does not work: a sentence. Calls should go to another server.
  case failed(String)

  /// One word.
  public var word: String {
    switch self {
    case .good: "good"
    case .limited: "limited"
    case .failed: "failed"
    }
  }

  /// What is wrong.
  public var reason: String? {
    switch self {
    case .good: nil
    case .limited(let reason), .failed(let reason): reason
    }
  }

  /// Whether it does not work.
  public var isFailed: Bool { if case .failed = self { true } else { false } }
}

/// What a server does at the moment.
public enum ServerState: String, Sendable {
  case starting, running, draining, stopped
}

/// How a server is, with all its parts.
public struct HealthReport: Equatable, Sendable {
  /// One part, such as `mailboxes` or `sip 1`.
  public struct Part: Equatable, Sendable {
    public var name: String
    public var health: Health

    /// How a part is.
    public init(_ name: String, _ health: Health) { (self.name, self.health) = (name, health) }
  }

  public var state: ServerState
  public var parts: [Part]

  /// How a server is.
  public init(state: ServerState, parts: [Part]) { (self.state, self.parts) = (state, parts) }

  /// Whether the program works; one that does not should be started anew.
  public var isHealthy: Bool { state != .stopped && !parts.contains { $0.health.isFailed } }

  /// Whether calls should be sent here.
  public var isReady: Bool { state == .running && isHealthy }
}
