public import CallFlow
import Foundation
public import Mailbox
public import Operations
public import Portal
public import Store
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
  private let log: Log

  /// - Parameters:
  ///   - incoming: Who calls whom on this line, as it is set in the configuration (requirement C6).
  ///   - language: Spoken before a mailbox is known.
  public init(
    _ card: SoundCard, incoming: IncomingCall, answer: Answer, language: Language,
    following script: Script<VoicePortal>, store: any MailboxStore, voice: Voice,
    log: Log
  ) {
    self.card = card
    self.incoming = incoming
    self.answer = answer
    self.language = language
    self.script = script
    self.store = store
    self.voice = voice
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
      var call = SoundCardCall(
        LiveCall(
          incoming, language: language, following: script, store: store,
          token: CallToken(.random(in: 1 ... .max))),
        on: card, voice: voice, depot: store.takes, wait: { card.wait(milliseconds: $0) })
      log.info("Call \(calls) began.", call: call.live.name)
      call.run(mustEnd: mustEnd)
      log.info("Call \(calls) ended: \(call.lastWords)", call: call.live.name)
      log.counters.add(.calls)
      if call.loss != nil {
        isReady = false
      } else {
        rest(&isReady, mustEnd: mustEnd)
      }
    }
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

  private func note(_ event: HandsetEvent, _ isReady: inout Bool) {
    switch event {
    case .ready:
      isReady = true
      log.info("The line is ready.")
    case .lost(let reason):
      isReady = false
      log.warning(reason)
    case .rang, .key: break
    }
  }
}
