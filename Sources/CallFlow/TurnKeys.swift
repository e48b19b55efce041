/// Keys and answers: the half of a step that takes what the caller and the world bring.
extension Turn {
  mutating func key(_ digit: Digit, _ call: inout Call<F>, _ effects: inout [Effect<F>]) {
    guard !call.isHungUp else { return trace.dropNewest() }
    switch call.phase {
    case .speaking: interrupt(digit, &call, &effects)
    case .listening, .paused, .recording: read(digit, &call, &effects)
    case .fetching, .stopping, .ringing:
      if call.ahead.count < Limits.dialAhead {
        call.ahead.append(digit)
      } else {
        trace.dropNewest()
      }
    case .transferring, .ended: trace.dropNewest()
    }
  }

  /// Whether a key typed ahead can be read now.
  func canRead(_ call: Call<F>) -> Bool {
    switch call.phase {
    case .listening, .recording, .paused: true
    case .speaking, .ringing, .fetching, .stopping, .transferring, .ended: false
    }
  }

  /// Barge-in: any key interrupts a prompt and counts as input. Keys that move the sound leave it
  /// playing.
  private mutating func interrupt(
    _ digit: Digit, _ call: inout Call<F>, _ effects: inout [Effect<F>]
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
    case .record(let order, let done):
      trace.read(isSecret: false)
      if let key = find(digit, dialog.keys, call.session), key.command != F.conventions.endOfEntry {
        key.doing(&call.session)
        enter(done(&call.session, nil, key.command), &call, &effects)
      } else {
        record(order(call.session), &call, &effects)
      }
    case .fetch, .transfer, .refusal: break  // These places do not speak.
    }
  }

  /// One key that the call can read now.
  mutating func read(_ digit: Digit, _ call: inout Call<F>, _ effects: inout [Effect<F>]) {
    let dialog = script[call.place]
    trace.read(isSecret: dialog.isSecret && digit.number != nil)
    if let key = find(digit, dialog.keys, call.session) { return act(key, &call, &effects) }
    switch dialog.kind {
    case .field(let field) where digit.number != nil: type(digit, field, &call, &effects)
    case .menu, .field, .announcement: miss(isKey: true, &call, &effects)
    case .record, .fetch, .transfer, .refusal: break  // A tone in a recording is only a sound.
    }
  }

  private mutating func act(_ key: Key<F>, _ call: inout Call<F>, _ effects: inout [Effect<F>]) {
    if case .transport(let transport) = key.action {
      key.doing(&call.session)
      return move(transport, &call, &effects)
    }
    switch key.action {
    case .go(let place):
      key.doing(&call.session)
      call.lead = key.saying(call.session)
      enter(place, &call, &effects)
    case .again: enter(call.place, &call, &effects)
    case .endEntry: endEntry(&call, &effects)
    case .stop:
      guard case .recording(let ticket) = call.phase else { return }
      key.doing(&call.session)
      call.stoppedBy = key.command
      effects.append(.stopRecording)
      call.phase = .stopping(ticket)
      call.deadline = now + Limits.take
    case .transport: break  // Done above.
    }
  }

  /// Moves the sound being played. Pause and go on are one key.
  private mutating func move(
    _ transport: Transport, _ call: inout Call<F>, _ effects: inout [Effect<F>]
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
    case (.ringing, _), (.fetching, _), (.recording, _), (.stopping, _), (.transferring, _),
      (.ended, _):
      break  // Nothing is being played.
    }
  }

  private mutating func type(
    _ digit: Digit, _ field: Dialog<F>.Field, _ call: inout Call<F>,
    _ effects: inout [Effect<F>]
  ) {
    call.typed.append(digit.character)
    listen(for: Limits.betweenDigits, &call)
    if call.typed.utf8.count >= min(field.digits.upperBound, Limits.entry) {
      endEntry(&call, &effects)
    }
  }

  /// `#`, a pause, or the longest entry.
  mutating func endEntry(_ call: inout Call<F>, _ effects: inout [Effect<F>]) {
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

  mutating func record(_ order: F.Order, _ call: inout Call<F>, _ effects: inout [Effect<F>]) {
    let ticket = newTicket(&call)
    call.phase = .recording(ticket)
    call.deadline = nil
    call.stoppedBy = nil
    effects.append(.record(ticket, order))
  }

  mutating func finishRecording(
    _ take: F.Take?, _ call: inout Call<F>, _ effects: inout [Effect<F>]
  ) {
    guard case .record(_, let done) = script[call.place].kind else { return }
    let command = call.stoppedBy
    call.stoppedBy = nil
    enter(done(&call.session, take, command), &call, &effects)
  }

  mutating func arrive(_ reply: F.Reply, _ call: inout Call<F>, _ effects: inout [Effect<F>]) {
    guard case .fetch(_, let arrived) = script[call.place].kind else { return }
    enter(arrived(&call.session, reply), &call, &effects)
  }

  mutating func finishTransfer(
    _ isDone: Bool, _ call: inout Call<F>, _ effects: inout [Effect<F>]
  ) {
    guard case .transfer(_, let done) = script[call.place].kind else { return }
    if isDone { call.isAnswered = true }
    goOn(done(&call.session, isDone), &call, &effects)
  }

  /// The key of the table that a digit means now.
  func find(_ digit: Digit, _ keys: [Key<F>], _ session: F.Session) -> Key<F>? {
    keys.first { $0.digit == digit && $0.when(session) && !isReplaced($0, by: keys, session) }
  }

  func isReplaced(_ key: Key<F>, by keys: [Key<F>], _ session: F.Session) -> Bool {
    key.insteadOf == nil
      && keys.contains { $0.insteadOf == key.command && $0.when(session) }
  }
}
