import CRe

/// A challenge that we can answer: MD5, with or without `qop=auth` (RFC 2617).
struct DigestChallenge {
  var realm: String
  var nonce: String
  var opaque: String?
  var hasQuality: Bool
  /// 407 rather than 401.
  var isProxy: Bool

  /// The first challenge of a 401 or 407 that we can answer.
  static func first(of response: Message) -> DigestChallenge? {
    let isProxy = response.status.code == 407
    let values = response.values(isProxy ? "Proxy-Authenticate" : "WWW-Authenticate")
    return values.lazy.compactMap { DigestChallenge($0, isProxy: isProxy) }.first
  }

  private init?(_ value: String, isProxy: Bool) {
    let fields = DigestFields(value)
    guard let fields, let realm = fields["realm"], let nonce = fields["nonce"] else { return nil }
    guard sameText(fields["algorithm"] ?? "MD5", "MD5") else { return nil }
    let qualities = (fields["qop"] ?? "").split(separator: ",").map { trimmed($0) }
    guard qualities.isEmpty || qualities.contains(where: { sameText($0, "auth") }) else {
      return nil
    }
    (self.realm, self.nonce, self.isProxy) = (realm, nonce, isProxy)
    (opaque, hasQuality) = (fields["opaque"], !qualities.isEmpty)
  }
}

/// The fields of `Digest name="value", …`.
struct DigestFields {
  private var fields: [String: String] = [:]

  init?(_ value: String) {
    let text = trimmed(value)
    guard text.prefix(6).lowercased() == "digest" else { return nil }
    for field in pieces(of: String(text.dropFirst(6)), at: ",") {
      let pair = field.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { continue }
      var text = trimmed(pair[1])
      if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") {
        text = String(text.dropFirst().dropLast())
      }
      fields[trimmed(pair[0]).lowercased()] = text
    }
  }

  subscript(name: String) -> String? { fields[name] }
}

/// Answers challenges with a user name and password; the nonce is used until another comes.
final class DigestSession {
  private let credentials: Credentials
  private var challenge: DigestChallenge?
  private var count: UInt32 = 0

  init(_ credentials: Credentials) { self.credentials = credentials }

  /// Takes a challenge.
  /// - Returns: Whether it is worth while to try again; the same challenge twice is not.
  func take(_ response: Message) -> Bool {
    guard let new = DigestChallenge.first(of: response) else { return false }
    let isStale = response.headers.contains {
      sameText($0.name, new.isProxy ? "Proxy-Authenticate" : "WWW-Authenticate")
        && DigestFields($0.value)?["stale"]?.lowercased() == "true"
    }
    if let old = challenge, count == 1, old.realm == new.realm, !isStale { return false }
    challenge = new
    count = 0
    return true
  }

  /// The header for the next request; `nil`: nothing was asked for yet.
  func header(method: String, uri: String) -> SIPHeader? {
    guard let challenge else { return nil }
    count += 1
    let digits = String(count, radix: 16)
    let counter = String(repeating: "0", count: 8 - digits.count) + digits
    let own = randomToken()
    let first = md5("\(credentials.user):\(challenge.realm):\(credentials.password)")
    let second = md5("\(method):\(uri)")
    var value = "Digest username=\"\(credentials.user)\", realm=\"\(challenge.realm)\""
    value += ", nonce=\"\(challenge.nonce)\", uri=\"\(uri)\", algorithm=MD5"
    if challenge.hasQuality {
      let response = md5("\(first):\(challenge.nonce):\(counter):\(own):auth:\(second)")
      value += ", response=\"\(response)\", qop=auth, nc=\(counter), cnonce=\"\(own)\""
    } else {
      value += ", response=\"\(md5("\(first):\(challenge.nonce):\(second)"))\""
    }
    if let opaque = challenge.opaque { value += ", opaque=\"\(opaque)\"" }
    return SIPHeader(challenge.isProxy ? "Proxy-Authorization" : "Authorization", value)
  }
}

/// MD5 in hexadecimal digits, as digest authentication wants it.
func md5(_ text: String) -> String {
  var sum = [UInt8](repeating: 0, count: 16)
  unsafe CRe.md5(Array(text.utf8), text.utf8.count, &sum)
  return sum.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
