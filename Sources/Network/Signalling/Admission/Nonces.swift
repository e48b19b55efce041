import SIP
import Secrecy

/// Nonces of ours: they tell their own age, are signed for one method and realm, and each may be
/// used for a time and only with a count that grows (RFC 2617 section 3.2.1, 4.5).
struct Nonces {
  private let secret: String
  private var used: [String: UInt32] = [:]

  /// - Parameter secret: Signs them: several agents that have the same one take each other's; `nil`: one
  ///   that nobody else has. Each agent counts the uses for itself.
  init(secret: String? = nil) { self.secret = secret ?? randomToken() + randomToken() }

  /// A challenge for 401 or 407, with a header for each algorithm, the best one first (RFC 8760
  /// section 2.3).
  mutating func challenge(
    for method: String, realm: String, isProxy: Bool, isStale: Bool,
    _ algorithms: [DigestAlgorithm], at seconds: Double
  ) -> Answer {
    let time = String(UInt64(max(0, seconds) * 1_000), radix: 16)
    let salt = randomToken()
    let nonce = "\(time).\(salt).\(signature(time, salt, method, realm))"
    let headers = algorithms.map { algorithm in
      SIPHeader(
        isProxy ? "Proxy-Authenticate" : "WWW-Authenticate",
        "Digest realm=\"\(realm)\", nonce=\"\(nonce)\", algorithm=\(algorithm.rawValue), "
          + "qop=\"auth\"" + (isStale ? ", stale=true" : ""))
    }
    return isProxy
      ? Answer(407, "Proxy Authentication Required", headers)
      : Answer(401, "Unauthorized", headers)
  }

  /// Checks the digest in a request.
  mutating func check(
    _ fields: DigestFields, method: String, requestURI: String, realm: String,
    among devices: [Credentials], at seconds: Double, _ limits: SignallingLimits
  ) -> IdentityEvidence.Digest {
    guard let algorithm = DigestAlgorithm(fields["algorithm"]), let user = fields["username"],
      let nonce = fields["nonce"], let uri = fields["uri"],
      let response = fields["response"], fields["realm"] == realm,
      let device = devices.first(where: { $0.user == user })
    else { return .wrong }
    // Perhaps ours before a restart.
    guard let age = age(of: nonce, method, realm, at: seconds) else { return .stale }
    // Else a digest that was overheard in one request would serve for another.
    guard isSameTarget(uri, requestURI) else { return .forAnotherURI }
    let first = algorithm.hash("\(user):\(realm):\(device.password.revealed)")
    let second = algorithm.hash("\(method):\(uri)")
    var middle = nonce
    var count: UInt32 = 1
    if let quality = fields["qop"] {
      guard quality == "auth", let digits = fields["nc"], let number = UInt32(digits, radix: 16),
        let own = fields["cnonce"]
      else { return .wrong }
      count = number
      middle += ":\(digits):\(own):\(quality)"
    }
    guard isSame(algorithm.hash("\(first):\(middle):\(second)"), response.lowercased()) else {
      return .wrong
    }
    guard age < limits.nonceSeconds, count > used[nonce] ?? 0, count <= limits.nonceUses else {
      return .stale
    }
    if used.count >= limits.rememberedNonces {
      used = used.filter { seconds - (time(of: $0.key) ?? 0) < limits.nonceSeconds }
    }
    used[nonce] = count
    return .right(device: user)
  }

  /// `nil` if the nonce is not ours, or was given for another method or realm.
  private func age(
    of nonce: String, _ method: String, _ realm: String, at seconds: Double
  ) -> Double? {
    let parts = nonce.split(separator: ".").map(String.init)
    guard parts.count == 3, let time = time(of: nonce),
      isSame(signature(parts[0], parts[1], method, realm), parts[2])
    else { return nil }
    return seconds - time
  }

  /// When a nonce was given, in seconds.
  private func time(of nonce: String) -> Double? {
    nonce.split(separator: ".").first.flatMap { UInt64($0, radix: 16) }.map { Double($0) / 1_000 }
  }

  private func signature(
    _ time: String, _ salt: String, _ method: String, _ realm: String
  ) -> String {
    md5("\(secret):\(md5("\(secret):\(time):\(salt):\(method):\(realm)"))")
  }

  /// Whether a digest's URI names what the request URI names (RFC 3261 section 19.1.4, without the
  /// parameters, which proxies change).
  private func isSameTarget(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    guard let one = SIPURI(one), let other = SIPURI(other) else { return false }
    return one.scheme == other.scheme && one.user == other.user
      && sameText(one.host, other.host) && one.usualPort == other.usualPort
  }

  /// Takes as long for every wrong answer.
  private func isSame(_ one: String, _ other: String) -> Bool {
    guard one.utf8.count == other.utf8.count else { return false }
    return zip(one.utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
