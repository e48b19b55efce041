import SIP
import Threads

/// What a request proves about its sender. Who that is, is decided by ``IdentityEvidence``.
extension Agent {
  /// Reads what a request says and checks what it proves; a wrong password is held against its
  /// source, a right one is remembered for its connection.
  func evidence(of request: Message) -> IdentityEvidence {
    var evidence = IdentityEvidence(HeaderFields(request.headers.map { ($0.name, $0.value) }))
    evidence.isTrustedPeer = options.isTrusted(request.source)
    guard !options.devices.isEmpty else { return evidence }
    evidence.claimsDevice = options.devices.contains { $0.user == evidence.from }
    evidence.isDirect = request.isDirect
    evidence.connectionDevices = provenConnections.devices(on: request)
    evidence.digest = digest(of: request)
    return evidence
  }

  /// What the digest for our realm is worth. A phone may answer in either header: it cannot know
  /// whether we count as a proxy.
  func digest(of request: Message) -> IdentityEvidence.Digest {
    let fields = (request.values("Authorization") + request.values("Proxy-Authorization"))
      .lazy.compactMap { DigestFields($0) }.first { $0["realm"] == self.options.realm }
    guard let fields else { return .absent }
    let verdict = nonces.check(
      fields, method: request.method, requestURI: request.requestURI, realm: options.realm,
      among: options.devices, at: WallTime.seconds, limits)
    switch verdict {
    case .right(let device):
      provenConnections.add(device, request)
      challengePace.forget(request.source.network, evidenceKey(request))
    case .wrong: countWrongPassword(request)
    case .forAnotherURI:
      listener.report(
        "a digest for another URI was refused in \(request.method) from \(request.source)")
    case .absent, .stale: break
    }
    return verdict
  }

  /// Asks for a password. A phone that subscribes again at once each time that it is asked waits
  /// longer and longer for the question.
  func challenge(_ request: Message, isProxy: Bool, isStale: Bool) {
    let answer = nonces.challenge(
      for: request.method, realm: options.realm, isProxy: isProxy, isStale: isStale,
      Self.algorithms(for: request), at: WallTime.seconds)
    guard request.method == "SUBSCRIBE" else { return request.replyAndForget(answer) }
    let wait = challengePace.wait(
      request.source.network, evidenceKey(request), at: clock.seconds)
    guard wait > 0 else { return request.replyAndForget(answer) }
    guard waitingChallenges < limits.mostWaitingChallenges,
      let transaction = ServerTransaction(request)
    else {
      let later = SIPHeader("Retry-After", "\(limits.longestChallengeWaitSeconds)")
      return request.replyAndForget(Answer(503, "Service Unavailable", [later]))
    }
    // The transaction swallows the repetitions until then.
    waitingChallenges += 1
    clock.after(wait) { [unowned self] in
      waitingChallenges -= 1
      transaction.reply(answer)
    }
  }

  /// What a phone is offered. Old ones give up at an algorithm that they do not know: baresip before
  /// 3.9, for one. Who does not say what it is may look at the first one only.
  private static func algorithms(for request: Message) -> [DigestAlgorithm] {
    guard let agent = request.value("User-Agent")?.lowercased() else { return [.md5, .sha256] }
    let isOld = ["baresip v0.", "baresip v1.", "baresip v2."].contains { agent.hasPrefix($0) }
    return isOld ? [.md5] : [.sha256, .md5]
  }

  /// Refuses a digest that was made for another request (RFC 2617 section 3.2.2.5).
  func refuseMisdirected(_ request: Message) {
    request.replyAndForget(Answer(400, "Digest For Another URI"))
  }

  private func evidenceKey(_ request: Message) -> String {
    request.value("From").flatMap { WrittenAddress($0) }?.uri ?? ""
  }

  /// Holds it against the source, and reports it: at most once a second, so that a flood cannot
  /// fill the log.
  private func countWrongPassword(_ request: Message) {
    admission.tookWrongPassword(from: request.source, at: clock.seconds)
    guard clock.seconds - wrongPasswordReported >= 1 else { return }
    wrongPasswordReported = clock.seconds
    listener.report("a password was wrong in \(request.method) from \(request.source)")
  }
}

extension Message {
  /// How many servers it has passed, the sender included: a header may list several.
  var viaCount: Int { values("Via").reduce(0) { $0 + $1[...].parts(by: ",").count } }

  /// Whether no proxy stands between the sender and us: what is proven on a connection is proven by
  /// the one who sends on it (requirement C6).
  var isDirect: Bool { viaCount == 1 && count("Path") == 0 }
}
