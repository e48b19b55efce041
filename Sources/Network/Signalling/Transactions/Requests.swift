/// What comes from the network and belongs to no transaction of libre.
extension Agent {
  /// Methods that we carry out.
  var allow: SIPHeader {
    let registrar = options.devices.isEmpty ? "" : ", REGISTER"
    return SIPHeader(
      "Allow",
      "INVITE, ACK, PRACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, NOTIFY, SUBSCRIBE"
        + registrar)
  }

  /// Extensions that we know (RFC 3261 section 20.37).
  static let supported = SIPHeader("Supported", "timer, replaces, 100rel")

  func receive(_ request: Message) {
    if request.source.transport.isReliable {
      gate.receive(from: request.source, at: clock.seconds)
    }
    if let fault = RequestFault(request) {
      if request.method != "ACK" { request.replyAndForget(fault.answer) }
      return
    }
    if request.method != "ACK", request.method != "CANCEL" {
      let unknown = request.words("Require").filter { word in
        !["timer", "replaces", "100rel"].contains { sameText($0, word) }
      }
      guard unknown.isEmpty else {
        let header = SIPHeader("Unsupported", unknown.joined(separator: ", "))
        return request.replyAndForget(Answer(420, "Bad Extension", [header]))
      }
    }
    if request.toTag.isEmpty { receiveOutside(request) } else { receiveInside(request) }
  }

  /// A request outside a dialog.
  private func receiveOutside(_ request: Message) {
    if ["INVITE", "REGISTER", "SUBSCRIBE"].contains(request.method),
      let refusal = admission.refusal(from: request.source, at: clock.seconds, limits)
    {
      count(
        .rate, "\(request.method) was refused: \(request.source.network) begins too many a second")
      return request.replyAndForget(refusal)
    }
    switch request.method {
    case "INVITE": receiveInvite(request)
    case "OPTIONS": request.replyAndForget(admission.drainAnswer ?? capabilities)
    case "SUBSCRIBE": receiveSubscribe(request)
    case "REGISTER": receiveRegister(request)
    case "NOTIFY": request.replyAndForget(Answer(489, "Bad Event", [Self.allowEvents]))
    case "ACK": break
    case "BYE", "CANCEL", "INFO", "UPDATE", "PRACK":
      request.replyAndForget(Answer(481, "Call/Transaction Does Not Exist"))
    case "REFER", "MESSAGE", "PUBLISH":
      request.replyAndForget(Answer(405, "Method Not Allowed", [allow]))
    default: request.replyAndForget(Answer(501, "Not Implemented", [allow]))
    }
  }

  /// A request within a dialog that is known here, or is not.
  private func receiveInside(_ request: Message) {
    let key = DialogKey(callID: request.callID, localTag: request.toTag)
    if let call = callsByKey[key], call.dialog.remoteTag == request.fromTag {
      receive(request, in: call)
    } else if let subscription = subscriptionsByKey[key] {
      receive(request, in: subscription)
    } else if request.method != "ACK" {
      request.replyAndForget(Answer(481, "Call/Transaction Does Not Exist"))
    }
  }

  private func receive(_ request: Message, in call: AgentCall) {
    if request.method == "ACK" { return acknowledge(call, request) }
    if let last = call.dialog.remoteSequence, request.sequence <= last {
      return request.reply(Answer(500, "CSeq Too Low", [SIPHeader("Retry-After", "0")]))
    }
    call.dialog.remoteSequence = request.sequence
    guard !call.isClosing || request.method == "BYE" else {
      return request.reply(Answer(481, "Call/Transaction Does Not Exist"))
    }
    switch request.method {
    case "BYE": peerHangsUp(call, request)
    case "INVITE": receiveReinvite(call, request)
    case "UPDATE": receiveUpdate(call, request)
    case "INFO": receiveInfo(call, request)
    case "REFER": receiveRefer(call, request)
    case "NOTIFY": receiveNotify(call, request)
    case "OPTIONS": request.reply(capabilities)
    case "SUBSCRIBE": request.reply(Answer(489, "Bad Event", [Self.allowEvents]))
    case "PRACK": receivePrack(call, request)
    case "MESSAGE", "REGISTER", "PUBLISH":
      request.reply(Answer(405, "Method Not Allowed", [allow]))
    default: request.reply(Answer(501, "Not Implemented", [allow]))
    }
  }

  /// A response that no transaction waits for: a 200 that the peer repeats until it has the ACK.
  func receiveStray(_ response: Message) {
    guard response.sequenceMethod == "INVITE", response.status.isSuccess else { return }
    let key = DialogKey(callID: response.callID, localTag: response.fromTag)
    guard let call = callsByKey[key], let ack = call.lastACK,
      ack.sequence == response.sequence
    else { return }
    guard call.dialog.remoteTag == response.toTag else {
      return hangUpFork(of: call, response)
    }
    ClientTransaction.sendOnce(ack.head, by: call.dialog.stack, contact: nil)
  }

  /// What OPTIONS is answered (RFC 3261 section 11.2).
  private var capabilities: Answer {
    let accept = "application/sdp, application/dtmf-relay, application/dtmf, message/sipfrag"
    return Answer(
      200, "OK",
      [
        allow, SIPHeader("Accept", accept), SIPHeader("Accept-Encoding", "identity"),
        SIPHeader("Accept-Language", "en"), Self.supported, Self.allowEvents,
      ])
  }
}
