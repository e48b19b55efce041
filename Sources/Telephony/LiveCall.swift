public import CallFlow
public import Mailbox
public import Operations
public import Portal
public import Store

/// One call on a line: turns events into steps of the flow, and effects into what the line and
/// the store do.
///
/// A caller may record again as often as she likes, so a call keeps on disk only the recording that
/// is being made and the one before it, which counts if nothing is spoken now. Older ones are
/// dropped when the next one begins, and what is left without an owner when the call is over.
public struct LiveCall {
  public private(set) var call: Call<VoicePortal>
  /// What happened so far, if it was asked for.
  public private(set) var journal: Journal<VoicePortal>?
  /// Whether nothing more will happen.
  public var isOver: Bool { call.phase == .ended }

  /// Why the caller and the portal parted; `nil`: they have not yet.
  public private(set) var ending: CallEnding?
  /// The call in the log.
  public var name: String { token.name }

  private let script: Script<VoicePortal>
  private let store: any MailboxStore
  private let token: CallToken
  private let log: Log
  private var effects: [Effect<VoicePortal>] = []
  /// The takes of this call that nobody wanted so far. One that a deposit was asked for is the
  /// store's from then on: it is delivered, or waits to be delivered, whatever the call does.
  private var takes: [UInt64] = []

  /// A call that has not begun; tell it `.began`.
  /// - Parameters:
  ///   - language: Spoken before a mailbox is known.
  ///   - token: Never used for another call.
  public init(
    _ incoming: IncomingCall, language: Language, following script: Script<VoicePortal>,
    store: any MailboxStore, token: CallToken, keepsJournal: Bool = false, log: Log = .none
  ) {
    call = Call(Session(incoming, language: language))
    self.script = script
    self.store = store
    self.token = token
    self.log = log
    journal = keepsJournal ? Journal() : nil
  }

  /// Takes one event and carries out what follows from it, until the world must answer.
  public mutating func tell(
    _ event: Event<VoicePortal>, at now: Moment, on line: inout some Line
  ) {
    var answer = step(event, at: now, on: &line)
    while let event = answer { answer = step(event, at: now, on: &line) }
    if isOver { clearUp() }
  }

  /// Notes why the call ends, before what ends it is told. The first reason stays.
  public mutating func note(_ ending: CallEnding) {
    if self.ending == nil { self.ending = ending }
  }

  /// One step and its effects.
  /// - Returns: An answer that was there at once.
  private mutating func step(
    _ event: Event<VoicePortal>, at now: Moment, on line: inout some Line
  ) -> Event<VoicePortal>? {
    if event == .hungUp, !isOver { note(.caller(at: call.place)) }
    if case .fetched(_, .refused) = event { reportRefusedCall() }
    if case .transferred(_, true) = event { note(.transferred(at: call.place)) }
    effects.removeAll(keepingCapacity: true)
    let trace = call.step(event, at: now, following: script, into: &effects)
    if journal != nil { journal?.add(event, at: now, after: call, effects, trace) }
    var answer: Event<VoicePortal>?
    for effect in effects {
      if let event = carryOut(effect, on: &line) { answer = event }
    }
    return answer
  }

  /// An effect and, where the answer is there at once, the event that it makes.
  private mutating func carryOut(
    _ effect: Effect<VoicePortal>, on line: inout some Line
  ) -> Event<VoicePortal>? {
    switch effect {
    case .ring: line.ring()
    case .answer: line.answer()
    case .say(let ticket, let phrases): line.say(ticket, phrases, in: call.session.language)
    case .hush: line.hush()
    case .transport(let transport): line.transport(transport)
    case .record(let ticket, let order): return record(ticket, order, on: &line)
    case .stopRecording: line.stopRecording()
    case .fetch(let ticket, let request):
      if case .deposit(let deposit) = request { takes.removeAll { $0 == deposit.take.id } }
      if let reply = line.ask(request, ticket, of: store, for: token) {
        return .fetched(ticket, reply)
      }
    case .transfer(let ticket, let number):
      line.transfer(ticket, to: number, by: call.session.actingNumber)
    case .refuse(let reason):
      note(.refused(Refusal(reason)?.rawValue ?? "other"))
      line.refuse(reason, in: call.session.language)
    case .hangUp:
      note(.portal(at: call.place))
      line.hangUp()
    }
    return nil
  }

  private mutating func record(
    _ ticket: Ticket, _ order: RecordingOrder, on line: inout some Line
  ) -> Event<VoicePortal>? {
    dropReplacedTakes()
    do {
      let destination = try store.takes.begin(order.purpose)
      takes.append(destination.id)
      line.record(ticket, order, into: destination)
      return nil
    } catch {
      log.recordingFailed("\(error)", call: name)
      // Nothing can be recorded, for example because the disk is full: the flow tells the caller.
      return .recorded(
        ticket, Take(id: 0, milliseconds: 0, hasSound: false, ending: .failure))
    }
  }

  /// Drops the recordings that the flow has forgotten: the last and the one before are needed.
  private mutating func dropReplacedTakes() {
    let needed = call.session.take
    for take in takes where take != needed { store.takes.discard(take) }
    takes.removeAll { $0 != needed }
  }

  /// Tells the operator that calls out are being refused: perhaps somebody has broken into a mailbox.
  private func reportRefusedCall() {
    guard [.permittingCallBack, .permittingRedirect].contains(call.place) else { return }
    log.error(
      "Alarm: a transfer or call-back was refused; the user or the company has reached the limit of an "
        + "hour (calls-out-per-user, calls-out-per-company).", call: name)
  }

  private mutating func clearUp() {
    for take in takes { store.takes.discard(take) }
    takes = []
  }
}

extension Log {
  /// Notes and counts that the disk did not take a recording.
  public func recordingFailed(_ reason: String, call: String?) {
    counters.add(.recordingsFailed)
    error("A recording failed: \(reason)", call: call)
  }
}
