public import CallFlow
import Foundation
public import Mailbox
public import Operations
public import Portal
public import Store
import Synchronization
public import Telephony

/// Takes the calls of a sound card, one after the other.
public struct SoundCardService: Sendable {
  /// When a call begins.
  public enum Answer: String, CaseIterable, Sendable {
    /// When the sound is loud for 0.1 s: somebody speaks, presses a key, or a bell rings.
    case loudness
    /// As soon as the device is there, and again a moment after each call.
    case atOnce = "at-once"
  }

  private let card: SoundCard
  private let incoming: IncomingCall
  private let answer: Answer
  private let language: Language
  private let script: Script<VoicePortal>
  private let store: any MailboxStore
  private let voice: Voice
  private let line: String
  private let registry: CallRegistry
  private let readiness: SoundCardReadiness
  private let log: Log

  /// - Parameters:
  ///   - incoming: Who calls whom on this line, as it is set in the configuration (requirement C6).
  ///   - language: Spoken before a mailbox is known.
  ///   - line: Its name in records of calls: `sound-card 1`.
  ///   - registry: Is told of every call.
  ///   - readiness: Is told when the card is lost, and when it is there.
  public init(
    _ card: SoundCard, incoming: IncomingCall, answer: Answer, language: Language,
    following script: Script<VoicePortal>, store: any MailboxStore, voice: Voice,
    line: String, registry: CallRegistry, readiness: SoundCardReadiness = SoundCardReadiness(),
    log: Log
  ) {
    self.card = card
    self.incoming = incoming
    self.answer = answer
    self.language = language
    self.script = script
    self.store = store
    self.voice = voice
    (self.line, self.registry, self.readiness) = (line, registry, readiness)
    self.log = log
  }

  /// Takes calls until it is told to end; the call that is then on ends in order.
  /// - Parameter mustEnd: Asked several times a second.
  public func run(mustEnd: () -> Bool) {
    var isReady = false
    var calls = 0
    while !mustEnd() {
      guard waitForCall(&isReady, mustEnd: mustEnd) else { return }
      calls += 1
      let call = takeCall(calls, mustEnd: mustEnd)
      if let loss = call.loss {
        isReady = false
        readiness.note(loss)
      } else {
        rest(&isReady, mustEnd: mustEnd)
      }
    }
  }

  private func takeCall(_ number: Int, mustEnd: () -> Bool) -> SoundCardCall {
    readiness.note(calls: 1)
    defer { readiness.note(calls: 0) }
    let token = CallToken(.random(in: 1 ... .max))
    let isEnded = SharedFlag()
    let beginning = registry.begin(
      token, line: line, incoming: incoming, language: language, hangUp: { isEnded.raise() })
    var call = SoundCardCall(
      LiveCall(
        incoming, language: language, following: script, store: store, token: token,
        keepsJournal: true, registry: registry, log: log),
      on: card, voice: voice, depot: store.takes, wait: { card.wait(milliseconds: $0) })
    log.info("Call \(number) began.", call: token.name)
    call.run(mustEnd: mustEnd, isEndedByOperator: { isEnded.isRaised })
    let record = call.live.record(beginning)
    registry.end(record)
    log.write(record)
    return call
  }

  /// - Returns: `false` when it is to end.
  private func waitForCall(_ isReady: inout Bool, mustEnd: () -> Bool) -> Bool {
    while !mustEnd() {
      if isReady, answer == .atOnce { return true }
      if isReady { card.listenForRing() }
      card.wait(milliseconds: 200)
      while let event = card.nextEvent() {
        if event == .rang { return true }
        note(event, &isReady)
      }
    }
    return false
  }

  /// The last words and their echo must not ring.
  private func rest(_ isReady: inout Bool, mustEnd: () -> Bool) {
    for _ in 0..<5 where !mustEnd() { Thread.sleep(forTimeInterval: 0.2) }
    while let event = card.nextEvent() { note(event, &isReady) }
  }

  private func note(_ event: SoundDevicePhoneEvent, _ isReady: inout Bool) {
    switch event {
    case .ready:
      isReady = true
      readiness.note(nil)
      log.info("The line is ready.")
    case .lost(let reason):
      isReady = false
      readiness.note(reason)
      log.warning(reason)
    case .rang, .key: break
    }
  }
}

/// Whether a sound card is there, and on a call, for who asks on another thread.
public final class SoundCardReadiness: Sendable {
  private let reason = Mutex<String?>("The sound card is not open yet.")
  private let callsOn = Atomic(0)

  /// It is not open yet.
  public init() {}

  /// Why there is none; `nil` if it is there.
  public var fault: String? { reason.withLock { $0 } }

  /// How many calls are on: 0 or 1.
  public var calls: Int { callsOn.load(ordering: .relaxed) }

  func note(_ fault: String?) { reason.withLock { $0 = fault } }

  func note(calls: Int) { callsOn.store(calls, ordering: .relaxed) }
}

/// Tells a thread something once.
private final class SharedFlag: Sendable {
  private let flag = Atomic(false)
  var isRaised: Bool { flag.load(ordering: .relaxed) }
  func raise() { flag.store(true, ordering: .relaxed) }
}
