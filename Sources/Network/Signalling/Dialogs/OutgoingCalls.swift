import SIP

/// Calls of our own.
extension Agent {
  func invite(_ id: DialogID, _ wanted: OutgoingCall) {
    guard calls[id] == nil, let dialog = outgoingDialog(to: wanted.uri, from: wanted.from) else {
      let reason = "\(wanted.uri) cannot be reached from any address here"
      return listener.ended(id, .failed(reason))
    }
    dialog.digest = wanted.credentials.map(DigestSession.init)
    let call = AgentCall(id, dialog, isOurs: true, .calling)
    call.localBody = wanted.offer
    add(call)
    sendInvite(call, wanted, try: 1)
  }

  private func sendInvite(_ call: AgentCall, _ wanted: OutgoingCall, try number: Int) {
    let headers = [allow, Self.supported] + wanted.headers
    let head = call.dialog.request(
      "INVITE", headers: headers, body: wanted.offer, product: options.product)
    let sequence = call.dialog.sequence
    call.offering = submit(head, by: call.dialog.stack, contact: ContactText()) {
      [unowned self] outcome in
      switch outcome {
      case .failure(let sentence):
        call.offering = nil
        end(call, .failed(sentence))
      case .response(let message): inviteAnswered(call, wanted, sequence, message, try: number)
      }
    }
  }

  private func inviteAnswered(
    _ call: AgentCall, _ wanted: OutgoingCall, _ sequence: UInt32, _ message: Message,
    try number: Int
  ) {
    let status = message.status
    if !status.isFinal {
      guard !call.isClosing, status.code > 100 else { return }
      if !message.toTag.isEmpty { call.dialog.establish(by: message) }
      return listener.progressed(call.id, status, message.body.map(Self.session))
    }
    call.offering = nil
    if status.isSuccess { return accepted(call, wanted, sequence, message) }
    if [401, 407].contains(status.code), !call.isClosing, number < mostTries,
      call.dialog.digest?.take(message) == true
    {
      return sendInvite(call, wanted, try: number + 1)
    }
    let contact = message.value("Contact").flatMap { WrittenAddress($0)?.uri }
    call.isClosing ? forget(call) : end(call, .refused(status, contact: contact))
  }

  private func accepted(
    _ call: AgentCall, _ wanted: OutgoingCall, _ sequence: UInt32, _ message: Message
  ) {
    call.dialog.establish(by: message)
    guard !call.isClosing else {
      // CANCEL and 200 have crossed.
      acknowledge(call, sequence, nil)
      sayBye(call)
      return forget(call)
    }
    call.stage = .established
    call.remoteBody = message.body
    if wanted.offer == nil, message.body != nil {
      call.unansweredOffer = sequence
    } else {
      acknowledge(call, sequence, nil)
    }
    call.session.take(answered: message)
    watchSession(call)
    listener.answered(call.id, message.body.map(Self.session))
    if call.unansweredOffer == nil { offerNext(call) }
  }

  /// ACK of a 200 of the peer; it is sent again when the 200 is.
  func acknowledge(_ call: AgentCall, _ sequence: UInt32, _ body: SIPBody?) {
    let head = call.dialog.request(
      "ACK", headers: [], body: body, product: options.product, sequence: sequence)
    call.lastACK = (sequence, head)
    ClientTransaction.sendOnce(head, by: call.dialog.stack, contact: nil)
  }

  /// A second 200, of another phone that a proxy has called too: it is acknowledged and hung up
  /// (RFC 3261 section 13.2.2.4).
  func hangUpFork(of call: AgentCall, _ response: Message) {
    let fork = SIPDialog(forkOf: call.dialog, by: response)
    let head = fork.request(
      "ACK", headers: [], body: nil, product: options.product, sequence: response.sequence)
    ClientTransaction.sendOnce(head, by: fork.stack, contact: nil)
    send("BYE", in: fork) { _ in }
  }
}
