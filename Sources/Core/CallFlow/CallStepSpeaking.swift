/// Speaking, and what comes after: the half of a step that answers with sound.
extension CallStep {
  @inlinable mutating func speak(_ call: inout CallState<F>, _ effects: inout [Effect<F>]) {
    answer(&call, &effects)
    if !call.ahead.isEmpty {
      // The caller knows the way: say nothing, and read what was typed.
      call.lead = []
      return skipSpeaking(&call, &effects)
    }
    let dialog = script[call.place]
    var phrases = dialog.says(call.session)
    if !call.lead.isEmpty {
      phrases = call.lead + phrases
      call.lead = []
    }
    if dialog.isMenu || dialog.isRecording || dialog.announcesKeys(call.session) {
      phrases.reserveCapacity(phrases.count + dialog.keys.count)
      announce(dialog.keys, all: false, call.session, into: &phrases)
    } else if let place = dialog.helpsWith {
      announce(script[place].keys, all: true, call.session, into: &phrases)
    }
    guard !phrases.isEmpty else { return finishSpeaking(&call, &effects) }
    let ticket = newTicket(&call)
    call.phase = .speaking(ticket)
    call.deadline = nil
    effects.append(.say(ticket, phrases))
  }

  /// All phrases were played out.
  @inlinable mutating func finishSpeaking(_ call: inout CallState<F>, _ effects: inout [Effect<F>])
  {
    switch script[call.place].kind {
    case .menu, .field: listen(for: Limits.noInput, &call)
    case .announcement(let next): goOn(next(&call.session), &call, &effects)
    case .record(let order, _): record(order(call.session), &call, &effects)
    case .fetch, .transfer, .ring, .refusal: break  // These places do not speak.
    }
  }

  @inlinable mutating func listen(for time: Moment, _ call: inout CallState<F>) {
    call.phase = .listening
    call.deadline = now + time
  }

  /// To the next place, or to the end of the call.
  @inlinable mutating func goOn(
    _ place: F.Place?, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    if let place {
      enter(place, &call, &effects)
    } else {
      hangUpNow(&call, &effects)
    }
  }

  @inlinable mutating func hangUpNow(_ call: inout CallState<F>, _ effects: inout [Effect<F>]) {
    if call.isHungUp { return close(&call, &effects) }
    call.phase = .listening
    hangUp(byCaller: false, &call, &effects)
  }

  /// An unknown key, or no input: the same again, and the third time the end.
  @inlinable mutating func miss(
    isKey: Bool, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    let dialog = script[call.place]
    call.misses.countUp()
    drop(&call)
    if isKey { call.lead = [F.notAvailable] }
    if call.misses >= Limits.misses, let giveUp = dialog.giveUp {
      call.lead = []
      enter(giveUp, &call, &effects)
    } else {
      enter(dialog.afterMiss ?? call.place, keepingMisses: true, &call, &effects)
    }
  }

  /// The deadline has passed.
  @inlinable mutating func expire(_ call: inout CallState<F>, _ effects: inout [Effect<F>]) {
    switch call.phase {
    case .listening:
      if call.typed.isEmpty {
        miss(isKey: false, &call, &effects)
      } else {
        endEntry(&call, &effects)
      }
    case .paused(let ticket):
      effects.append(.transport(.resume))
      call.phase = .speaking(ticket)
      call.deadline = nil
    case .fetching: arrive(F.lostReply, &call, &effects)
    case .stopping: finishRecording(nil, &call, &effects)
    case .transferring: finishTransfer(false, &call, &effects)
    case .waiting:
      guard case .ring(_, let next) = script[call.place].kind else { return }
      enter(next(&call.session), &call, &effects)
    case .ringing, .speaking, .recording, .ended: call.deadline = nil
    }
  }

  @inlinable mutating func answer(_ call: inout CallState<F>, _ effects: inout [Effect<F>]) {
    guard !call.isAnswered else { return }
    call.isAnswered = true
    effects.append(.answer)
  }

  @inlinable mutating func skipSpeaking(_ call: inout CallState<F>, _ effects: inout [Effect<F>]) {
    let dialog = script[call.place]
    switch dialog.kind {
    case .menu, .field: listen(for: Limits.betweenDigits, &call)
    case .announcement:
      if dialog.keys.isEmpty {
        finishSpeaking(&call, &effects)
      } else {
        listen(for: Limits.noInput, &call)
      }
    case .record: pressBeforeTone(call.ahead.removeFirst(), &call, &effects)
    case .fetch, .transfer, .ring, .refusal: break  // These places do not speak.
    }
  }

  @inlinable func announce(
    _ keys: [Key<F>], all: Bool, _ session: F.Session, into phrases: inout [F.Phrase]
  ) {
    for index in keys.indices where all || keys[index].isAnnounced {
      guard let digit = keys[index].digit, isThere(index, of: keys, session) else { continue }
      phrases.append(F.option(keys[index].command, on: digit))
    }
  }
}
