import CallFlow
import Foundation
import Mailbox
import Operations
import Portal
import SoundCardLine
import Store
import Synchronization
import Telephony
import TerminalLine

/// A sound card of a server, on a thread of its own.
final class SoundCardThread: Sendable {
  private let mustEnd = Mutex(false)
  private let ended = DispatchSemaphore(value: 0)

  /// Opens the card and begins to take its calls.
  init(
    _ configuration: SoundCardConfiguration, company: Company, script: Script<VoicePortal>,
    language: Language, store: SQLiteStore, voice: Voice,
    log: Log
  ) throws {
    let parties = try PartyNames(company, in: store.accounts)
    let incoming = IncomingCall(
      from: parties.signalled(configuration.number ?? "withheld"), trust: configuration.trust,
      to: parties.signalled(configuration.to))
    let devices = SoundCardOption.devices(
      playback: configuration.device, capture: configuration.capture)
    Thread.detachNewThread { [self] in
      let card = SoundCard(devices, ringLevelDB: Double(configuration.ringLevel))
      let service = SoundCardService(
        card, incoming: incoming, answer: configuration.answer, language: language,
        following: script, store: store, voice: voice, log: log)
      service.run(mustEnd: { mustEnd.withLock { $0 } })
      SoundCardOption.close(card)
      ended.signal()
    }
  }

  /// Lets the call that is on end in order, and takes no more.
  func stop() { mustEnd.withLock { $0 = true } }

  /// Waits until the card is closed; ``stop()`` comes first.
  func wait() {
    stop()
    ended.wait()
    ended.signal()
  }
}
