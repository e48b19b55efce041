/// Provisional responses that the caller confirms (RFC 3262): `Require: 100rel` in an INVITE asks for
/// them, and PRACK confirms one.
///
///     INVITE ──► 180 with RSeq ──► again after 0.5 s, 1 s, … ──► PRACK ──► 200
///                                                └ none in 32 s: 504
struct ReliableProvisional {
  var transaction: ServerTransaction
  var sent: Reference
  var number: UInt32
  var waitSeconds: Double
  var passedSeconds = 0.0
  var ticket: Clock.Ticket?
}

extension Agent {
  /// 180, which the caller confirms if it has asked for that.
  func ring(_ call: AgentCall, _ transaction: ServerTransaction) {
    var answer = Answer(180, "Ringing", [contact(transaction.request)])
    guard transaction.request.words("Require").contains(where: { sameText($0, "100rel") }) else {
      transaction.reply(answer)
      return
    }
    // The next one must wait until the last one is confirmed (section 3).
    guard call.provisional == nil else { return }
    let number = (call.lastReliable ?? UInt32.random(in: 1..<1 << 30)) + 1
    call.lastReliable = number
    answer.headers += [SIPHeader("Require", "100rel"), SIPHeader("RSeq", "\(number)")]
    guard let sent = transaction.reply(answer) else { return }
    call.provisional = ReliableProvisional(
      transaction: transaction, sent: sent, number: number,
      waitSeconds: limits.firstRepeatSeconds)
    waitForPRACK(call)
  }

  private func waitForPRACK(_ call: AgentCall) {
    guard let wait = call.provisional?.waitSeconds else { return }
    call.provisional?.ticket = clock.after(wait) { [unowned self, weak call] in
      guard let call, case .ringing(let transaction) = call.stage,
        var provisional = call.provisional
      else { return }
      provisional.passedSeconds += wait
      guard provisional.passedSeconds < limits.giveUpSeconds else {
        call.provisional = nil
        transaction.reply(Answer(504, "No PRACK Came"))
        return end(call, .failed("no PRACK came"))
      }
      provisional.transaction.repeatReply(provisional.sent)
      provisional.waitSeconds = wait * 2
      call.provisional = provisional
      waitForPRACK(call)
    }
  }

  func receivePrack(_ call: AgentCall, _ request: Message) {
    // RAck: the number of the response, and CSeq of the INVITE (section 7.2).
    let words = (request.value("RAck") ?? "").split { $0 == " " || $0 == "\t" }
    guard let provisional = call.provisional, words.count == 3,
      UInt32(words[0]) == provisional.number,
      UInt32(words[1]) == provisional.transaction.request.sequence, words[2] == "INVITE"
    else { return request.reply(Answer(481, "Call/Transaction Does Not Exist")) }
    stopRepeating(call)
    request.reply(Answer(200, "OK"))
  }

  /// A provisional response is confirmed, or a final one has made it worthless.
  func stopRepeating(_ call: AgentCall) {
    clock.cancel(call.provisional?.ticket)
    call.provisional = nil
  }
}
