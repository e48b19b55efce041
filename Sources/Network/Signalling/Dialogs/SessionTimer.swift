import SIP

/// The session interval of a call (RFC 4028): who refreshes it, and when it is over.
struct SessionTimer {
  /// The interval; `nil` if there is none.
  private(set) var seconds: Int?
  /// Whether we refresh; otherwise the peer does.
  private(set) var isOurs = false
  /// Whether the peer takes UPDATE, which refreshes without an offer.
  private(set) var peerTakesUpdate = false
  var ticket: Clock.Ticket?
  private var peerKnowsTimer = false
  private var isChosen = false

  /// 422 for an interval below our least, if the peer can ask again (RFC 4028 section 9).
  static func fault(of request: Message, _ limits: SignallingLimits) -> Answer? {
    guard let seconds = request.number("Session-Expires"), seconds < limits.leastSessionSeconds,
      request.words("Supported").contains(where: { sameText($0, "timer") })
    else { return nil }
    let least = SIPHeader("Min-SE", "\(limits.leastSessionSeconds)")
    return Answer(422, "Session Interval Too Small", [least])
  }

  /// Takes what an INVITE or UPDATE of the peer asks for.
  mutating func take(offered request: Message) {
    learn(request)
    peerKnowsTimer = request.words("Supported").contains { sameText($0, "timer") }
    guard let (seconds, refresher) = Self.interval(request) else {
      self.seconds = nil
      return
    }
    self.seconds = seconds
    isChosen = refresher != nil
    isOurs = refresher.map { sameText($0, "uas") } ?? !peerKnowsTimer
  }

  /// What our 200 to the peer's request says.
  func agree(_ request: Message) -> [SIPHeader] {
    guard let seconds else { return [] }
    let refresher = isOurs ? "uas" : "uac"
    let header = SIPHeader("Session-Expires", "\(seconds);refresher=\(refresher)")
    return peerKnowsTimer ? [SIPHeader("Require", "timer"), header] : [header]
  }

  /// What a request of ours that refreshes asks for: the same again, by the same side.
  var request: [SIPHeader] {
    guard let seconds else { return [] }
    return [SIPHeader("Session-Expires", "\(seconds);refresher=\(isOurs ? "uac" : "uas")")]
  }

  /// Takes what the peer's 200 to a request of ours says.
  mutating func take(answered response: Message) {
    learn(response)
    guard let (seconds, refresher) = Self.interval(response) else {
      // A peer that does not know the timer leaves it to us alone.
      if !isOurs { self.seconds = nil }
      return
    }
    self.seconds = seconds
    isOurs = !sameText(refresher ?? "uac", "uas")
  }

  private mutating func learn(_ message: Message) {
    let methods = message.words("Allow")
    if !methods.isEmpty { peerTakesUpdate = methods.contains("UPDATE") }
  }

  private static func interval(_ message: Message) -> (Int, String?)? {
    guard let value = message.value("Session-Expires"),
      let seconds = message.number("Session-Expires"),
      seconds > 0
    else { return nil }
    return (min(seconds, longestSessionSeconds), Parameters(ofHeader: value)["refresher"])
  }
}

/// A week; a peer may ask for more, which is the same as no timer.
private let longestSessionSeconds = 604_800

extension Agent {
  /// Begins the interval anew: it has been agreed on, or refreshed.
  func watchSession(_ call: AgentCall) {
    clock.cancel(call.session.ticket)
    call.session.ticket = nil
    guard let seconds = call.session.seconds else { return }
    let interval = Double(seconds)
    // We refresh before half of it; the peer gets all but a third, at most 32 s (section 10).
    let wait = call.session.isOurs ? interval * 0.45 : interval - min(32, interval / 3)
    call.session.ticket = clock.after(wait) { [unowned self, weak call] in
      guard let call, call.isEstablished else { return }
      call.session.isOurs ? refreshSession(call) : expireSession(call)
    }
  }

  private func expireSession(_ call: AgentCall) {
    sayBye(call)
    end(call, .failed("the session was not refreshed in time"))
  }

  private func refreshSession(_ call: AgentCall) {
    if call.session.peerTakesUpdate {
      updateSession(call)
    } else if let body = call.localBody, !call.isOffering, call.confirmation == nil {
      let before = call.remoteBody
      reinvite(call, body) { [unowned self] answer in
        // An answer as before changes nothing and is not told.
        if answer?.text != before?.text { listener.answered(call.id, answer) }
      }
    }
    guard let seconds = call.session.seconds, call.isEstablished else { return }
    // Begun anew by the answer; without one the session ends.
    clock.cancel(call.session.ticket)
    call.session.ticket = clock.after(Double(seconds) * 0.5) { [unowned self, weak call] in
      guard let call, call.isEstablished else { return }
      expireSession(call)
    }
  }

  private func updateSession(_ call: AgentCall) {
    let headers = [Self.supported] + call.session.request
    send("UPDATE", in: call.dialog, headers, contact: ContactText()) { [unowned self] outcome in
      guard outcome.isFinal else { return }
      if case .response(let message) = outcome, message.status.isSuccess {
        call.session.take(answered: message)
        if call.isEstablished { watchSession(call) }
      } else {
        endIfGone(call, outcome)
      }
    }
  }
}
