import Mailbox
import Testing

@testable import SIP

/// An INVITE as one text: the request URI, then headers, a line each.
struct Invite: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var isTrusted = false
  var device: String?
  /// The targets, the original one first.
  var to: [String]
  var why: CallCondition?
  var from = ""
  var trust = Trust.claimed

  var testDescription: String { name }

  var routing: CallRouting {
    let lines = text.split(separator: "\n").map(String.init)
    return CallRouting(
      requestURI: lines.first ?? "", headers: HeaderFields(lines.dropFirst().map(Self.header)),
      isTrusted: isTrusted, device: device)
  }

  static func header(_ line: String) -> (name: String, value: String) {
    let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
    return (parts[0], String(parts.dropFirst().joined().drop { $0 == " " }))
  }
}
