import CallFlow
import Mailbox
public import Portal
public import Store

/// Why a call has ended, for the one line that the log has of each call.
public enum CallEnding: Equatable, Sendable {
  /// The caller hung up, at this place.
  case caller(at: Place)
  /// The caller gave up before the call was answered.
  case cancelled
  /// The portal ended the call, after what it said at this place.
  case portal(at: Place)
  /// The caller was connected to somebody else.
  case transferred(at: Place)
  /// The call was not answered: a word or a status, such as `486 Busy Here`.
  case refused(String)
  /// It lasted as long as a call may last.
  case timeOut
  /// Nothing was heard of the caller any more.
  case mediaLost
  /// The server was told to end.
  case drained
  /// An operator ended the call.
  case byOperator
  /// The line broke: a reason.
  case failed(String)

  /// The ways of ending, as records, lists and metrics name them.
  public enum Kind: String, CaseIterable, Sendable {
    case caller, cancelled, portal, transfer, refused
    case timeOut = "time-out"
    case mediaLost = "media-lost"
    case drain
    case byOperator = "operator"
    case failure
  }

  /// Which way it ended.
  public var kind: Kind {
    switch self {
    case .caller: .caller
    case .cancelled: .cancelled
    case .portal: .portal
    case .transferred: .transfer
    case .refused: .refused
    case .timeOut: .timeOut
    case .mediaLost: .mediaLost
    case .drained: .drain
    case .byOperator: .byOperator
    case .failed: .failure
    }
  }

  /// Where it ended; `nil` where that does not matter.
  public var place: Place? {
    switch self {
    case .caller(let place), .portal(let place), .transferred(let place): place
    case .cancelled, .refused, .timeOut, .mediaLost, .drained, .byOperator, .failed: nil
    }
  }

  /// A reason in words, where there is one.
  public var reason: String? {
    switch self {
    case .refused(let reason), .failed(let reason): reason
    case .caller, .portal, .transferred, .cancelled, .timeOut, .mediaLost, .drained, .byOperator:
      nil
    }
  }

  /// An ending as it was stored; `nil` if the parts do not make one.
  public init?(_ kind: Kind, place: Place?, reason: String?) {
    switch kind {
    case .caller, .portal, .transfer:
      guard let place else { return nil }
      self =
        kind == .caller
        ? .caller(at: place)
        : kind == .portal ? .portal(at: place) : .transferred(at: place)
    case .cancelled: self = .cancelled
    case .refused: self = .refused(reason ?? "other")
    case .timeOut: self = .timeOut
    case .mediaLost: self = .mediaLost
    case .drain: self = .drained
    case .byOperator: self = .byOperator
    case .failure: self = .failed(reason ?? "unknown")
    }
  }

  /// The same as a part of a sentence.
  public var words: String {
    switch self {
    case .caller(let place): "the caller hung up at \(name(of: place))"
    case .cancelled: "the caller gave up"
    case .portal(let place): "the portal ended it at \(name(of: place))"
    case .transferred(let place): "transferred at \(name(of: place))"
    case .refused(let reason): "refused: \(reason)"
    case .timeOut: "it lasted as long as a call may"
    case .mediaLost: "nothing was heard of the caller any more"
    case .drained: "the server ends"
    case .byOperator: "an operator ended it"
    case .failed(let reason):
      "it broke: \(reason.hasSuffix(".") ? String(reason.dropLast()) : reason)"
    }
  }
}

extension CallToken {
  /// The short name by which all lines of the log know the call: 8 hexadecimal digits.
  public var name: String {
    let digits = String(UInt32(truncatingIfNeeded: value), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
