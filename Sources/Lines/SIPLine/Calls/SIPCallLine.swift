import Audio
import CallFlow
import Dispatch
import Mailbox
import Media
import Operations
import Portal
import RTP
import SIP
import Signalling
import Store
import Telephony
import Threads

/// A SIP call as a line: phrases go out as RTP, what comes in is recorded, in
/// `CallRecording.swift`; transfers are in `Transferring.swift`.
/// Used on the thread of the calls.
struct SIPCallLine: Line {
  /// To be told to the call, oldest first.
  var events: [Event<VoicePortal>] = []
  var leg: MediaLeg?
  /// When the call was answered, on ``MonotonicTime/milliseconds``; `nil` if it is not yet.
  private(set) var answeredAt: Int64?
  var isAnswered: Bool { answeredAt != nil }
  /// Whether the 200 carried our offer, and the answer has not come yet.
  var awaitsAnswer = false
  /// When a transfer that nobody answers has failed.
  var transferDeadline: Int64?
  /// Whether the caller's phone sent sound all the time until she was sent on.
  var wasSteady = false
  /// Whether she is looked for, since her transfer has failed.
  var emptiedLeg: EmptiedLeg?
  /// The caller is gone: a recording ends for this reason.
  var isHungUp = false
  /// The key that is being told to the call, and how long ago it began, if it can be heard.
  var key: Character?
  var toneMilliseconds = 0

  /// With what the call was refused; `nil` if it was not.
  private(set) var refusal: SIPStatus?

  let dialog: DialogID
  /// The call in the log.
  let name: String
  /// Who calls, as the call knows her; empty: withheld.
  let caller: String
  let invitation: Invitation
  let environment: CallEnvironment
  let settings: SIPLineSettings
  private var saying: Saying?
  /// What is being recorded, until it is told what came of it.
  var recording: CallRecording?
  /// The transfer that is under way.
  var transferring: Ticket?
  /// The call to its target, where the portal makes that itself.
  var targetCall: TargetCall?
  /// Of sound that was given up before the end.
  var statistics: MediaStatistics?
  /// Of what was played last.
  var tag: UInt64 = 0
  /// When the INVITE came, on ``MonotonicTime/microseconds``; `nil` if it was answered somehow.
  private var invitedAt: Int64?

  private struct Saying {
    var ticket: Ticket
    /// Of what the stream plays.
    var tag: UInt64
    /// `nil` while it is being read.
    var playback: Playback?
  }

  init(
    _ invitation: Invitation, _ environment: CallEnvironment, _ settings: SIPLineSettings,
    name: String,
    caller: String, invitedAt: Int64
  ) {
    self.invitedAt = invitedAt
    (self.name, self.caller) = (name, caller)
    dialog = invitation.dialog
    self.invitation = invitation
    self.environment = environment
    self.settings = settings
  }

  // MARK: The call

  mutating func ring() {
    environment.signalling.perform(.ring(dialog))
    noteFirstAnswer()
  }

  /// Counts how long the caller waited for the first sign of the portal.
  mutating func noteFirstAnswer() {
    guard let invitedAt else { return }
    self.invitedAt = nil
    environment.registry.figures.setUp.observe(
      Double(MonotonicTime.microseconds - invitedAt) / 1_000_000)
  }

  mutating func answer() {
    guard let leg = environment.openLeg(invitation, settings, name) else {
      return refuse(SIPStatus(503, "No Media Port Left"), [SIPHeader("Retry-After", "10")])
    }
    self.leg = leg
    guard let offer = invitation.body else {
      awaitsAnswer = true
      return answer(with: leg.offer())
    }
    switch leg.answer(offer) {
    case .session(let session): answer(with: session)
    case .refused(let headers): refuse(SIPStatus(488, "Not Acceptable Here"), headers)
    }
  }

  /// The call whose place this one takes ends.
  private mutating func answer(with session: SIPBody) {
    answeredAt = MonotonicTime.milliseconds
    environment.signalling.perform(.answer(dialog, session))
    if let other = invitation.replaced { environment.loop.post(.replaced(other)) }
    noteFirstAnswer()
  }

  mutating func refuse(_ reason: Phrase, in language: Language) {
    refuse(Self.status(for: reason), [])
  }

  mutating func hangUp() { environment.signalling.perform(.hangUp(dialog)) }

  /// Asks whether the caller is still there; her call ends if not.
  func probe() { environment.signalling.perform(.verify(dialog)) }

  /// The caller has gone with it.
  private mutating func refuse(_ status: SIPStatus, _ headers: [SIPHeader]) {
    refusal = status
    environment.signalling.perform(.refuse(dialog, status, headers))
    noteFirstAnswer()
    events.append(.hungUp)
  }

  private static func status(for reason: Phrase) -> SIPStatus {
    switch Refusal(reason) {
    case .busy: SIPStatus(486, "Busy Here")
    case .notInService: SIPStatus(404, "Not Found")
    case .noAnswer, nil: SIPStatus(480, "Temporarily Unavailable")
    }
  }

  mutating func ask(
    _ request: MailboxRequest, _ ticket: Ticket, of store: any MailboxStore, for call: CallToken
  ) -> MailboxReply? {
    let (loop, dialog) = (environment.loop, dialog)
    let (figures, start) = (environment.registry.figures, MonotonicTime.seconds)
    store.submit(request, of: call) { reply in
      figures.noteReply(askedAt: start)
      loop.post(.fetched(dialog, ticket, reply))
    }
    return nil
  }

  /// Lets go of the sound.
  /// - Returns: How it travelled; `nil` if there was none.
  mutating func close() -> MediaStatistics? {
    saying = nil
    environment.readers.callOff(dialog)
    if let targetCall { environment.signalling.perform(.hangUp(targetCall.dialog)) }
    let statistics = leg?.stream.close() ?? statistics
    leg = nil
    return statistics
  }
}

// MARK: - Speaking

extension SIPCallLine {
  mutating func say(_ ticket: Ticket, _ phrases: [Phrase], in locale: SpeechLocale) {
    tag += 1
    saying = Saying(ticket: ticket, tag: tag)
    guard !environment.voice.isAtHand(phrases, in: locale) else {
      return play(environment.voice.prepared(of: phrases, in: locale), ticket)
    }
    leg?.stream.hush()
    let (environment, dialog, name) = (environment, dialog, name)
    let isTaken = environment.readers.wish(
      {
        let prompt = environment.voice.prepared(of: phrases, in: locale, for: name)
        environment.loop.post(.loaded(dialog, ticket, prompt))
      }, of: dialog)
    if !isTaken { leaveOutSounds(of: phrases, in: locale, ticket) }
  }

  /// Too many calls wait for their sounds: the caller hears what is said where one cannot be played,
  /// or nothing, and the call goes on.
  private mutating func leaveOutSounds(
    of phrases: [Phrase], in locale: SpeechLocale, _ ticket: Ticket
  ) {
    environment.log.counters.add(.soundsLeftOut)
    environment.log.warning("A sound was left out: too many calls wait for theirs.", call: name)
    let rest = environment.voice.withoutRecordings(phrases)
    guard environment.voice.isAtHand(rest, in: locale) else {
      saying = nil
      return events.append(.spoken(ticket))
    }
    play(environment.voice.prepared(of: rest, in: locale), ticket)
  }

  /// Plays what has been read, unless something else is being said by now.
  mutating func play(_ prompt: PreparedPrompt, _ ticket: Ticket) {
    guard saying?.ticket == ticket, let tag = saying?.tag else { return }
    saying?.playback = prompt.playback
    leg?.stream.play(prompt.queue, tag: tag)
  }

  /// Everything of this tag has been played.
  mutating func played(_ tag: UInt64) {
    if recording?.stage == .tone(tag) { leg?.stream.capture() }
    guard let saying, saying.tag == tag else { return }
    self.saying = nil
    events.append(.spoken(saying.ticket))
  }

  mutating func hush() {
    saying = nil
    environment.readers.callOff(dialog)
    leg?.stream.hush()
  }

  mutating func transport(_ transport: Transport) {
    guard let stream = leg?.stream, var playback = saying?.playback else { return }
    let elapsed = LineFormat.milliseconds(ofSamples: stream.position) - playback.position
    if elapsed > 0 { _ = playback.advance(by: elapsed) }
    playback.move(transport)
    saying?.playback = playback
    stream.move(to: LineFormat.samples(inMilliseconds: playback.position))
    stream.pause(playback.isPaused)
  }
}
