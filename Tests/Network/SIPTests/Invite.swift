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
    let headers = HeaderFields(lines.dropFirst().map(Self.header))
    var evidence = IdentityEvidence(headers)
    evidence.isTrustedPeer = isTrusted
    if let device { evidence.digest = .right(device: device) }
    guard case .known(let caller) = evidence.identify() else {
      Issue.record("\(name): the caller is not known")
      return CallRouting(
        requestURI: "", headers: headers, caller: IdentifiedCaller(number: "", trust: .claimed))
    }
    return CallRouting(requestURI: lines.first ?? "", headers: headers, caller: caller)
  }

  static func header(_ line: String) -> (name: String, value: String) {
    let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
    return (parts[0], String(parts.dropFirst().joined().drop { $0 == " " }))
  }
}
