/// Nonces of ours: they tell their own age, are signed, and each may be used for a time and only
/// with a count that grows (RFC 2617 section 3.2.1, 4.5).
struct Nonces {
  /// What a digest is worth.
  enum Verdict: Equatable {
    /// Right, by this user.
    case good(String)
    /// The nonce is too old or was used before; the password may be right.
    case stale
    case wrong
  }

  private let secret = randomToken() + randomToken()
  private var used: [String: UInt32] = [:]

  /// A challenge for 401 or 407.
  mutating func challenge(
    realm: String, isProxy: Bool, isStale: Bool, at seconds: Double
  ) -> Answer {
    let time = String(UInt64(max(0, seconds) * 1_000), radix: 16)
    let salt = randomToken()
    let nonce = "\(time).\(salt).\(signature(time, salt))"
    var value = "Digest realm=\"\(realm)\", nonce=\"\(nonce)\", algorithm=MD5, qop=\"auth\""
    if isStale { value += ", stale=true" }
    return isProxy
      ? Answer(407, "Proxy Authentication Required", [SIPHeader("Proxy-Authenticate", value)])
      : Answer(401, "Unauthorized", [SIPHeader("WWW-Authenticate", value)])
  }

  /// Checks the digest in a request.
  mutating func check(
    _ fields: DigestFields, method: String, realm: String, among devices: [Credentials],
    at seconds: Double, _ limits: SignallingLimits
  ) -> Verdict {
    guard let user = fields["username"], let nonce = fields["nonce"], let uri = fields["uri"],
      let response = fields["response"], fields["realm"] == realm,
      let device = devices.first(where: { $0.user == user })
    else { return .wrong }
    // Perhaps ours before a restart.
    guard let age = age(of: nonce, at: seconds) else { return .stale }
    let first = md5("\(user):\(realm):\(device.password)")
    let second = md5("\(method):\(uri)")
    var middle = nonce
    var count: UInt32 = 1
    if let quality = fields["qop"] {
      guard quality == "auth", let digits = fields["nc"], let number = UInt32(digits, radix: 16),
        let own = fields["cnonce"]
      else { return .wrong }
      count = number
      middle += ":\(digits):\(own):\(quality)"
    }
    guard isSame(md5("\(first):\(middle):\(second)"), response.lowercased()) else { return .wrong }
    guard age < limits.nonceSeconds, count > used[nonce] ?? 0, count <= limits.nonceUses else {
      return .stale
    }
    if used.count >= limits.rememberedNonces {
      used = used.filter { self.age(of: $0.key, at: seconds) ?? .infinity < limits.nonceSeconds }
    }
    used[nonce] = count
    return .good(user)
  }

  /// `nil`: the nonce is not of ours.
  private func age(of nonce: String, at seconds: Double) -> Double? {
    let parts = nonce.split(separator: ".")
    guard parts.count == 3, let time = UInt64(parts[0], radix: 16),
      isSame(signature(String(parts[0]), String(parts[1])), String(parts[2]))
    else { return nil }
    return seconds - Double(time) / 1_000
  }

  private func signature(_ time: String, _ salt: String) -> String {
    md5("\(secret):\(md5("\(secret):\(time):\(salt)"))")
  }

  /// Takes as long for every wrong answer.
  private func isSame(_ one: String, _ other: String) -> Bool {
    guard one.utf8.count == other.utf8.count else { return false }
    return zip(one.utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
