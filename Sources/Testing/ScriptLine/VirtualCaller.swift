import CallFlow
import Mailbox
import Portal
import Store
import Telephony

/// A caller under virtual time: a whole call takes as long as its steps are computed.
final class VirtualCaller: ScriptCaller {
  private var live: LiveCall
  private var line: ScriptedLine
  private var log: CallLog
  private let clock: VirtualClock
  private let incoming: IncomingCall
  private let firstLanguage: Language
  private(set) var now: Moment = 0
  /// Phrases before this one are passed over.
  private(set) var passed = 0

  /// Begins a call.
  init(
    _ incoming: IncomingCall, language: Language, following script: Script<VoicePortal>,
    store: any MailboxStore, token: CallToken, clock: VirtualClock, transfers: TransferAnswer
  ) {
    live = LiveCall(
      incoming, language: language, following: script, store: store, token: token,
      keepsJournal: true)
    line = ScriptedLine(depot: store.takes)
    line.transfers = transfers
    log = CallLog(incoming)
    (self.clock, self.incoming, firstLanguage) = (clock, incoming, language)
    tell(.began)
    settle()
  }

  var transfers: TransferAnswer {
    get { line.transfers }
    set { line.transfers = newValue }
  }

  var language: Language? { line.language }

  var acts: [PortalAct] { line.acts }

  /// Every phrase that has begun.
  var heard: [ScriptedLine.Heard] { line.heard }

  /// Whether the caller is being recorded.
  var isRecording: Bool { line.isRecording }

  var isOn: Bool { !live.isOver && !line.isCallerGone }

  var transcript: [String] { log.lines(journal: live.journal) }

  var journal: JournalText? {
    live.journal.map { JournalText(incoming, language: firstLanguage, entries: $0.entries) }
  }

  func hear(_ pattern: PhrasePattern) throws(StepFailure) {
    let first = passed
    repeat {
      if let place = line.heard[passed...].firstIndex(where: { pattern.matches($0.phrase) }) {
        passed = place + 1
        return
      }
    } while goesOnByItself && happen()
    let names = line.heard[first...].map(\.phrase.description)
    let heard = names.isEmpty ? "nothing was heard" : "heard " + names.joined(separator: ", ")
    throw StepFailure("\(heard); then the call \(state)")
  }

  func hearNothing(for time: Moment) throws(StepFailure) {
    try beOn()
    letSpeechEnd()
    let count = line.heard.count
    let end = now + time
    while line.heard.count == count, live.isOver == false, happen(before: end) {}
    if line.heard.count > count {
      throw StepFailure(
        "heard \(line.heard[count...].map(\.phrase.description).joined(separator: ", "))")
    }
    try beOn()
  }

  /// The tones `A` to `D` are what no line passes on to a call.
  func press(_ keys: [Character]) throws(StepFailure) {
    for digit in keys.compactMap(Digit.init) {
      try beOn()
      passed = line.heard.count
      log.key(digit, entry: live.journal?.entries.count ?? 0, at: now)
      tell(.key(digit))
    }
    settle()
  }

  func speak(_ speech: CallerSpeech) throws(StepFailure) {
    while goesOnByItself || line.isTone, happen() {}
    guard line.isRecording else { throw StepFailure("the call \(state)") }
    let end = now + Moment(speech.count / 8)
    log.note("the caller speaks for \(seconds(end - now))", at: now)
    line.voice = speech
    while line.isRecording, !line.voice.isEmpty, happen(upTo: end) {}
    line.voice = .none
  }

  func wait(_ time: Moment) throws(StepFailure) {
    try beOn()
    letSpeechEnd()
    try beOn()
    let end = now + time
    while happen(upTo: end) {}
  }

  func listen(_ time: Moment) throws(StepFailure) {
    try beOn()
    let end = now + time
    while happen(upTo: end) {}
  }

  func hangUp() throws(StepFailure) {
    try beOn()
    line.isCallerGone = true
    log.note("the caller hangs up", at: now)
    tell(.hungUp)
    settle()
    while !live.isOver, happen() {}
  }

  func nextAct() throws(StepFailure) -> PortalAct {
    while line.acts.isEmpty, goesOnByItself, happen() {}
    guard !line.acts.isEmpty else { throw StepFailure("the call \(state)") }
    return line.acts.removeFirst()
  }
}

// MARK: - Time

extension VirtualCaller {
  /// Whether something is being said.
  var isSpeaking: Bool {
    if case .speaking = live.call.phase { true } else { false }
  }

  /// Whether the portal speaks, or lets the phone ring before it will.
  private var goesOnByItself: Bool { isSpeaking || live.call.phase == .waiting }

  private func letSpeechEnd() {
    while isSpeaking || line.isTone, happen() {}
  }

  private func tell(_ event: Event<VoicePortal>) {
    let count = line.acts.count
    live.tell(event, at: now, on: &line)
    log.take(line.heard)
    for act in line.acts.dropFirst(count) { log.note(act.description, at: now) }
  }

  /// Tells the call what the line and the store have for it.
  private func settle() {
    while !line.events.isEmpty { tell(line.events.removeFirst()) }
  }

  /// Lets the next thing happen.
  /// - Parameters:
  ///   - end: Not later than this; a thing at this very moment still happens.
  ///   - limit: Before this.
  /// - Returns: `false` if nothing more will happen until then, which is then the time of now.
  private func happen(upTo end: Moment? = nil, before limit: Moment? = nil) -> Bool {
    let last = end ?? limit.map { $0 - 1 }
    let changes = [line.nextChange.map { now + $0 }, live.call.deadline.map { max(now, $0) }]
    guard !live.isOver, let next = changes.compactMap(\.self).min(), next <= last ?? next else {
      if let stop = end ?? limit { pass(to: stop) }
      return false
    }
    pass(to: next)
    settle()
    if let deadline = live.call.deadline, now >= deadline { tell(.clock) }
    settle()
    return true
  }

  private func pass(to moment: Moment) {
    clock.advance(by: moment - now)
    line.pass(moment - now)
    log.take(line.heard)
    now = moment
  }

  private func beOn() throws(StepFailure) {
    if live.isOver { throw StepFailure("the call \(state)") }
  }

  private var state: String {
    let place = name(of: live.call.place)
    return switch live.call.phase {
    case .ringing: "was not answered yet"
    case .waiting: "was ringing"
    case .speaking: "spoke at \(place)"
    case .listening: "waited for the caller at \(place)"
    case .paused: "was paused at \(place)"
    case .fetching: "waited for the store at \(place)"
    case .recording, .stopping: "recorded at \(place)"
    case .transferring: "waited for the transfer at \(place)"
    case .ended: line.isCallerGone ? "was over: the caller had hung up" : "was over at \(place)"
    }
  }
}
