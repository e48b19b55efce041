/// One step of one call: what its phase waits for has come, and moves it on. The next place is
/// assigned in `enter` alone.
///
/// ```
/// ringing ─ .began ─► enter the first place
///
/// enter ─┬─ a menu, field ────► speaking ─ .spoken ─► listening ─ a key ──────► next place
///        │  or announcement       ↕ a key for it
///        │                      paused
///        ├─ a recording ──────► speaking ─ .spoken ─► recording ─ a key ─► stopping
///        │                                                └──── .recorded ────┴─► next place
///        ├─ a fetch ──────────► fetching ─ .fetched ──────────────────────────► next place
///        ├─ a transfer ───────► transferring ─ .transferred ──────────────────► next place
///        ├─ a ringing phone ──► waiting ─ .clock ─────────────────────────────► next place
///        └─ a refusal ────────► ended
/// ```
/// A key that leads somewhere cuts speaking short. The phases whose answer may not come have a
/// deadline, and `.clock` after it goes on without the answer. `.hungUp` stops a recording, waits for
/// an answer under way, and leads to the places of `Flow.closing`, where the call only asks the
/// store; then it is ended. Keys that come while a phase cannot read them wait for the next one.
///
/// All of it is inlinable, so that the product compiles the engine for its own flow. That makes a
/// step many times as fast as one that looks up every type while it runs.
@usableFromInline
struct CallStep<F: Flow> {
  @usableFromInline let script: Script<F>
  @usableFromInline let now: Moment
  @usableFromInline var trace = KeyTrace()
  /// Places entered so far, against a flow that runs in a circle.
  @usableFromInline var entered = 0

  @inlinable init(script: Script<F>, now: Moment) {
    self.script = script
    self.now = now
  }

  @inlinable mutating func take(
    _ event: Event<F>, in call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    guard call.phase != .ended else { return }
    // An answer that the phase does not wait for is stale: the call has moved on.
    switch event {
    case .began: if call.phase == .ringing { enter(F.start, &call, &effects) }
    case .key(let digit): key(digit, &call, &effects)
    case .spoken(let ticket):
      if call.phase == .speaking(ticket) { finishSpeaking(&call, &effects) }
    case .recorded(let ticket, let take):
      if call.phase == .recording(ticket) || call.phase == .stopping(ticket) {
        finishRecording(take, &call, &effects)
      }
    case .fetched(let ticket, let reply):
      if call.phase == .fetching(ticket) { arrive(reply, &call, &effects) }
    case .transferred(let ticket, let isDone):
      if call.phase == .transferring(ticket) { finishTransfer(isDone, &call, &effects) }
    case .clock:
      if let deadline = call.deadline, now >= deadline { expire(&call, &effects) }
    case .hungUp: hangUp(byCaller: true, &call, &effects)
    }
  }

  /// Reads keys that came while the call could not.
  @inlinable mutating func pressAhead(in call: inout CallState<F>, _ effects: inout [Effect<F>]) {
    while !call.ahead.isEmpty, canRead(call) { read(call.ahead.removeFirst(), &call, &effects) }
  }

  @inlinable mutating func enter(
    _ place: F.Place, keepingMisses: Bool = false, _ call: inout CallState<F>,
    _ effects: inout [Effect<F>]
  ) {
    entered += 1
    guard entered <= Limits.placesInAStep else {
      if !call.isHungUp { effects.append(.hangUp) }
      return end(&call)
    }
    call.place = place
    call.typed = ""
    call.deadline = nil
    if !keepingMisses { call.misses = 0 }
    let dialog = script[place]
    if dialog.dropsTypedAhead { drop(&call) }
    if call.isHungUp { return enterAfterHangUp(dialog, &call, &effects) }
    switch dialog.kind {
    case .menu, .field, .announcement, .record: speak(&call, &effects)
    case .fetch(let request, _): fetch(request(call.session), dialog, &call, &effects)
    case .transfer(let number, _): transfer(number(call.session), dialog, &call, &effects)
    case .ring(let milliseconds, _):
      call.phase = .waiting
      call.deadline = now + milliseconds(call.session)
      effects.append(.ring)
    case .refusal: refuse(dialog, &call, &effects)
    }
  }

  /// After hang-up only the store can still be asked; at any other place the call is over.
  @inlinable mutating func enterAfterHangUp(
    _ dialog: Dialog<F>, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    switch dialog.kind {
    case .fetch(let request, _): fetch(request(call.session), dialog, &call, &effects)
    case .menu, .field, .announcement, .record, .transfer, .ring, .refusal:
      close(&call, &effects)
    }
  }

  @inlinable mutating func fetch(
    _ request: F.Request, _ dialog: Dialog<F>, _ call: inout CallState<F>,
    _ effects: inout [Effect<F>]
  ) {
    let ticket = newTicket(&call)
    call.phase = .fetching(ticket)
    call.deadline = now + dialog.patience
    effects.append(.fetch(ticket, request))
  }

  @inlinable mutating func transfer(
    _ number: String?, _ dialog: Dialog<F>, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    guard let number else { return finishTransfer(false, &call, &effects) }
    drop(&call)
    let ticket = newTicket(&call)
    call.phase = .transferring(ticket)
    call.deadline = now + Limits.transfer
    effects.append(.transfer(ticket, number))
  }

  @inlinable mutating func refuse(
    _ dialog: Dialog<F>, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    if let reason = dialog.says(call.session).first { effects.append(.refuse(reason)) }
    call.isHungUp = true
    close(&call, &effects)
  }

  @inlinable func newTicket(_ call: inout CallState<F>) -> Ticket {
    call.lastTicket = Ticket(call.lastTicket.number + 1)
    return call.lastTicket
  }

  /// Ends the call from this side.
  @inlinable mutating func hangUp(
    byCaller: Bool, _ call: inout CallState<F>, _ effects: inout [Effect<F>]
  ) {
    guard !call.isHungUp else { return }
    call.isHungUp = true
    drop(&call)
    if !byCaller { effects.append(.hangUp) }
    switch call.phase {
    case .recording(let ticket):
      effects.append(.stopRecording)
      call.phase = .stopping(ticket)
      call.deadline = now + Limits.take
    case .stopping, .fetching: break  // The answer comes, then the call closes.
    case .ringing, .waiting, .speaking, .listening, .paused, .transferring:
      close(&call, &effects)
    case .ended: break
    }
  }

  /// Goes where the ended call still has work, or ends it.
  @inlinable mutating func close(_ call: inout CallState<F>, _ effects: inout [Effect<F>]) {
    if let place = F.closing(call.session, at: call.place) {
      enter(place, &call, &effects)
    } else {
      end(&call)
    }
  }

  @inlinable func end(_ call: inout CallState<F>) {
    call.phase = .ended
    call.deadline = nil
  }

  /// Keys that nobody will read.
  @inlinable mutating func drop(_ call: inout CallState<F>) {
    for _ in call.ahead { trace.read(isSecret: true) }
    call.ahead = []
  }
}
