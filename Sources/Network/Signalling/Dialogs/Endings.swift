/// How calls end, from either side.
extension Agent {
  func add(_ call: AgentCall) {
    calls[call.id] = call
    callsByKey[call.dialog.key] = call
  }

  /// Tells that a call is over and forgets it.
  func end(_ call: AgentCall, _ ending: DialogEnding) {
    tell(call, ending)
    forget(call)
  }

  /// Tells it; what still comes is answered and not told.
  private func tell(_ call: AgentCall, _ ending: DialogEnding) {
    guard !call.isClosing else { return }
    call.stage = .closing
    calls[call.id] = nil
    listener.ended(call.id, ending)
  }

  /// Nothing that comes belongs to this call any more.
  func forget(_ call: AgentCall) {
    clock.cancel(call.confirmation?.ticket)
    clock.cancel(call.session.ticket)
    clock.cancel(call.probe)
    clock.cancel(call.provisional?.ticket)
    call.confirmation = nil
    call.stage = .closing
    calls[call.id] = nil
    callsByKey[call.dialog.key] = nil
  }

  func hangUp(_ id: DialogID) {
    guard let call = calls[id] else { return }
    switch call.stage {
    case .ringing(let transaction):
      transaction.reply(Answer(480, "Temporarily Unavailable"))
      end(call, .weHungUp)
    case .calling:
      // The final response still comes; when it is a 200 after all, BYE follows.
      call.offering?.cancel()
      tell(call, .weHungUp)
    case .established:
      // Before the ACK there must be no BYE (RFC 3261 section 15).
      if call.confirmation != nil {
        call.isHangUpDue = true
        tell(call, .weHungUp)
      } else {
        if let sequence = call.unansweredOffer { acknowledge(call, sequence, nil) }
        sayBye(call)
        end(call, .weHungUp)
      }
    case .closing: break
    }
  }

  func sayBye(_ call: AgentCall) { send("BYE", in: call.dialog) { _ in } }

  func peerHangsUp(_ call: AgentCall, _ request: Message) {
    if case .ringing(let transaction) = call.stage {
      transaction.reply(Answer(487, "Request Terminated"))
    }
    request.reply(Answer(200, "OK"))
    end(call, .peerHungUp)
  }

  /// What an answer to a request of ours says of the whole dialog (RFC 5057): gone, or no answer.
  func endIfGone(_ call: AgentCall, _ outcome: ClientTransaction.Outcome) {
    guard call.isEstablished else { return }
    switch outcome {
    case .failure(let sentence):
      sayBye(call)
      end(call, .failed(sentence))
    case .response(let message):
      switch message.status.code {
      case 481: end(call, .failed("the peer does not know the call any more"))
      case 408:
        sayBye(call)
        end(call, .failed("the peer's server got no answer"))
      default: break
      }
    }
  }
}
