import Audio
import CallFlow
import Foundation
import Mailbox
import Portal
import ScriptLine
import Store
import Telephony

/// A portal in this program for one script, called by telephones that go as fast as they can: what
/// it says is really played, sample by sample, through G.711.
final class LoopPortal: ScriptPortal {
  /// Accounts can be put in before the portal is opened in any case.
  var store: (any MailboxStore)? { flow == nil || showsMailboxes ? mailboxes : nil }
  var mails: [ScriptMail]? { nil }
  private let mailboxes: any MailboxStore
  private let showsMailboxes: Bool
  private let clock = VirtualClock()
  private let prompts: String
  private let law: G711
  private let speaks: Language?
  private let hasOwnClock: Bool
  private var flow = Script<VoicePortal>?.none
  private var language = Language.en
  private var calls: UInt64 = 0

  /// - Parameters:
  ///   - speaks: A language that it speaks whatever it should.
  ///   - hasOwnClock: Whether days can pass.
  init(
    prompts: String, law: G711 = .aLaw, showsMailboxes: Bool = true, speaks: Language? = nil,
    hasOwnClock: Bool = true
  ) throws {
    // Another time of day than that of scripts, as on a real line.
    clock.advance(by: 5 * 3_600_000 + 17 * 60_000)
    let memory = Mailboxes(now: { [clock] in clock.now })
    memory.sendsMail = true
    (mailboxes, self.prompts, self.law, self.speaks) = (memory, prompts, law, speaks)
    (self.showsMailboxes, self.hasOwnClock) = (showsMailboxes, hasOwnClock)
  }

  func open(layout: String?, language: Language) throws {
    let layout =
      try layout.map { try Layouts.named($0) { try String(contentsOfFile: $0, encoding: .utf8) } }
      ?? Layout()
    flow = try Script(layout: layout)
    self.language = language
  }

  func later(_ time: Moment) throws {
    guard hasOwnClock else { throw TestCallerLimit("its clock cannot be moved") }
    clock.advance(by: time)
  }

  func telephone() throws -> any TestCaller {
    guard let flow else { throw TestCallerLimit("the portal was not opened") }
    calls += 1
    return LoopTestCaller(
      store: mailboxes, voice: try Voice(prompts: [prompts], store: mailboxes), flow: flow,
      language: language, speaks: speaks, clock: clock, token: CallToken(calls), law: law)
  }

  func close() {}
}

/// A telephone that carries the portal's call with it.
final class LoopTestCaller: TestCaller {
  var transfers = TransferAnswer.connect
  private(set) var now: Moment = 0
  private let store: any MailboxStore
  private let flow: Script<VoicePortal>
  private let language: Language
  private let clock: VirtualClock
  private let token: CallToken
  private let law: G711
  private var line: LoopLine
  private var live: LiveCall?
  private var events: [TestCallerEvent] = []
  private var samples: [Int16] = []
  private var voice: ArraySlice<Int16> = []
  /// Keys, and when the next goes down.
  private var keys: [Character] = []
  private var keyTime: Moment = 0

  init(
    store: any MailboxStore, voice: Voice, flow: Script<VoicePortal>, language: Language,
    speaks: Language?, clock: VirtualClock, token: CallToken, law: G711
  ) {
    (self.store, self.flow, self.language, self.clock) = (store, flow, language, clock)
    (self.token, self.law) = (token, law)
    line = LoopLine(voice: voice, depot: store.takes, speaks: speaks)
  }

  func call(_ call: IncomingCall) throws(TestCallerLimit) {
    live = LiveCall(call, language: language, following: flow, store: store, token: token)
    tell(.began)
  }

  func nextEvent() -> TestCallerEvent? { events.isEmpty ? nil : events.removeFirst() }

  func heard() -> [Int16] {
    defer { samples = [] }
    return samples
  }

  func press(_ keys: [Character]) {
    if self.keys.isEmpty { keyTime = max(now, keyTime) }
    self.keys += keys
  }

  func speak(_ samples: [Int16]) { voice = samples[...] }

  var isBusy: Bool { !keys.isEmpty || keyTime > now || !voice.isEmpty }

  func hangUp() {
    line.isCallerGone = true
    line.hush()
    tell(.hungUp)
  }

  func wait(_ time: Moment) {
    for _ in 0..<max(1, time / 20) { pass() }
  }

  /// 20 ms.
  private func pass() {
    now += 20
    clock.advance(by: 20)
    if !keys.isEmpty, keyTime < now {
      keyTime += 160
      if let digit = Digit(keys.removeFirst()) { tell(.key(digit)) }
    }
    let spoken = Array(voice.prefix(160))
    voice = voice.dropFirst(160)
    let played = line.pass(hearing: spoken + Array(repeating: 0, count: 160 - spoken.count))
    if line.isAnswered { samples += played.map { law.decode(law.encode($0)) } }
    settle()
    if let deadline = live?.call.deadline, deadline <= now { tell(.clock) }
  }

  private func settle() {
    while !line.events.isEmpty { tell(line.events.removeFirst()) }
  }

  private func tell(_ event: Event<VoicePortal>) {
    line.transfers = transfers
    let wasAnswered = line.isAnswered
    live?.tell(event, at: now, on: &line)
    if line.isAnswered, !wasAnswered { events.append(.answered) }
    events += line.acts.map { .act($0) }
    line.acts = []
    settle()
  }
}

/// The line of such a call.
private struct LoopLine: Line {
  var events: [Event<VoicePortal>] = []
  var acts: [PortalAct] = []
  var transfers = TransferAnswer.connect
  var isCallerGone = false
  private(set) var isAnswered = false
  private let voice: Voice
  private let depot: any RecordingStore
  private let speaks: Language?
  private var saying: (ticket: Ticket, playback: Playback, samples: [Int16])?
  private var recording: (ticket: Ticket, recorder: Recorder, tone: ArraySlice<Int16>)?
  private var isConnected = false

  init(voice: Voice, depot: any RecordingStore, speaks: Language?) {
    (self.voice, self.depot, self.speaks) = (voice, depot, speaks)
  }

  /// What is played in the next 20 ms.
  mutating func pass(hearing caller: [Int16]) -> [Int16] {
    if var now = saying {
      let range = now.playback.advance(by: 20)
      saying = now
      let played = Array(now.samples[(range.lowerBound * 8)..<(range.upperBound * 8)])
      if now.playback.isAtEnd, !now.playback.isPaused {
        saying = nil
        events.append(.spoken(now.ticket))
      }
      return played + Array(repeating: 0, count: 160 - played.count)
    }
    guard let now = recording else { return Array(repeating: 0, count: 160) }
    if !now.tone.isEmpty {
      recording?.tone = now.tone.dropFirst(160)
      return Array(now.tone.prefix(160))
    }
    if let ending = now.recorder.append(caller) { endRecording(ending) }
    return Array(repeating: 0, count: 160)
  }

  private mutating func endRecording(_ ending: FinishedRecording.Ending) {
    guard let recording else { return }
    self.recording = nil
    events.append(.recorded(recording.ticket, recording.recorder.finish(ending)))
  }

  mutating func answer() { isAnswered = true }

  mutating func say(_ ticket: Ticket, _ phrases: [Phrase], in locale: SpeechLocale) {
    let locale = SpeechLocale(speaks ?? locale.language, home: locale.home)
    var parts = Spoken.parts(of: phrases, in: locale)
    var samples: [Int16] = []
    for index in parts.indices {
      let sound = voice.samples(of: parts[index].piece, in: locale.language)
      parts[index].milliseconds = sound.count / 8
      samples += sound
    }
    saying = (ticket, Playback(parts), samples)
  }

  mutating func hush() { saying = nil }

  mutating func transport(_ transport: Transport) { saying?.playback.move(transport) }

  mutating func record(
    _ ticket: Ticket, _ order: RecordingOrder, into destination: RecordingDestination
  ) {
    let recorder = Recorder(into: destination, of: depot, longestSeconds: order.longestSeconds)
    recording = (ticket, recorder, Tone.beep[...])
  }

  mutating func stopRecording() { endRecording(isCallerGone ? .hangUp : .key) }

  mutating func transfer(_ ticket: Ticket, to number: String, by mailbox: String?) {
    isConnected = transfers == .connect
    acts.append(.transferred(to: number, isConnected: isConnected))
    switch transfers {
    case .connect: events.append(.transferred(ticket, true))
    case .fail: events.append(.transferred(ticket, false))
    case .ring: break
    }
  }

  mutating func refuse(_ reason: Phrase, in language: Language) {
    acts.append(.refused(Refusal(reason)))
  }

  mutating func hangUp() { if !isConnected { acts.append(.ended) } }
}
