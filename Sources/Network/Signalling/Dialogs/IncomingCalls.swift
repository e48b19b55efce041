import SIP

/// INVITEs of others: taken, answered, refused.
extension Agent {
  func receiveInvite(_ request: Message) {
    if let refusal = admission.refusal(calls: calls.count, limits) {
      if admission.retryAfterSeconds == nil {
        count(.mostCalls, "a call was refused: \(calls.count) are on, and no more may be")
      } else {
        refusals.add(.draining)
      }
      return request.replyAndForget(refusal)
    }
    if let refusal = bodyFault(request) ?? SessionTimer.fault(of: request, limits) {
      return request.replyAndForget(refusal)
    }
    let evidence = evidence(of: request)
    let device: String?
    switch evidence.identify() {
    case .challenged(let isStale): return challenge(request, isProxy: true, isStale: isStale)
    case .misdirected: return refuseMisdirected(request)
    case .known(let caller): device = caller.device
    }
    var replaced: DialogID?
    switch replacement(by: request, evidence, device: device) {
    case .none: break
    case .dialog(let id): replaced = id
    case .refused(let answer): return request.replyAndForget(answer)
    }
    guard let dialog = SIPDialog(accepting: request) else {
      return request.replyAndForget(Answer(400, "Missing Contact"))
    }
    guard let transaction = ServerTransaction(request) else { return }
    let call = AgentCall(.next(), dialog, isOurs: false, .ringing(transaction))
    call.caller = (evidence, device)
    call.session.take(offered: request)
    call.remoteBody = request.body
    transaction.onCancel = { [unowned self, unowned call] in cancelled(call) }
    add(call)
    transaction.reply(Answer(100, "Trying"))
    listener.invited(
      Invitation(
        dialog: call.id, requestURI: request.requestURI, headers: request.headers,
        body: request.body.map(Self.session), source: request.source, evidence: evidence,
        replaced: replaced))
  }

  func ring(_ id: DialogID) {
    guard let call = calls[id], case .ringing(let transaction) = call.stage else { return }
    ring(call, transaction)
  }

  /// 200 with an SDP; for an outgoing call whose INVITE had none, the ACK with it.
  func answer(_ id: DialogID, _ body: SIPBody) {
    guard let call = calls[id] else { return }
    call.localBody = body
    if let sequence = call.unansweredOffer {
      call.unansweredOffer = nil
      return acknowledge(call, sequence, body)
    }
    guard case .ringing(let transaction) = call.stage else { return }
    call.stage = .established
    // A final answer needs no confirmation of what came before it (RFC 3262 section 3).
    clock.cancel(call.provisional?.ticket)
    let headers =
      [contact(transaction.request), allow, Self.supported]
      + call.session.agree(transaction.request)
    confirm(call, transaction, headers, body, carriesOffer: transaction.request.body == nil)
    watchSession(call)
  }

  func refuse(_ id: DialogID, _ status: SIPStatus, _ headers: [SIPHeader]) {
    guard let call = calls[id], case .ringing(let transaction) = call.stage else { return }
    transaction.reply(Answer(status, headers))
    end(call, .weHungUp)
  }

  private func cancelled(_ call: AgentCall) {
    guard case .ringing(let transaction) = call.stage else { return }
    transaction.reply(Answer(487, "Request Terminated"))
    end(call, .cancelled)
  }

  /// Sends a 200 to an INVITE again and again until its ACK comes.
  func confirm(
    _ call: AgentCall, _ transaction: ServerTransaction, _ headers: [SIPHeader], _ body: SIPBody?,
    carriesOffer: Bool
  ) {
    guard let sent = transaction.reply(Answer(200, "OK", headers, body)) else {
      return end(call, .failed("the 200 could not be sent"))
    }
    clock.cancel(call.confirmation?.ticket)
    call.confirmation = Confirmation(
      transaction: transaction, sent: sent, carriesOffer: carriesOffer,
      waitSeconds: limits.firstRepeatSeconds)
    waitForACK(call)
  }

  private func waitForACK(_ call: AgentCall) {
    guard let wait = call.confirmation?.waitSeconds else { return }
    call.confirmation?.ticket = clock.after(wait) { [unowned self, weak call] in
      guard let call, var confirmation = call.confirmation else { return }
      confirmation.passedSeconds += wait
      guard confirmation.passedSeconds < limits.giveUpSeconds else {
        call.confirmation = nil
        sayBye(call)
        return end(call, .failed("no ACK came"))
      }
      confirmation.transaction.repeatReply(confirmation.sent)
      confirmation.waitSeconds = min(wait * 2, limits.longestRepeatSeconds)
      call.confirmation = confirmation
      waitForACK(call)
    }
  }

  func acknowledge(_ call: AgentCall, _ request: Message) {
    guard let confirmation = call.confirmation,
      confirmation.transaction.request.sequence == request.sequence
    else { return }
    clock.cancel(confirmation.ticket)
    call.confirmation = nil
    call.isConfirmed = true
    if call.isHangUpDue {
      sayBye(call)
      return forget(call)
    }
    // An ACK has something to say of the sound only where the 200 carried our offer.
    let answer = confirmation.carriesOffer ? request.body : nil
    call.remoteBody = answer ?? call.remoteBody
    listener.acknowledged(call.id, answer.map(Self.session))
    offerNext(call)
  }

  /// A body that we do not understand, or a wish for one that we cannot make (RFC 3261 section
  /// 8.2.3, 20.1).
  func bodyFault(_ request: Message) -> Answer? {
    let accepted = request.words("Accept").map { trimmed($0.prefix { $0 != ";" }).lowercased() }
    let types = ["application/sdp", "application/*", "*/*"]
    guard accepted.isEmpty || accepted.contains(where: types.contains) else {
      return Answer(406, "Not Acceptable", [SIPHeader("Accept", "application/sdp")])
    }
    guard let body = request.body else { return nil }
    if let coding = request.value("Content-Encoding"), !sameText(coding, "identity") {
      return Answer(415, "Unsupported Media Type", [SIPHeader("Accept-Encoding", "identity")])
    }
    guard !Self.session(body).isSession else { return nil }
    return Answer(415, "Unsupported Media Type", [SIPHeader("Accept", "application/sdp")])
  }

  /// The session description within a multipart body, such as ISUP trunks send.
  static func session(_ body: SIPBody) -> SIPBody {
    guard body.type.lowercased().hasPrefix("multipart/"),
      let boundary = WrittenAddress(body.type)?.parameters["boundary"]
    else { return body }
    for part in body.text.split(separator: "--\(boundary)") {
      guard let end = part.firstRange(of: "\r\n\r\n"),
        part[..<end.lowerBound].lowercased().contains("application/sdp")
      else { continue }
      return .sdp(String(part[end.upperBound...]))
    }
    return body
  }

  /// Contact with the address that a request came to.
  func contact(_ request: Message) -> SIPHeader {
    SIPHeader("Contact", ContactText().value(request.local))
  }
}

extension SIPBody {
  /// Whether it describes a session.
  var isSession: Bool { sameText(trimmed(type.prefix { $0 != ";" }), "application/sdp") }
}
