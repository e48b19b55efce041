import CallFlow
import Mailbox
import Telephony

/// A caller on a real line, in real time. The same script runs on the virtual line beside it, a step
/// ahead: from there the caller knows which phrase a step means, with its numbers and names, and
/// how long it may take; by its recogniser it knows what is really heard.
final class WireCaller: ScriptCaller {
  private let oracle: VirtualCaller
  private let telephone: any TestCaller
  private var recognizer: PromptRecognizer
  private var log: WireLog
  private(set) var acts: [PortalAct] = []
  private var isAnswered = false
  private var clock = StreamClock()
  private var isOver = false
  private var isCallerGone = false
  /// Whether the call went elsewhere unanswered, where nobody is.
  private var isRedirected = false
  /// Why the line broke.
  private var breakdown: String?
  /// What began before this place in the stream is passed over. The first packets of a call may be
  /// lost, so that a clip begins before it.
  private var passed = -8_000
  /// How many samples had come when the last key went down, and when that was.
  private var pressed = -8_000
  private var lastPress: Moment
  /// From when `listens` counts.
  private var base: Moment
  /// Other sound before this place was heard already.
  private var otherFrom = -8_000
  /// Until when the end of what was said has been waited for.
  private var settled: Moment
  /// Tones up to here were waited for.
  private var lastTone = -1

  /// Calls.
  /// - Throws: ``TestCallerLimit`` when the line cannot signal such a call.
  init(
    _ incoming: IncomingCall, oracle: VirtualCaller, on telephone: any TestCaller,
    recognizer: PromptRecognizer
  ) throws(TestCallerLimit) {
    (self.oracle, self.telephone, self.recognizer) = (oracle, telephone, recognizer)
    (lastPress, base, settled) = (telephone.now, telephone.now, telephone.now)
    log = WireLog(incoming, at: telephone.now)
    telephone.transfers = oracle.transfers
    // People write numbers with blanks; no line carries them.
    var call = incoming
    call.from = incoming.from.filter { $0 != " " }
    call.to = incoming.to.filter { $0 != " " }
    try telephone.call(call)
  }

  var transfers: TransferAnswer {
    get { oracle.transfers }
    set {
      oracle.transfers = newValue
      telephone.transfers = newValue
    }
  }

  var language: Language? {
    recognizer.current?.language ?? recognizer.sounds.last { $0.language != nil }?.language
  }

  var isOn: Bool {
    catchUp()
    return !isOver && !isCallerGone
  }

  var transcript: [String] { log.lines(recognizer.sounds, at: time(of:)) }

  /// A line has no account of what the portal thinks.
  var journal: JournalText? { nil }

  func hear(_ pattern: PhrasePattern) throws(StepFailure) {
    let limit = try ahead { () throws(StepFailure) in try oracle.hear(pattern) }
    let phrase = oracle.heard[oracle.passed - 1]
    let expected = ExpectedPhrase(phrase.phrase, in: phrase.locale)
    // Nothing is played of what is only written.
    guard expected.ways.contains(where: { !$0.isEmpty }) else { return }
    var found: ExpectedPhrase.Match?
    let quiet = max(pressed + Int(Self.delay) * 8, otherFrom)
    try wait(
      limit,
      orFail: log.heard(recognizer.sounds, since: passed, else: "nothing was heard")
        + ", but not \(phrase.phrase); \(state)"
    ) {
      found = expected.match(
        in: recognizer.sounds + [recognizer.current].compactMap(\.self), from: passed, quiet: quiet,
        isOver: isOver)
      return found != nil
    }
    guard let found else { return }
    log.note("portal: \(phrase.phrase)", at: time(of: found.start))
    passed = found.start + 800
    otherFrom = found.start + expected.recordingLength
    base = found.isOther ? time(of: found.start) : telephone.now
  }

  func hearNothing(for time: Moment) throws(StepFailure) {
    let start = telephone.now
    let wasSpeaking = oracle.isSpeaking
    let limit = try ahead { () throws(StepFailure) in try oracle.hearNothing(for: time) }
    if wasSpeaking { try letSpeechEnd(limit) }
    let quietFrom = wasSpeaking ? soundEnd : max(start, lastPress + Self.delay)
    while self.time(of: recognizer.count) < quietFrom + time || !isAnswered {
      if !isAnswered, telephone.now >= quietFrom + time { break }
      pause()
      try beOn()
      guard soundEnd <= quietFrom + Self.delay else {
        let sounds = log.heard(recognizer.sounds, since: passed, else: "there was sound")
        throw StepFailure(sounds)
      }
    }
  }

  func press(_ keys: [Character]) throws(StepFailure) {
    _ = try ahead { () throws(StepFailure) in try oracle.press(keys) }
    try wait(Self.leastLimit, orFail: state) {
      isAnswered
    }
    try beOn()
    lastPress = telephone.now + Moment(max(0, keys.count - 1)) * 160
    pressed = recognizer.count
    log.keys(keys, at: telephone.now)
    telephone.press(keys)
    try wait(Moment(keys.count) * 200 + Self.leastLimit, orFail: "the keys could not be sent") {
      if telephone.now <= lastPress { pressed = recognizer.count }
      return !telephone.isBusy
    }
    base = telephone.now
    passed = max(passed, pressed - Self.slack)
    otherFrom = passed
  }

  func speak(_ speech: CallerSpeech) throws(StepFailure) {
    let samples = try speech.whole()
    let isRecorded = oracle.isRecording && lastTone >= passed
    let limit = try ahead { () throws(StepFailure) in try oracle.speak(speech) }
    if !isRecorded {
      try wait(
        limit,
        orFail: log.heard(recognizer.sounds, since: passed, else: "nothing was heard")
          + ", but no tone"
      ) {
        tone != nil
      }
      lastTone = tone?.start ?? lastTone
    }
    log.note("the caller speaks for \(seconds(Moment(samples.count / 8)))", at: telephone.now)
    let start = telephone.now
    telephone.speak(samples)
    // Who is spoken to stops speaking.
    while telephone.isBusy, soundEnd < start + Self.delay, !isOver { pause() }
    telephone.speak([])
    base = telephone.now
  }

  func wait(_ time: Moment) throws(StepFailure) {
    let start = telephone.now
    let wasSpeaking = oracle.isSpeaking
    let limit = try ahead { () throws(StepFailure) in try oracle.wait(time) }
    try beOn()
    if wasSpeaking { try letSpeechEnd(limit) }
    // What is said ends with a moment of silence, which nobody hears as such.
    let end = (wasSpeaking ? soundEnd : start) + time + 400
    while telephone.now < end { pause() }
    base = telephone.now
  }

  func listen(_ time: Moment) throws(StepFailure) {
    _ = try ahead { () throws(StepFailure) in try oracle.listen(time) }
    let end = max(telephone.now, base + time)
    while telephone.now < end { pause() }
    base = telephone.now
  }

  func hangUp() throws(StepFailure) {
    _ = try ahead { () throws(StepFailure) in try oracle.hangUp() }
    try beOn()
    // The last key has to be heard first.
    while telephone.isBusy { telephone.wait(20) }
    telephone.wait(200)
    isCallerGone = true
    log.note("the caller hangs up", at: telephone.now)
    telephone.hangUp()
  }

  func nextAct() throws(StepFailure) -> PortalAct {
    let limit = try ahead { () throws(StepFailure) in _ = try oracle.nextAct() }
    try wait(limit, orFail: state) {
      !acts.isEmpty
    }
    return acts.removeFirst()
  }
}

// MARK: - Time

extension WireCaller {
  /// How long it may take until a sound that was sent is known.
  private static let delay: Moment = 400
  /// A recogniser may hear a sound begin so many samples early.
  private static let slack = 400
  private static let leastLimit: Moment = 15_000

  /// Lets the virtual line go first.
  /// - Returns: How long this line may take.
  private func ahead(_ step: () throws(StepFailure) -> Void) throws(StepFailure) -> Moment {
    let start = oracle.now
    try step()
    return (oracle.now - start) * 2 + Self.leastLimit
  }

  /// Lets a moment pass.
  private func pause() {
    telephone.wait(20)
    catchUp()
  }

  private func catchUp() {
    while let event = telephone.nextEvent() {
      switch event {
      case .ringing: log.note("it rings", at: telephone.now)
      case .answered: isAnswered = true
      case .act(let act):
        guard !isOver else { break }
        acts.append(act)
        log.note(act.description, at: telephone.now)
        if case .transferred(_, false) = act { break }
        isRedirected = !isAnswered && transfers != .connect && act.isTransfer
        end()
      case .failed(let reason):
        breakdown = reason
        end()
      }
    }
    let samples = telephone.heard()
    guard !samples.isEmpty else { return }
    recognizer.take(samples)
    clock.note(count: recognizer.count, at: telephone.now)
  }

  /// The last words are known when silence has followed them.
  private func end() {
    guard !isOver else { return }
    isOver = true
    recognizer.take(telephone.heard())
    recognizer.take(Array(repeating: 0, count: 8_000))
  }

  private func wait(
    _ limit: Moment, orFail reason: @autoclosure () -> String, until isDone: () -> Bool
  ) throws(StepFailure) {
    let last = telephone.now + limit
    catchUp()
    while !isDone() {
      guard telephone.now < last, !isOver, !isCallerGone else {
        throw StepFailure(reason(), isLimit: isRedirected)
      }
      pause()
    }
  }

  /// Waits until what is being said has ended, or nothing is.
  private func letSpeechEnd(_ limit: Moment) throws(StepFailure) {
    let start = telephone.now
    let begins = max(lastPress + Self.delay, settled)
    try wait(limit, orFail: "the portal did not stop speaking") {
      let isQuiet = recognizer.silence > 5_600
      if soundEnd > begins { return isQuiet }
      return isQuiet && telephone.now > start + 3_000
    }
    settled = soundEnd + 100
  }

  private func beOn() throws(StepFailure) {
    catchUp()
    if isOver { throw StepFailure(state) }
  }

  private var tone: HeardSound? {
    recognizer.sounds.last { $0.kind == .tone && $0.start > lastTone && $0.start >= passed }
  }

  /// When the last sound ended.
  private var soundEnd: Moment {
    clock.time(of: recognizer.count - recognizer.silence) ?? .min / 2
  }

  private func time(of place: Int) -> Moment { clock.time(of: place) ?? telephone.now }

  private var state: String {
    if let breakdown { return "the line broke: \(breakdown)" }
    if isRedirected { return "who is redirected before the answer never comes back" }
    if isOver { return "the call was over" }
    return !isAnswered ? "the call was not answered" : "the call was on"
  }
}
