public import Mailbox

/// One entry of a Diversion header (RFC 5806): whose phone sent the call on, and why.
public struct Diversion: Equatable, Sendable {
  /// Whose phone sent it on.
  public var address: NameAddress
  /// The reason as written, in small letters; `nil` if none is given.
  public var reason: String?
  /// How often this one has diverted the call; 1 if it does not say.
  public var counter: Int
  /// What must not be shown to the caller: `full`, `name`, `uri`; `nil`: nothing, or `off`.
  public var privacy: String?

  /// Reads an entry. Without brackets some programs put the parameters into the address.
  public init(_ address: NameAddress) {
    func field(_ name: String) -> String? {
      (address.parameters[name] ?? address.uri.parameters[name])?.lowercased()
    }
    self.address = address
    reason = field("reason").flatMap { $0.isEmpty ? nil : $0 }
    counter = max(1, field("counter").flatMap { Int($0) } ?? 1)
    privacy = field("privacy").flatMap { $0.isEmpty || $0 == "off" ? nil : $0 }
  }

  /// All entries of a message. The first is the latest diversion, the last the original one
  /// (RFC 5806 section 3).
  public static func all(in headers: HeaderFields) -> [Diversion] {
    headers.addresses("Diversion").map(Diversion.init)
  }

  /// What the reason means here; `nil`: unknown.
  public var condition: CallCondition? { reason.flatMap(CallCondition.init(diversionReason:)) }
}

extension CallCondition {
  /// The reasons of RFC 5806 section 4. Some programs write `_` for `-`, or the number of a
  /// response.
  init?(diversionReason reason: String) {
    switch String(reason.map { $0 == "_" || $0 == " " ? "-" : $0 }) {
    case "user-busy", "busy": self = .busy
    case "no-answer", "no-reply", "noanswer": self = .noAnswer
    case "unavailable", "out-of-service", "not-reachable": self = .unreachable
    case "do-not-disturb", "dnd": self = .doNotDisturb
    // The user has sent the call here herself, beforehand or by a key.
    case "unconditional", "time-of-day", "deflection", "follow-me", "away": self = .unconditional
    case let code:
      guard let number = Int(code), let condition = CallCondition(voicemailCause: number) else {
        return nil
      }
      self = condition
    }
  }

  /// The causes of RFC 4458 section 3.1, which RFC 7544 uses in History-Info too. 480 and 487 are
  /// deflections: the user sends this one call away, before or while it rings.
  init?(voicemailCause cause: Int) {
    switch cause {
    case 302, 480, 487: self = .unconditional
    case 486, 600: self = .busy
    case 408: self = .noAnswer
    case 404, 503: self = .unreachable
    case _: return nil
    }
  }

  /// The response of a phone that did not take the call (RFC 3326). Here 480 is no deflection: most
  /// switches answer so for a phone that is not registered.
  init?(response code: Int) {
    switch code {
    case 300...399: self = .unconditional
    case 486, 600: self = .busy
    case 603: self = .doNotDisturb
    case 408, 487: self = .noAnswer
    case 404, 410, 480, 484, 500...599, 604: self = .unreachable
    case _: return nil
    }
  }

  /// A cause of the telephone network (Q.850).
  init?(q850 cause: Int) {
    switch cause {
    case 17: self = .busy
    case 18, 19: self = .noAnswer
    case 21: self = .doNotDisturb
    case 1, 3, 20, 22, 27, 34, 38, 41, 42: self = .unreachable
    case _: return nil
    }
  }
}
