import CallFlow
import Foundation
import Mailbox
import Portal
import Store
import Synchronization
import Telephony
import Testing

@testable import SoundCardLine

/// The company of `Fixtures/Accounts/one-net.json5` in memory, and calls to it through a sound card.
struct TestSystem: Sendable {
  let store = Mailboxes(now: { 1_790_000_000_000 })
  let company: Company
  let voice: Voice
  let script: Script<VoicePortal>

  init() throws {
    let file = try AccountsFile(path: fixtures.path + "/Accounts/one-net.json5")
    company = try file.install(in: store, now: 1_790_000_000_000)
    voice = try Voice(prompts: [root.path + "/Prompts"], store: store)
    script = try Script()
  }

  /// A call that runs on a thread of its own.
  func call(_ incoming: IncomingCall, on card: SoundCard) -> OnThread<CallOutcome> {
    OnThread { [self] mustEnd in
      let live = LiveCall(
        incoming, language: .de, following: script, store: store,
        token: CallToken(.random(in: 1 ... .max)), keepsJournal: true)
      var call = SoundCardCall(
        live, on: card, voice: voice, depot: store.takes, wait: { card.wait(milliseconds: $0) })
      call.run(mustEnd: mustEnd)
      return (call.live.journal?.entries ?? [], call.loss)
    }
  }

  /// The sound of the newest message of a user.
  func newestMessage(of extension: String) throws -> [Int16] {
    let user = try #require(try store.accounts.user(withNumber: `extension`, of: company.id))
    let messages = try store.accounts.messages(of: user.id)
    let part = try #require(messages.max { $0.received < $1.received }?.parts.last)
    guard case .samples(let samples) = try store.audio(part.id) else { return [] }
    return samples
  }
}

/// What came of a call.
typealias CallOutcome = (entries: [Journal<VoicePortal>.Entry], loss: String?)

/// Work on a thread of its own, as a line's call is.
final class OnThread<Outcome: Sendable>: Sendable {
  private let outcome = Mutex<Result<Outcome, any Error>?>(nil)
  private let mustEnd = Atomic(false)
  private let ended = DispatchSemaphore(value: 0)

  /// - Parameter body: Is given a way to ask whether it must end.
  init(_ body: @escaping @Sendable (() -> Bool) throws -> Outcome) {
    let thread = Thread { [self] in
      let result = Result { try body { mustEnd.load(ordering: .relaxed) } }
      outcome.withLock { $0 = result }
      ended.signal()
    }
    thread.start()
  }

  /// Waits for its end, holding up the thread.
  func result(withinSeconds seconds: Int = 60) throws -> Outcome {
    try #require(ended.wait(timeout: .now() + .seconds(seconds)) == .success, "it does not end")
    return try #require(outcome.withLock { $0 }).get()
  }

  /// The caller hangs up, the program is to end.
  func hangUp() { mustEnd.store(true, ordering: .relaxed) }
}

/// What happened in a call, without times: the event and the place after it.
func steps(of entries: [Journal<VoicePortal>.Entry]) -> [String] {
  entries.map { entry in
    let event =
      switch entry.event {
      case .began: "began"
      case .key(let digit): entry.isMasked ? "key" : "key \(digit.character)"
      case .spoken: "spoken"
      case .recorded: "recorded"
      case .fetched: "fetched"
      case .transferred: "transferred"
      case .clock: "clock"
      case .hungUp: "hung up"
      }
    return "\(event) \(entry.place)"
  }
}

extension [Int16] {
  /// Whether these samples are heard in it, and where they end: at least half of their loud tenths
  /// of a second are there, one after the other. Some may be missing where a busy machine was late.
  func end(ofHeard sound: [Int16], from start: Int = 0) -> Int? {
    var place = start
    var (found, wanted) = (0, 0)
    for begin in stride(from: 0, to: sound.count - 800, by: 800) {
      let piece = Array(sound[begin..<begin + 800])
      guard piece.contains(where: { abs(Int($0)) > 1_000 }) else { continue }
      wanted += 1
      // Not further than it can be.
      let limit = found == 0 ? count : Swift.min(count, place + 8_000)
      if let next = Array(self[..<limit]).firstPlace(of: piece, from: place) {
        place = next + 800
        found += 1
      }
    }
    return found > 0 && found * 2 >= wanted ? place : nil
  }
}
