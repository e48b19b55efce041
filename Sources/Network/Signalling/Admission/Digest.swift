import CRe
import SIP
import Secrecy

/// The hashes of digest authentication that both sides may use (RFC 8760).
enum DigestAlgorithm: String, CaseIterable {
  case sha256 = "SHA-256"
  case md5 = "MD5"

  /// `nil` stands for what a field without an algorithm means.
  init?(_ name: String?) {
    guard let found = Self.allCases.first(where: { sameText($0.rawValue, name ?? "MD5") }) else {
      return nil
    }
    self = found
  }

  /// The hash in hexadecimal digits.
  func hash(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var sum = [UInt8](repeating: 0, count: self == .md5 ? 16 : 32)
    switch self {
    case .md5: unsafe CRe.md5(bytes, bytes.count, &sum)
    case .sha256: _ = unsafe SHA256(bytes, bytes.count, &sum)
    }
    return sum.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// A challenge that we can answer: MD5 or SHA-256, with or without `qop=auth` (RFC 2617, 8760).
struct DigestChallenge {
  var algorithm: DigestAlgorithm
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
    guard let algorithm = DigestAlgorithm(fields["algorithm"]) else { return nil }
    self.algorithm = algorithm
    let qualities = (fields["qop"] ?? "").split(separator: ",").map { trimmed($0) }
    guard qualities.isEmpty || qualities.contains(where: { sameText($0, "auth") }) else {
      return nil
    }
    (self.realm, self.nonce, self.isProxy) = (realm, nonce, isProxy)
    (opaque, hasQuality) = (fields["opaque"], !qualities.isEmpty)
  }
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

  /// The header for the next request; `nil` if nothing was asked for yet.
  func header(method: String, uri: String) -> SIPHeader? {
    guard let challenge else { return nil }
    count += 1
    let digits = String(count, radix: 16)
    let counter = String(repeating: "0", count: 8 - digits.count) + digits
    let own = randomToken()
    let algorithm = challenge.algorithm
    let first = algorithm.hash(
      "\(credentials.user):\(challenge.realm):\(credentials.password.revealed)")
    let second = algorithm.hash("\(method):\(uri)")
    var value = "Digest username=\"\(credentials.user)\", realm=\"\(challenge.realm)\""
    value += ", nonce=\"\(challenge.nonce)\", uri=\"\(uri)\", algorithm=\(algorithm.rawValue)"
    if challenge.hasQuality {
      let response = algorithm.hash(
        "\(first):\(challenge.nonce):\(counter):\(own):auth:\(second)")
      value += ", response=\"\(response)\", qop=auth, nc=\(counter), cnonce=\"\(own)\""
    } else {
      value += ", response=\"\(algorithm.hash("\(first):\(challenge.nonce):\(second)"))\""
    }
    if let opaque = challenge.opaque { value += ", opaque=\"\(opaque)\"" }
    return SIPHeader(challenge.isProxy ? "Proxy-Authorization" : "Authorization", value)
  }
}

/// MD5 in hexadecimal digits.
func md5(_ text: String) -> String { DigestAlgorithm.md5.hash(text) }
