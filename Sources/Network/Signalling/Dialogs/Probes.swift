/// Whether a call is still on: OPTIONS within its dialog (RFC 3261 section 11), which changes nothing
/// and which every peer answers, if only with an error.
extension Agent {
  func verify(_ id: DialogID) {
    guard let call = calls[id], call.isEstablished, call.probe == nil, call.confirmation == nil
    else { return }
    call.probe = clock.after(limits.probeSeconds) { [unowned self, weak call] in
      if let call { vanish(call) }
    }
    let accept = SIPHeader("Accept", "application/sdp")
    send("OPTIONS", in: call.dialog, [accept], contact: ContactText()) {
      [unowned self, weak call] outcome in
      guard outcome.isFinal, let call, call.probe != nil else { return }
      clock.cancel(call.probe)
      call.probe = nil
      if isGone(outcome) { vanish(call) }
    }
  }

  private func vanish(_ call: AgentCall) {
    guard call.isEstablished else { return }
    sayBye(call)
    end(call, .vanished)
  }

  /// By RFC 5057 these say that the dialog is over.
  private func isGone(_ outcome: ClientTransaction.Outcome) -> Bool {
    switch outcome {
    case .failure: true
    case .response(let message): [408, 481].contains(message.status.code)
    }
  }
}
