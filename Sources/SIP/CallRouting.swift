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
/// **Who calls** (requirement C6): the number of a registered device; the P-Asserted-Identity of a
/// trusted peer (RFC 3325); its Remote-Party-ID; From. Only the first two are verified. Whoever asks
/// for privacy (RFC 3323) stays unknown, also to the portal: the store could not tell a number that
/// may be used from one that may be spoken.
public struct CallRouting: Equatable, Sendable {
  /// Every address that the call was meant for, the original one first, none twice: `+492115551111`,
  /// `0211…`, an extension, an access code. A group or a service number may stand before the user
  /// whose mailbox is meant, so the first of them that has a mailbox counts; if none has, the first that
  /// is in service. Empty: there is none.
  public let targets: [String]
  /// Why the phone system sent the call here; `nil`: it did not say, or the call came straight.
  public let condition: CallCondition?
  /// The caller's number as signalled; empty: withheld, or no number.
  public let from: String
  public let trust: Trust

  /// Reads an INVITE.
  /// - Parameters:
  ///   - requestURI: As sent.
  ///   - isTrusted: Whether it comes from a peer whose asserted identities are believed.
  ///   - device: The number or extension of the registered device that sent it; `nil`: none.
  public init(
    requestURI: String, headers: HeaderFields, isTrusted: Bool = false, device: String? = nil
  ) {
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
    (from, trust) = Self.caller(headers, isTrusted: isTrusted, device: device)
  }

  /// The call to the first target. How often the phone rang is not known: a phone system that diverts
  /// has let it ring as it should.
  public var call: IncomingCall {
    IncomingCall(from: from, trust: trust, to: targets.first ?? "", condition: condition)
  }
}

// MARK: - Who calls

extension CallRouting {
  private static func caller(
    _ headers: HeaderFields, isTrusted: Bool, device: String?
  ) -> (String, Trust) {
    let from = headers.addresses("From").first
    let party = RemoteParty(headers)
    let isHidden =
      wantsPrivacy(headers) || from?.uri.isAnonymous == true || party?.wantsPrivacy == true
    if isHidden { return ("", .claimed) }
    if let device { return (device, .verified) }
    if isTrusted {
      // There may be two, one of them a tel: URI (RFC 3325 section 9.1).
      let asserted = headers.addresses("P-Asserted-Identity").map { dialable($0.uri) }
      if let number = asserted.first(where: { !$0.isEmpty }) { return (number, .verified) }
      if let party, !dialable(party.uri).isEmpty { return (dialable(party.uri), .claimed) }
    }
    return (from.map { dialable($0.uri) } ?? "", .claimed)
  }

  /// A number; empty for a name, which no caller is known by.
  private static func dialable(_ uri: SIPURI) -> String {
    let number = uri.number
    let digits = number.hasPrefix("+") ? String(number.dropFirst()) : number
    return digits.isDigits ? number : ""
  }

  /// Privacy by RFC 3323 section 4.2 and RFC 3325 section 9.3. `session`, `critical` and `history`
  /// do not hide who calls.
  private static func wantsPrivacy(_ headers: HeaderFields) -> Bool {
    headers.values("Privacy").contains { value in
      value.split { $0 == ";" || $0 == "," }.contains {
        ["id", "user", "header"].contains(String($0[...].trimmed).lowercased())
      }
    }
  }
}

/// Who calls, by Remote-Party-ID (draft-ietf-sip-privacy-04): what some switches still send for
/// P-Asserted-Identity.
private struct RemoteParty {
  let uri: SIPURI
  let wantsPrivacy: Bool

  /// The entry of the calling party that the sender has checked; `nil`: there is none.
  init?(_ headers: HeaderFields) {
    let found = headers.addresses("Remote-Party-ID").first {
      ($0.parameters["party"] ?? "calling").equalsIgnoringCase("calling")
    }
    guard let found else { return nil }
    uri = found.uri
    let privacy = found.parameters["privacy"]?.lowercased() ?? "off"
    wantsPrivacy = privacy.split(separator: ";").contains {
      $0.hasPrefix("full") || $0.hasPrefix("uri")
    }
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

  /// Why a voicemail URI was called (RFC 4458 section 3); `nil`: it does not say.
  public var voicemailCondition: CallCondition? {
    parameters["cause"].flatMap { Int($0) }.flatMap(CallCondition.init(voicemailCause:))
  }
}
