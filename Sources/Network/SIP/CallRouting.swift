public import Mailbox

/// Where a call that comes by SIP is meant to go, why it comes here, and who calls.
///
/// **Which mailbox**: the original target. Looked for in this order:
/// 1. `target` of the request URI (RFC 4458): the phone system names the mailbox itself.
/// 2. Diversion (RFC 5806), the last entry first: that is the original diversion. It comes before
///    History-Info, for it tells of diversions only, History-Info of every step of the way.
/// 3. History-Info (RFC 7044): the address that was first diverted from, see ``HistoryInfo/targets``.
/// 4. The user of the request URI (RFC 3261 section 8.2.2.1).
/// 5. To, for servers that write the portal's or a trunk's own address into the request URI.
///
/// **Why**: the last reason that anybody gives, by the same order: `cause` of the request URI, the
/// first Diversion entry with a reason, the latest of History-Info. None: `nil`.
///
/// **Who calls** is decided by ``IdentityEvidence/identify(numbersOfDevices:isSameParty:)``.
public struct CallRouting: Equatable, Sendable {
  /// Every address that the call was meant for, the original one first, none twice: `+492115551111`,
  /// `0211…`, an extension, an access code. A group or a service number may stand before the user
  /// whose mailbox is meant, so the first of them that has a mailbox counts; if none has, the first that
  /// is in service. Empty: there is none.
  public let targets: [String]
  /// Why the phone system sent the call here; `nil` if it did not say, or the call came straight.
  public let condition: CallCondition?
  /// Who calls.
  public let caller: IdentifiedCaller
  /// Every number that Diversion, History-Info and the request URI name: these have had the call, or
  /// have it now (requirement D0).
  public let passed: [String]
  /// Whether the call may be sent on: not after five diversions, and not with few hops left.
  public let mayGoOn: Bool

  /// Reads an INVITE.
  /// - Parameters:
  ///   - requestURI: As sent.
  ///   - caller: Who sent it.
  public init(requestURI: String, headers: HeaderFields, caller: IdentifiedCaller) {
    let request = SIPURI(requestURI)
    let diversions = Diversion.all(in: headers)
    let history = HistoryInfo(headers)
    let named =
      [request?.voicemailTarget].compactMap(\.self) + diversions.reversed().map(\.address.uri)
      + history.targets + [request].compactMap(\.self) + headers.addresses("To").map(\.uri)
    var targets: [String] = []
    for uri in named where !uri.isAnonymous {
      let number = uri.number
      if !targets.contains(number) { targets.append(number) }
    }
    self.targets = targets
    condition =
      request?.voicemailCondition ?? diversions.lazy.compactMap(\.condition).first
      ?? history.lastReason
    self.caller = caller
    passed = (diversions.map(\.address.uri) + history.targets + [request].compactMap(\.self))
      .filter { !$0.isAnonymous }.map(\.number)
    let hops = headers.values("Max-Forwards").first.flatMap { Int($0) }
    mayGoOn =
      diversions.reduce(0) { $0 + min($1.counter, Self.mostDiversions) } < Self.mostDiversions
      && hops ?? .max > Self.fewestHops
  }

  /// As often as the telephone network lets a call be diverted (ITU-T Q.732.2).
  static let mostDiversions = 5
  /// Where no header tells of diversions, the hops of a call that goes round run out (RFC 3261
  /// section 8.1.1.6).
  static let fewestHops = 5

  /// The call to the first target. How often the phone rang is not known: a phone system that diverts
  /// has let it ring as it should.
  public var call: IncomingCall {
    var call = IncomingCall(
      from: caller.number, trust: caller.trust, to: targets.first ?? "", condition: condition)
    (call.passed, call.mayGoOn) = (passed, mayGoOn)
    return call
  }
}

extension SIPURI {
  /// The mailbox that a voicemail URI names (RFC 4458 section 2): a URI, or a user alone.
  public var voicemailTarget: SIPURI? {
    guard let text = parameters["target"], !text.isEmpty else { return nil }
    if let uri = SIPURI(text) { return uri }
    return SIPURI("sip:" + text).flatMap { $0.user.isEmpty ? nil : $0 }
      ?? SIPURI(user: text, host: host)
  }

  /// Why a voicemail URI was called (RFC 4458 section 3); `nil` if it does not say.
  public var voicemailCondition: CallCondition? {
    parameters["cause"].flatMap { Int($0) }.flatMap(CallCondition.init(voicemailCause:))
  }
}
