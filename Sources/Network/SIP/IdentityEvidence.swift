/// What a request says and proves about who sends it. ``identify(numbersOfDevices:isSameParty:)``
/// decides from this and from nothing else who that is.
public struct IdentityEvidence: Equatable, Sendable {
  /// What the digest in a request is worth (RFC 3261 section 22).
  public enum Digest: Equatable, Sendable {
    /// None for our realm is there.
    case absent
    /// Right, by this device.
    case right(device: String)
    /// Its nonce is too old, was used before or was given for something else; the password may be
    /// right.
    case stale
    case wrong
    /// It was made for another request URI (RFC 2617 section 3.2.2.5).
    case forAnotherURI
  }

  /// The user of From, a number without separators: a number, an extension, a name; empty if there
  /// is none.
  public var from = ""
  /// Whether the caller asks to stay unknown (RFC 3323).
  public var isHidden = false
  /// The users of P-Asserted-Identity (RFC 3325), as sent.
  public var asserted: [String] = []
  /// The number of Remote-Party-ID; empty if there is none.
  public var remoteParty = ""
  /// The numbers that have sent the call on, by Diversion and History-Info.
  public var diverters: [String] = []
  /// Whether it comes from a peer whose assertions are believed by configuration.
  public var isTrustedPeer = false
  /// Whether From names one of the devices that may register here.
  public var claimsDevice = false
  public var digest = Digest.absent
  /// The devices that have given a right digest on this very TCP or TLS connection.
  public var connectionDevices: [String] = []
  /// Whether no proxy stands between: a single Via and no Path.
  public var isDirect = false

  /// What the headers say; nothing is proven yet.
  public init(_ headers: HeaderFields) {
    from = headers.addresses("From").first?.uri.number ?? ""
    let party = RemoteParty(headers)
    isHidden =
      Self.wantsPrivacy(headers) || headers.addresses("From").first?.uri.isAnonymous == true
      || party?.wantsPrivacy == true
    asserted = headers.addresses("P-Asserted-Identity").map(\.uri.number)
    remoteParty = party?.uri.number ?? ""
    diverters = Diversion.all(in: headers).map(\.address.uri.number)
    // The last entry is where the call is going now; those before it have had it.
    diverters += HistoryInfo(headers).entries.dropLast().map(\.address.uri.number)
  }

  /// Nothing is said and nothing is proven.
  init() {}

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

  /// The entry of the calling party that the sender has checked; `nil` if there is none.
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
