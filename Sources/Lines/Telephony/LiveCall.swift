public import CallFlow
public import Mailbox
public import Operations
public import Portal
public import Store
import Threads

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

  /// Why the caller and the portal parted; `nil` if they have not yet.
  public private(set) var ending: CallEnding?
  /// The call in the log.
  public var name: String { token.name }

  private let script: Script<VoicePortal>
  private let store: any MailboxStore
  private let token: CallToken
  private let log: Log
  private let registry: CallRegistry?
  /// The company that the call came to; `nil`: none, or not known yet.
  private var company: Int64?
  /// The user whose mailbox it is about: whom it came to, or who has logged in.
  private var mailbox: Int64?
  private var answeredAt: Moment?
  private var endedAt: Moment?
  /// Of a try to log in that is being answered.
  private var loginTicket: Ticket?
  private var effects: [Effect<VoicePortal>] = []
  /// The takes of this call that nobody wanted so far. One that a deposit was asked for is the
  /// store's from then on: it is delivered, or waits to be delivered, whatever the call does.
  private var takes: [UInt64] = []

  /// More steps are not kept, so that keys pressed for an hour do not fill the memory.
  public static let longestJournal = 1_000

  /// A call that has not begun; tell it `.began`.
  /// - Parameters:
  ///   - language: Spoken before a mailbox is known.
  ///   - token: Never used for another call.
  ///   - registry: Is told where the call is; `nil`: nobody asks.
  public init(
    _ incoming: IncomingCall, language: Language, following script: Script<VoicePortal>,
    store: any MailboxStore, token: CallToken, keepsJournal: Bool = false,
    registry: CallRegistry? = nil, log: Log = .none
  ) {
    call = Call(Session(incoming, language: language))
    self.script = script
    self.store = store
    self.token = token
    self.log = log
    self.registry = registry
    journal = keepsJournal ? Journal() : nil
  }

  /// Takes one event and carries out what follows from it, until the world must answer.
  public mutating func tell(
    _ event: Event<VoicePortal>, at now: Moment, on line: inout some Line
  ) {
    var answer = step(event, at: now, on: &line)
    while let event = answer { answer = step(event, at: now, on: &line) }
    if case .recorded(_, let take) = event, take.ending == .tone, !isOver {
      // The network's tone says that the caller has gone.
      line.hangUp()
      return tell(.hungUp, at: now, on: &line)
    }
    registry?.note(
      token, at: call.place, company: company, mailbox: mailbox, answeredAfter: answeredAt)
    if isOver { clearUp() }
  }

  /// Notes why the call ends, before what ends it is told. The first reason stays.
  public mutating func note(_ ending: CallEnding) {
    if self.ending == nil { self.ending = ending }
  }

  /// The record of the call, which is over.
  /// - Parameters:
  ///   - refusal: What the line answered instead of taking the call; `nil`: it took it, or the flow
  ///     refused it.
  ///   - quality: `nil` where no packets travelled.
  public func record(
    _ beginning: CallBeginning, refusal: CallEnding? = nil, quality: CallQuality? = nil
  ) -> CallRecord {
    CallRecord(
      beginning, company: company, mailbox: mailbox,
      answered: answeredAt.map { beginning.began + Int64($0) },
      ended: beginning.began + Int64(endedAt ?? 0),
      ending: refusal ?? ending ?? .failed("it ended for no known reason"), quality: quality,
      journal: journal?.entries ?? [])
  }

  /// One step and its effects.
  /// - Returns: An answer that was there at once.
  private mutating func step(
    _ event: Event<VoicePortal>, at now: Moment, on line: inout some Line
  ) -> Event<VoicePortal>? {
    if event == .hungUp, !isOver { note(.caller(at: call.place)) }
    if case .fetched(_, .refused) = event { reportRefusedCall() }
    if case .transferred(_, true) = event { note(.transferred(at: call.place)) }
    if case .fetched(let ticket, let reply) = event { note(reply, to: ticket) }
    effects.removeAll(keepingCapacity: true)
    let trace = call.step(event, at: now, following: script, into: &effects)
    if let count = journal?.entries.count, count < Self.longestJournal {
      journal?.add(event, at: now, after: call, effects, trace)
    }
    log.debug(
      "At \(CallFlow.name(of: call.place)): \(Journal<VoicePortal>.outcome(call, effects, trace)).",
      call: name)
    if answeredAt == nil, effects.contains(.answer) { answeredAt = now }
    var answer: Event<VoicePortal>?
    for effect in effects {
      if let event = carryOut(effect, on: &line) { answer = event }
    }
    if endedAt == nil, ending != nil { endedAt = now }
    return answer
  }

  /// Keeps and counts what a reply of the mailboxes tells of the call.
  private mutating func note(_ reply: MailboxReply, to ticket: Ticket) {
    if case .arrival(let arrival) = reply {
      (company, mailbox) = (arrival.company, arrival.mailbox)
    }
    if case .welcome(let owner) = reply { mailbox = owner.user }
    guard ticket == loginTicket else { return }
    loginTicket = nil
    switch reply {
    case .welcome: log.counters.add(.logins)
    case .refused: log.counters.add(.loginsRefused)
    case .locked: log.counters.add(.loginsLocked)
    case _: break
    }
  }

  /// An effect and, where the answer is there at once, the event that it makes.
  private mutating func carryOut(
    _ effect: Effect<VoicePortal>, on line: inout some Line
  ) -> Event<VoicePortal>? {
    switch effect {
    case .ring: line.ring()
    case .answer: line.answer()
    case .say(let ticket, let phrases): line.say(ticket, phrases, in: call.session.locale)
    case .hush: line.hush()
    case .transport(let transport): line.transport(transport)
    case .record(let ticket, let order): record(ticket, order, on: &line)
    case .stopRecording: line.stopRecording()
    case .fetch(let ticket, let request):
      if case .deposit(let deposit) = request { takes.removeAll { $0 == deposit.take.id } }
      if case .logIn = request { loginTicket = ticket }
      let start = MonotonicTime.seconds
      if let reply = line.ask(request, ticket, of: store, for: token) {
        registry?.figures.noteReply(askedAt: start)
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
  ) {
    dropReplacedTakes()
    let destination = store.takes.plan(order.purpose)
    takes.append(destination.id)
    log.counters.add(.recordings)
    line.record(ticket, order, into: destination)
  }

  /// Drops the recordings that the flow has forgotten: the last and the one before are needed.
  private mutating func dropReplacedTakes() {
    let needed = call.session.take
    for take in takes where take != needed { store.takes.abandon(take) }
    takes.removeAll { $0 != needed }
  }

  /// Tells the operator that calls out are being refused: perhaps somebody has broken into a mailbox.
  private func reportRefusedCall() {
    guard [.permittingForward, .permittingCallBack, .permittingRedirect].contains(call.place)
    else { return }
    log.error(
      "Alarm: a forwarding, transfer or call-back was refused; the user or the company has reached the "
        + "limit of an hour (calls-out-per-user, calls-out-per-company).", call: name)
  }

  private mutating func clearUp() {
    for take in takes { store.takes.abandon(take) }
    takes = []
  }
}

extension Arrival {
  /// The company that a call came to; `nil` where the arrival does not say.
  fileprivate var company: Int64? {
    switch self {
    case .logIn(let company, _, _), .welcome(let company, _): company
    case .visit(let visit), .ring(_, let visit): visit.company
    case .forward, .mailboxOff, .busy, .noAnswer, .notInService: nil
    }
  }
}

extension Arrival {
  /// The user whose mailbox a call came to.
  fileprivate var mailbox: Int64? {
    switch self {
    case .welcome(_, let owner): owner.user
    case .visit(let visit), .ring(_, let visit): visit.mailbox
    case .logIn, .forward, .mailboxOff, .busy, .noAnswer, .notInService: nil
    }
  }
}

extension Log {
  /// Notes and counts that the disk did not take a recording.
  public func recordingFailed(_ reason: String, call: String?) {
    counters.add(.recordingsFailed)
    error("A recording failed: \(reason)", call: call)
  }
}
