import SIP
import Testing

@testable import Signalling

@Suite struct NonceTests {
  @Test func `agents with the same secret take each other's nonces`() throws {
    var one = Nonces(secret: "shared")
    var two = Nonces(secret: "shared")
    var other = Nonces()
    let challenge = one.challenge(
      for: "REGISTER", realm: "r", isProxy: false, isStale: false, [.md5], at: 0)
    let nonce = try #require(DigestFields(challenge.headers[0].value)?["nonce"])
    let response = md5("\(md5("100:r:secret")):\(nonce):\(md5("REGISTER:sip:x"))")
    let value = """
      Digest username="100", realm="r", nonce="\(nonce)", uri="sip:x", response="\(response)"
      """
    let fields = try #require(DigestFields(value))
    let devices = [Credentials(user: "100", password: "secret")]
    func check(_ nonces: inout Nonces) -> IdentityEvidence.Digest {
      nonces.check(
        fields, method: "REGISTER", requestURI: "sip:x", realm: "r", among: devices, at: 1,
        SignallingLimits())
    }
    #expect(check(&two) == .right(device: "100"))
    #expect(check(&other) == .stale)
  }

  @Test func `a nonce is good for a time and each count once`() throws {
    var nonces = Nonces()
    let limits = SignallingLimits()
    let devices = [Credentials(user: "100", password: "secret")]
    let challenge = nonces.challenge(
      for: "REGISTER", realm: "r", isProxy: false, isStale: false, [.md5], at: 0)
    let nonce = try #require(DigestFields(challenge.headers[0].value)?["nonce"])
    func check(
      _ count: String, password: String = "secret", method: String = "REGISTER",
      requestURI: String = "sip:x", at time: Double
    ) -> IdentityEvidence.Digest {
      let first = md5("100:r:\(password)")
      let response = md5("\(first):\(nonce):\(count):c:auth:\(md5("\(method):sip:x"))")
      let value = """
        Digest username="100", realm="r", nonce="\(nonce)", uri="sip:x", response="\(response)", \
        qop=auth, nc=\(count), cnonce="c"
        """
      guard let fields = DigestFields(value) else { return .wrong }
      return nonces.check(
        fields, method: method, requestURI: requestURI, realm: "r", among: devices, at: time,
        limits)
    }
    #expect(check("00000001", password: "guess", at: 1) == .wrong)
    #expect(check("00000001", at: 1) == .right(device: "100"))
    #expect(check("00000001", at: 2) == .stale)
    #expect(check("00000002", at: 3) == .right(device: "100"))
    #expect(check("00000003", at: 301) == .stale)
    #expect(check("00000003", method: "INVITE", at: 4) == .stale)
    #expect(check("00000003", requestURI: "sip:y", at: 4) == .forAnotherURI)
    #expect(check("00000003", requestURI: "sip:X:5060;lr", at: 4) == .right(device: "100"))
  }
}
