import CallFlow
import Mailbox
import Media
import Portal
import RTP
import SIP
import Signalling
import Store
import Telephony
import Threads

/// One call, from INVITE to its end. Lives on the thread of the calls.
final class SIPCall {
  private(set) var live: LiveCall
  /// The deadline that the service was last asked to keep.
  var scheduled: Int64?
  private var line: SIPCallLine
  private var keys = KeyDeduplicator()
  private let keySource: KeySource
  /// What the call was when it came.
  let incoming: IncomingCall
  private let start = MonotonicTime.milliseconds
  private let end: Int64
  private let beginning: CallBeginning
  private let fixedLanguage: Language?

  /// A call that has not begun.
  init(
    _ invitation: Invitation, _ incoming: IncomingCall, in environment: CallEnvironment,
    following settings: SIPLineSettings, invitedAt: Int64
  ) {
    keySource = settings.keySource(invitation.source)
    self.incoming = incoming
    let token = CallToken(.random(in: 1 ... .max))
    line = SIPCallLine(
      invitation, environment, settings, name: token.name, caller: incoming.from,
      invitedAt: invitedAt)
    live = LiveCall(
      incoming, language: settings.language, following: settings.script, store: environment.store,
      token: token, keepsJournal: true, registry: environment.registry, log: environment.log)
    let (loop, dialog) = (environment.loop, invitation.dialog)
    beginning = environment.registry.begin(
      token, line: environment.line, peer: invitation.source.description, incoming: incoming,
      language: settings.language, hangUp: { loop.post(.endedByOperator(dialog)) })
    end = start + Int64(settings.longestSeconds) * 1_000
    fixedLanguage = settings.isLanguageFixed ? settings.language : nil
  }

  /// Whether nothing more will happen.
  var isOver: Bool { live.isOver }

  /// The call in the log.
  var name: String { live.name }

  /// When it is to look at the clock, on ``MonotonicTime/milliseconds``.
  var deadline: Int64 {
    var deadline = end
    if let own = live.call.deadline { deadline = min(deadline, start + own) }
    if let transfer = line.transferDeadline { deadline = min(deadline, transfer) }
    if let emptied = line.emptiedLeg?.deadline { deadline = min(deadline, emptied) }
    if let recording = line.recording?.deadline { deadline = min(deadline, recording) }
    return deadline
  }

  func begin() { tell(.began) }

  func lookAtClock() {
    let now = MonotonicTime.milliseconds
    if now >= end { return hangUp(.timeOut) }
    if line.isEmptied(now: now) { return hangUp(.mediaLost) }
    if let deadline = line.transferDeadline, deadline <= now { line.transferEnded(false) }
    line.giveUpRecording(at: now)
    if let deadline = live.call.deadline, start + deadline <= now { tell(.clock) }
    settle()
  }

  /// A key; `millisecondsAgo` it began, if its tone can be heard in a recording.
  private func press(_ key: Character, millisecondsAgo: Int) {
    guard let digit = Digit(key) else { return }
    (line.key, line.toneMilliseconds) = (key, millisecondsAgo)
    tell(.key(digit))
    (line.key, line.toneMilliseconds) = (nil, 0)
  }

  /// A key by INFO, which a peer may send beside the sound.
  func press(_ key: KeyInfo) {
    guard keySource.takesInfo else { return }
    let isNew = keys.press(
      key.key, by: .info, endingAt: Int(MonotonicTime.milliseconds), milliseconds: key.milliseconds)
    if isNew { press(key.key, millisecondsAgo: 0) }
  }

  func acknowledge(_ body: SIPBody?) {
    guard let leg = line.leg, body != nil || line.awaitsAnswer else { return }
    // A 200 with our offer needs an answer; without one there is nothing to hear or say.
    if leg.accept(body) {
      line.awaitsAnswer = false
    } else if line.awaitsAnswer {
      hangUp(.failed("the peer's answer to our offer cannot be followed"))
    }
  }

  func refer(_ progress: ReferProgress) {
    line.referred(progress)
    settle()
  }

  func targetRings() { line.targetRings() }

  func targetAnswered(_ offer: SIPBody?) {
    line.targetAnswered(offer)
    settle()
  }

  func callerAnswered(_ answer: SIPBody?) {
    line.callerAnswered(answer)
    settle()
  }

  func targetEnded() {
    line.targetEnded()
    settle()
  }

  func take(_ event: MediaEvent) {
    line.leg?.keys.release(event)
    switch event {
    case .key(let key, let means, let millisecondsAgo):
      let time = Int(MonotonicTime.milliseconds) - millisecondsAgo
      if keys.down(key, by: means, at: time) {
        press(key, millisecondsAgo: millisecondsAgo)
      }
    case .keyUp(let key, let means): keys.up(key, by: means, at: Int(MonotonicTime.milliseconds))
    case .played(let tag): line.played(tag)
    case .captured, .pressed: break
    // A caller on hold or muted is quiet too: whether she has gone, her telephone tells.
    case .silence: line.probe()
    }
    settle()
  }

  func fetched(_ ticket: Ticket, _ reply: MailboxReply) {
    tell(.fetched(ticket, fixedLanguage.map { reply.spoken(in: $0) } ?? reply))
  }

  func loaded(_ ticket: Ticket, _ prompt: PreparedPrompt) { line.play(prompt, ticket) }

  func recordingBegan(_ ticket: Ticket, isThere: Bool) {
    line.recordingBegan(ticket, isThere: isThere)
  }

  func recordingEnded(_ ticket: Ticket) { line.recordingEnded(ticket) }

  func recorded(_ ticket: Ticket, _ take: FinishedRecording) {
    line.recorded(ticket)
    tell(.recorded(ticket, take))
  }

  /// The caller has gone, or must go.
  /// - Parameter ending: Why; `nil`: somebody has hung up.
  func hangUp(_ ending: CallEnding?) {
    guard !live.isOver, !line.isHungUp else { return }
    if line.endConnection() { return settle() }
    if let ending { live.note(ending) }
    line.isHungUp = true
    line.hangUp()
    tell(.hungUp)
  }

  /// Its caller has sent another to the portal, who has the call from now on.
  func replaced() { hangUp(.transferred(at: live.call.place)) }

  /// Lets go of what it holds, for the call is over.
  /// - Returns: What is to be kept of it.
  func close() -> CallRecord {
    let statistics = line.close()
    return live.record(
      beginning, refusal: line.refusal.map { .refused("\($0.code) \($0.reason)") },
      quality: statistics.map(CallQuality.init))
  }

  /// Tells what happened, and then what followed from it at once.
  private func tell(_ event: Event<VoicePortal>) {
    live.tell(event, at: Moment(MonotonicTime.milliseconds - start), on: &line)
    settle()
  }

  private func settle() {
    while !line.events.isEmpty {
      let event = line.events.removeFirst()
      if event == .hungUp { line.isHungUp = true }
      live.tell(event, at: Moment(MonotonicTime.milliseconds - start), on: &line)
    }
  }
}

extension CallQuality {
  fileprivate init(_ statistics: MediaStatistics) {
    self.init(
      packetsReceived: statistics.packetsReceived, packetsLost: statistics.packetsLost,
      jitterMilliseconds: statistics.jitterMilliseconds, packetsSent: statistics.packetsSent,
      packetsLostByPeer: statistics.remote?.packetsLost)
  }
}

extension MailboxReply {
  /// The same in another language, where no mailbox is known that has its own.
  fileprivate func spoken(in language: Language) -> MailboxReply {
    switch self {
    case .arrival(.logIn(let company, nil, _)):
      .arrival(.logIn(company: company, mailbox: nil, language))
    case .arrival(.notInService): .arrival(.notInService(language))
    case _: self
    }
  }
}
