/// Keys and answers: the half of a step that takes what the caller and the world bring.
extension CallStep {
  @inlinable mutating func key(
    _ digit: Digit, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    guard !call.isHungUp else { return trace.dropNewest() }
    switch call.phase {
    case .speaking: interrupt(digit, &call, &effects)
    case .listening, .paused, .recording: read(digit, &call, &effects)
    case .fetching, .stopping, .ringing, .waiting:
      if call.ahead.count < Limits.dialAhead {
        call.ahead.append(digit)
      } else {
        trace.dropNewest()
      }
    case .transferring, .ended: trace.dropNewest()
    }
  }

  /// Whether a key typed ahead can be read now.
  @inlinable func canRead(_ call: CallState<F>) -> Bool {
    switch call.phase {
    case .listening, .recording, .paused: true
    case .speaking, .ringing, .waiting, .fetching, .stopping, .transferring, .ended: false
    }
  }

  /// Barge-in: any key interrupts a prompt and counts as input. Keys that move the sound leave it
  /// playing.
  @inlinable mutating func interrupt(
    _ digit: Digit, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    let dialog = script[call.place]
    if let key = find(digit, dialog.keys, call.session), case .transport = key.action {
      return read(digit, &call, &effects)
    }
    effects.append(.hush)
    switch dialog.kind {
    case .menu, .field: read(digit, &call, &effects)
    case .announcement(let next):
      if dialog.keys.isEmpty {
        call.ahead.append(digit)
        goOn(next(&call.session), &call, &effects)
      } else {
        read(digit, &call, &effects)
      }
    case .record: pressBeforeTone(digit, &call, &effects)
    case .fetch, .transfer, .ring, .refusal: break  // These places do not speak.
    }
  }

  /// A key before the tone: `#`, or one that means nothing, only skips to the tone.
  @inlinable mutating func pressBeforeTone(
    _ digit: Digit, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    let dialog = script[call.place]
    guard case .record(let order, let done) = dialog.kind else { return }
    trace.read(isSecret: false)
    if let key = find(digit, dialog.keys, call.session), key.command != F.conventions.endOfEntry {
      key.doing?(&call.session)
      enter(done(&call.session, nil, key.command), &call, &effects)
    } else {
      record(order(call.session), &call, &effects)
    }
  }

  /// One key that the call can read now.
  @inlinable mutating func read(
    _ digit: Digit, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    let dialog = script[call.place]
    trace.read(isSecret: dialog.isSecret && digit.number != nil)
    if let key = find(digit, dialog.keys, call.session) { return act(key, &call, &effects) }
    switch dialog.kind {
    case .field where digit.number != nil: type(digit, &call)
    case .announcement(let next) where dialog.anyKeyGoesOn:
      goOn(next(&call.session), &call, &effects)
    case .menu, .field, .announcement: miss(isKey: true, &call, &effects)
    // A tone in a recording is only a sound.
    case .record, .fetch, .transfer, .ring, .refusal: break
    }
  }

  @inlinable mutating func act(
    _ key: Key<F>, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    if case .transport(let transport) = key.action {
      key.doing?(&call.session)
      return move(transport, &call, &effects)
    }
    switch key.action {
    case .go(let place):
      key.doing?(&call.session)
      if let saying = key.saying { call.lead = saying(call.session) }
      enter(place, &call, &effects)
    case .again: enter(call.place, &call, &effects)
    case .endEntry: endEntry(&call, &effects)
    case .stop:
      guard case .recording(let ticket) = call.phase else { return }
      key.doing?(&call.session)
      call.stoppedBy = key.command
      effects.append(.stopRecording)
      call.phase = .stopping(ticket)
      call.deadline = now + Limits.take
    case .transport: break  // Done above.
    }
  }

  /// Moves the sound being played. Pause and go on are one key.
  @inlinable mutating func move(
    _ transport: Transport, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    switch (call.phase, transport) {
    case (.speaking(let ticket), .pause):
      effects.append(.transport(.pause))
      call.phase = .paused(ticket)
      call.deadline = now + Limits.pause
    case (.paused(let ticket), .pause), (.paused(let ticket), .resume):
      effects.append(.transport(.resume))
      call.phase = .speaking(ticket)
      call.deadline = nil
    case (.speaking, _): effects.append(.transport(transport))
    case (.paused, _):
      effects.append(.transport(transport))
      call.deadline = now + Limits.pause
    case (.listening, _): speak(&call, &effects)  // Typed ahead, before the sound began.
    case (.ringing, _), (.waiting, _), (.fetching, _), (.recording, _), (.stopping, _),
      (.transferring, _),
      (.ended, _):
      break  // Nothing is being played.
    }
  }

  /// A digit of an entry. One above the longest entry belongs to it all the same: it must not fall
  /// into the next question, which may be secret.
  @inlinable mutating func type(_ digit: Digit, _ call: inout CallState<F>) {
    if call.typed.utf8.count < Limits.entry { call.typed.append(digit.character) }
    listen(for: Limits.betweenDigits, &call)
  }

  /// `#` or a pause.
  @inlinable mutating func endEntry(_ call: inout CallState<F>, _ effects: inout [Effect<F>]) {
    guard case .field(let field) = script[call.place].kind else { return }
    let typed = call.typed
    call.typed = ""
    if typed.isEmpty {
      enter(field.empty(&call.session) ?? call.place, &call, &effects)
    } else if typed.utf8.count < field.digits.lowerBound {
      miss(isKey: true, &call, &effects)
    } else {
      enter(field.entered(&call.session, typed), &call, &effects)
    }
  }

  @inlinable mutating func record(
    _ order: F.Order, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    let ticket = newTicket(&call)
    call.phase = .recording(ticket)
    call.deadline = nil
    call.stoppedBy = nil
    effects.append(.record(ticket, order))
  }

  @inlinable mutating func finishRecording(
    _ take: F.FinishedRecording?, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    guard case .record(_, let done) = script[call.place].kind else { return }
    let command = call.stoppedBy
    call.stoppedBy = nil
    enter(done(&call.session, take, command), &call, &effects)
  }

  @inlinable mutating func arrive(
    _ reply: F.Reply, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    guard case .fetch(_, let arrived) = script[call.place].kind else { return }
    enter(arrived(&call.session, reply), &call, &effects)
  }

  @inlinable mutating func finishTransfer(
    _ isDone: Bool, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    guard case .transfer(_, let done) = script[call.place].kind else { return }
    if isDone { call.isAnswered = true }
    goOn(done(&call.session, isDone), &call, &effects)
  }

  /// The key of the table that a digit means now.
  @inlinable func find(_ digit: Digit, _ keys: [Key<F>], _ session: F.Session) -> Key<F>? {
    keys.indices.first { index in
      keys[index].digit == digit && isThere(index, of: keys, session)
    }.map { keys[$0] }
  }

  /// Whether a line of a table holds now. By index, because a line is large and not to be copied.
  @inlinable func isThere(_ index: Int, of keys: [Key<F>], _ session: F.Session) -> Bool {
    if let when = keys[index].when, !when(session) { return false }
    if keys[index].insteadOf != nil { return true }
    let command = keys[index].command
    return !keys.indices.contains {
      keys[$0].insteadOf == command && (keys[$0].when.map { $0(session) } ?? true)
    }
  }
}
