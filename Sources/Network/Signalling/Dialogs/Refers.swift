import SIP

/// REFER in both directions, within a call (RFC 3515).
extension Agent {
  func refer(_ id: DialogID, to target: String, _ headers: [SIPHeader]) {
    guard let call = calls[id], call.isEstablished else { return }
    let target = target.contains("<") ? target : "<\(target)>"
    let all = [SIPHeader("Refer-To", target)] + headers
    send("REFER", in: call.dialog, all, contact: ContactText()) { [unowned self] outcome in
      guard outcome.isFinal, call.isEstablished else { return }
      guard case .response(let message) = outcome, message.status.isSuccess else {
        listener.referred(id, .failed(outcome.status))
        return endIfGone(call, outcome)
      }
      call.refers.append(message.sequence)
      listener.referred(id, .accepted)
    }
  }

  func receiveNotify(_ call: AgentCall, _ request: Message) {
    let event = request.value("Event") ?? ""
    guard sameText(trimmed(event.prefix { $0 != ";" }), "refer") else {
      return request.reply(Answer(489, "Bad Event", [Self.allowEvents]))
    }
    request.reply(Answer(200, "OK"))
    let status = request.body.flatMap { Self.statusLine($0.text) }
    if let status { listener.referred(call.id, .status(status)) }
    let state = request.value("Subscription-State") ?? ""
    guard state.lowercased().hasPrefix("terminated") else { return }
    let number = Parameters(ofHeader: event)["id"].flatMap { UInt32($0) } ?? call.refers.first
    call.refers.removeAll { $0 == number }
    if status?.isFinal != true {
      listener.referred(call.id, .failed(status ?? SIPStatus(487, "Request Terminated")))
    }
  }

  /// `SIP/2.0 200 OK` as `message/sipfrag` has it.
  private static func statusLine(_ text: String) -> SIPStatus? {
    let words = text.prefix { !$0.isNewline }.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, words[0].hasPrefix("SIP/"), let code = Int(words[1]),
      (100..<700).contains(code)
    else { return nil }
    return SIPStatus(code, words.count == 3 ? trimmed(words[2]) : "")
  }

  func receiveRefer(_ call: AgentCall, _ request: Message) {
    let targets = request.values("Refer-To")
    guard targets.count == 1, let target = WrittenAddress(targets[0]) else {
      return request.reply(Answer(400, "Refer-To Missing Or Repeated"))
    }
    guard call.isEstablished else {
      return request.reply(Answer(500, "Not Yet", [SIPHeader("Retry-After", "1")]))
    }
    let isSilent = request.value("Refer-Sub").map { sameText($0, "false") } ?? false
    var headers = [contact(request)]
    if isSilent { headers.append(SIPHeader("Refer-Sub", "false")) }
    request.reply(Answer(202, "Accepted", headers))
    if !isSilent {
      call.asked.append(call.asked.isEmpty ? nil : "\(request.sequence)")
      notifyReferred(call.id, SIPStatus(100, "Trying"))
    }
    listener.asked(call.id, toRefer: target.uri)
  }

  /// NOTIFY to the peer that has asked, newest REFER first.
  func notifyReferred(_ id: DialogID, _ status: SIPStatus) {
    guard let call = calls[id], call.isEstablished, let asked = call.asked.last else { return }
    if status.isFinal { call.asked.removeLast() }
    let state = status.isFinal ? "terminated;reason=noresource" : "active;expires=180"
    let headers = [
      SIPHeader("Event", "refer" + (asked.map { ";id=\($0)" } ?? "")),
      SIPHeader("Subscription-State", state),
    ]
    let line = "SIP/2.0 \(status.code) \(status.reason)\r\n"
    let body = SIPBody(type: "message/sipfrag;version=2.0", line)
    send("NOTIFY", in: call.dialog, headers, body, contact: ContactText()) { _ in }
  }
}
