import CallFlow
import Foundation
import Mailbox
import Portal
import Store
import Telephony

/// Random calls, one after the other, over the real flow. After each event it is checked that the
/// call can go on, after each call that nothing was lost.
struct Walk {
  /// What came of a walk.
  struct Result: Sendable {
    var events = 0
    var reached: Set<Place> = []
    /// What went wrong, with the call's number and place.
    var complaints: [String] = []
  }

  let seed: UInt64
  private(set) var result = Result()

  private let script: Script<VoicePortal>
  private let keepsAllJournals: Bool
  private var company: WalkCompany
  private var line: WalkLine
  private var caller: WalkCaller
  private var random: SeededGenerator
  private var calls: UInt64 = 0

  // The state of the call that is going on.
  private var live: LiveCall
  private var incoming = IncomingCall(from: "", trust: .claimed, to: "")
  private var now: Moment = 0
  private var pending: [Digit] = []
  /// Recordings of a caller that are worth keeping, and that she has not given up.
  private var owed: Set<UInt64> = []
  private var isRecordingAgain = false
  private var hasTypedCodeAhead = false
  private var eventsSinceHangUp = 0

  /// - Parameter keepsAllJournals: Keeps a journal of each call and not of every third.
  init(seed: UInt64, _ script: Script<VoicePortal>, keepsAllJournals: Bool = false) throws {
    (self.seed, self.keepsAllJournals) = (seed, keepsAllJournals)
    self.script = script
    random = SeededGenerator(seed: seed)
    company = try WalkCompany()
    caller = WalkCaller(script)
    line = WalkLine(
      random: SeededGenerator(seed: seed &+ 1), troubles: seed % 2 == 1,
      depot: company.store.depot)
    live = LiveCall(
      incoming, language: .en, following: script, store: company.store, token: CallToken(0))
  }

  /// Calls until so many events have happened.
  mutating func run(events limit: Int) throws {
    while result.events < limit && result.complaints.isEmpty { try call() }
  }

  private mutating func call() throws {
    calls += 1
    company.clock.advance(by: random.happens(10) ? 3_600_000 : 60_000)
    if random.happens(5) {
      try company.assign(
        random.pick(["765190", "495028"]), to: random.pick(company.users).id, mustChange: true)
    }
    incoming = company.incoming(&random)
    (now, pending, owed, eventsSinceHangUp) = (0, [], [], 0)
    (isRecordingAgain, hasTypedCodeAhead) = (false, false)
    line.beginCall()
    live = LiveCall(
      incoming, language: .en, following: script, store: company.store, token: CallToken(calls),
      keepsJournal: keepsAllJournals || calls % 3 == 1)
    let longest = Int.random(in: 5..<200, using: &random)
    try tell(.began)
    var count = 0
    while !live.isOver && result.complaints.isEmpty {
      count += 1
      try tell(count > longest && !live.call.isHungUp ? .hungUp : nextEvent())
    }
    checkEnd()
  }
}

// MARK: - What happens next

extension Walk {
  private mutating func nextEvent() -> Event<VoicePortal> {
    if random.happens(1), !live.call.isHungUp { return .hungUp }
    if random.happens(2) { return stale() }
    switch live.call.phase {
    case .ringing: return .began
    case .waiting: return random.happens(50) ? silence() : key()
    case .speaking(let ticket):
      return random.happens(40) && pending.isEmpty ? .spoken(ticket) : key()
    case .listening: return random.happens(4) ? silence() : key()
    case .paused: return random.happens(10) ? silence() : key()
    case .fetching:
      if random.happens(30) { return key() }
      if let (ticket, reply) = line.takeLate() { return .fetched(ticket, reply) }
      return silence()
    case .recording: return random.happens(60) ? recorded() : key()
    case .stopping: return random.happens(10) ? silence() : recorded()
    case .transferring(let ticket):
      return random.happens(80) ? .transferred(ticket, random.happens(30)) : silence()
    case .ended: return .clock
    }
  }

  private mutating func key() -> Event<VoicePortal> {
    let call = live.call
    if pending.isEmpty {
      let mailbox = company.user(calling: incoming)
      pending = caller.types(
        at: call.place, calling: mailbox?.extension.digits,
        passcode: mailbox.flatMap { company.passcodes[$0.id] }, &random)
    }
    guard let digit = pending.first else { return .clock }
    pending.removeFirst()
    now += 200
    return .key(digit)
  }

  private mutating func recorded() -> Event<VoicePortal> {
    guard let (ticket, take) = line.finishRecording() else { return .clock }
    now += Moment(take.milliseconds)
    return .recorded(ticket, take)
  }

  /// Nothing happens until the deadline.
  private mutating func silence() -> Event<VoicePortal> {
    if let deadline = live.call.deadline { now = max(now, deadline) }
    return .clock
  }

  /// What the call no longer waits for.
  private mutating func stale() -> Event<VoicePortal> {
    let ticket = Ticket(10_000)
    let take = FinishedRecording(id: 0, milliseconds: 0, hasSound: false, ending: .failure)
    return random.pick([
      .began, .clock, .spoken(ticket), .fetched(ticket, .done), .transferred(ticket, true),
      .recorded(ticket, take),
    ])
  }
}

// MARK: - What must hold

extension Walk {
  private mutating func tell(_ event: Event<VoicePortal>) throws {
    result.events += 1
    let before = live.call
    note(event, before)
    live.tell(event, at: now, on: &line)
    result.reached.insert(live.call.place)
    for entry in live.journal?.entries.suffix(4) ?? [] { result.reached.insert(entry.place) }
    if let (user, code) = line.newPasscode { company.passcodes[user] = code }
    checkPhase()
    for complaint in line.complaints { complain(complaint) }
  }

  private mutating func note(_ event: Event<VoicePortal>, _ before: Call<VoicePortal>) {
    switch event {
    case .recorded(_, let take):
      let isOurs = line.recording.map { $0.destination.id == take.id } ?? false
      guard isOurs, before.isRecording else { return }
      if take.isWorthKeeping, before.place == .recordDeposit, !isRecordingAgain {
        owed.insert(take.id)
      }
      isRecordingAgain = false
    case .key(let digit):
      // Record again, or cancel: she does not want it any more.
      if digit == .two || digit == .star { owed = [] }
      if digit == .star { isRecordingAgain = true }
      let isRead = before.keysAhead == 0 && before.phase != .ringing && !before.isFetching
      if !(isRead && script[before.place].isSecret) { hasTypedCodeAhead = true }
    case .began, .spoken, .fetched, .transferred, .clock, .hungUp: break
    }
  }

  /// Never stuck: whatever waits has a deadline, or somebody who will answer.
  private mutating func checkPhase() {
    let call = live.call
    switch call.phase {
    case .waiting, .listening, .paused, .fetching, .stopping, .transferring:
      if call.deadline == nil { complain("no deadline") }
    case .speaking(let ticket):
      if line.speaking != ticket { complain("waits for a prompt that is not played") }
    case .recording(let ticket):
      if line.recording?.ticket != ticket { complain("waits for nobody's recording") }
    case .ringing: complain("still ringing")
    case .ended: if call.deadline != nil { complain("a deadline after the end") }
    }
    guard call.isHungUp, !live.isOver else { return }
    eventsSinceHangUp += 1
    if !call.isFetching && !call.isStopping { complain("goes on after hang-up") }
    if eventsSinceHangUp > 60 { complain("does not end after hang-up") }
  }

  private mutating func checkEnd() {
    guard result.complaints.isEmpty else { return }
    let dropped = company.store.depot.dropped
    for take in owed where !line.delivered.contains(take) && dropped.contains(take) {
      complain("take \(take) was lost:\n\(live.journal.map(story) ?? "")")
    }
    guard let journal = live.journal else { return }
    let text = JournalText(incoming, language: .en, entries: journal.entries)
    if let difference = text.replay(following: script) { complain("\(difference)") }
    guard calls % 12 == 1 else { return }
    do {
      let read = try JournalText(text.text)
      if let difference = read.replay(following: script) { complain("as text: \(difference)") }
    } catch {
      complain("\(error)")
    }
    if !hasTypedCodeAhead { checkSecrets(text.text) }
  }

  private mutating func checkSecrets(_ journal: String) {
    for code in company.passcodes.values where journal.contains(code) {
      complain("the journal shows a passcode")
    }
  }

  private mutating func complain(_ what: String) { result.complaints.append(describe(what)) }

  /// The last steps of a call, without the secrets.
  private func story(_ journal: Journal<VoicePortal>) -> String {
    let text = JournalText(incoming, language: .en, entries: journal.entries.suffix(25)).text
    return text.split(separator: "\n").map { $0.prefix(160) }.joined(separator: "\n")
  }

  private func describe(_ what: String) -> String {
    "seed \(seed), call \(calls), event \(result.events), at \(live.call.place) \(live.call.phase): \(what)"
  }
}

extension Call<VoicePortal> {
  fileprivate var isFetching: Bool { if case .fetching = phase { true } else { false } }
  fileprivate var isStopping: Bool { if case .stopping = phase { true } else { false } }
  fileprivate var isRecording: Bool {
    if case .recording = phase { true } else { isStopping }
  }
}
