import CallFlow
public import Mailbox
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
  case tooLong
  /// Nothing was heard of the caller any more.
  case silent
  /// The server was told to end.
  case drained
  /// The line broke: a reason.
  case failed(String)

  /// What the log says at the end of a call.
  /// - Parameter parties: Who called whom, and on which line.
  public static func sentence(
    _ parties: String, milliseconds: Int64, isAnswered: Bool, _ ending: CallEnding?
  ) -> String {
    let tenths = max(0, milliseconds + 50) / 100
    let length = "\(tenths / 10).\(tenths % 10) s" + (isAnswered ? "" : ", not answered")
    return "\(parties), \(length): \(ending?.words ?? "it ended")."
  }

  private var words: String {
    switch self {
    case .caller(let place): "the caller hung up at \(name(of: place))"
    case .cancelled: "the caller gave up"
    case .portal(let place): "the portal ended it at \(name(of: place))"
    case .transferred(let place): "transferred at \(name(of: place))"
    case .refused(let reason): "refused: \(reason)"
    case .tooLong: "it lasted as long as a call may"
    case .silent: "nothing was heard of the caller any more"
    case .drained: "the server ends"
    case .failed(let reason):
      "it broke: \(reason.hasSuffix(".") ? String(reason.dropLast()) : reason)"
    }
  }
}

extension IncomingCall {
  /// Who calls whom, for the log. Numbers are no secrets.
  public var parties: String { "\(from.isEmpty ? "withheld" : from) called \(to)" }
}

extension CallToken {
  /// The short name by which all lines of the log know the call: 8 hexadecimal digits.
  public var name: String {
    let digits = String(UInt32(truncatingIfNeeded: value), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
