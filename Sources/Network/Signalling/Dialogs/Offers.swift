/// Offers and answers within a call: re-INVITE (RFC 3261 section 14) and UPDATE (RFC 3311).
extension Agent {
  func receiveReinvite(_ call: AgentCall, _ request: Message) {
    guard call.isEstablished, call.confirmation == nil else {
      return request.reply(Answer(500, "Not Yet", [SIPHeader("Retry-After", "1")]))
    }
    guard !call.isOffering else { return request.reply(Answer(491, "Request Pending")) }
    if let refusal = bodyFault(request) ?? SessionTimer.fault(of: request, limits) {
      return request.reply(refusal)
    }
    let answer: SIPBody
    switch listener.reoffered(call.id, request.body.map(Self.session)) {
    case .session(let session): answer = session
    case .refused(let headers):
      return request.reply(Answer(488, "Not Acceptable Here", headers))
    }
    guard let transaction = ServerTransaction(request) else { return }
    call.dialog.refreshTarget(by: request)
    call.localBody = answer
    call.remoteBody = request.body ?? call.remoteBody
    call.session.take(offered: request)
    let headers = [contact(request), allow, Self.supported] + call.session.agree(request)
    confirm(call, transaction, headers, answer, carriesOffer: request.body == nil)
    watchSession(call)
  }

  func receiveUpdate(_ call: AgentCall, _ request: Message) {
    if let refusal = bodyFault(request) ?? SessionTimer.fault(of: request, limits) {
      return request.reply(refusal)
    }
    var answer: SIPBody?
    if let offer = request.body {
      guard call.isEstablished, !call.isOffering else {
        return request.reply(Answer(491, "Request Pending"))
      }
      switch listener.reoffered(call.id, Self.session(offer)) {
      case .session(let session): answer = session
      case .refused(let headers):
        return request.reply(Answer(488, "Not Acceptable Here", headers))
      }
      (call.localBody, call.remoteBody) = (answer, offer)
    }
    call.dialog.refreshTarget(by: request)
    call.session.take(offered: request)
    let headers = [contact(request), allow, Self.supported] + call.session.agree(request)
    request.reply(Answer(200, "OK", headers, answer))
    watchSession(call)
  }

  func reoffer(_ id: DialogID, _ body: SIPBody) {
    guard let call = calls[id] else { return }
    call.nextOffer = body
    offerNext(call)
  }

  /// Sends the offer that waits, unless another INVITE is under way.
  func offerNext(_ call: AgentCall) {
    guard let body = call.nextOffer, call.isEstablished, !call.isOffering,
      call.confirmation == nil, call.unansweredOffer == nil
    else { return }
    call.nextOffer = nil
    call.localBody = body
    reinvite(call, body) { [unowned self] answer in listener.answered(call.id, answer) }
  }

  /// Sends a re-INVITE; `answered` is told the body of its 200.
  func reinvite(_ call: AgentCall, _ body: SIPBody, answered: @escaping (SIPBody?) -> Void) {
    call.isOffering = true
    let headers = [allow, Self.supported] + call.session.request
    send("INVITE", in: call.dialog, headers, body, contact: ContactText()) {
      [unowned self] outcome in
      guard outcome.isFinal else { return }
      call.isOffering = false
      switch outcome {
      case .response(let message) where message.status.isSuccess:
        call.dialog.refreshTarget(by: message)
        acknowledge(call, message.sequence, nil)
        guard call.isEstablished else { return }
        call.remoteBody = message.body ?? call.remoteBody
        call.session.take(answered: message)
        watchSession(call)
        answered(message.body.map(Self.session))
      case .response(let message) where message.status.code == 491:
        retryOffer(call, body)
      default:
        listener.report("re-INVITE was answered \(outcome.status.code) \(outcome.status.reason)")
        endIfGone(call, outcome)
      }
      offerNext(call)
    }
  }

  /// Both have offered at once: who has called waits longer (RFC 3261 section 14.1).
  private func retryOffer(_ call: AgentCall, _ body: SIPBody) {
    let wait = call.isOurs ? Double.random(in: 2.1...4) : Double.random(in: 0...2)
    clock.after(wait) { [unowned self, weak call] in
      guard let call, call.isEstablished, call.nextOffer == nil else { return }
      call.nextOffer = body
      offerNext(call)
    }
  }

  func receiveInfo(_ call: AgentCall, _ request: Message) {
    guard let body = request.body else { return request.reply(Answer(200, "OK")) }
    guard call.isConfirmed else {
      return request.reply(Answer(500, "Not Yet", [SIPHeader("Retry-After", "1")]))
    }
    request.reply(Answer(listener.informed(call.id, body)))
  }

  func inform(_ id: DialogID, _ body: SIPBody) {
    guard let call = calls[id], call.isEstablished else { return }
    send("INFO", in: call.dialog, [], body) { [unowned self] outcome in
      if outcome.isFinal { endIfGone(call, outcome) }
    }
  }
}
