import CallFlow
import Configuration
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
final class SoundCardThread: Service {
  typealias Configuration = ServedConfiguration

  /// `sound-card 1`.
  let name: String
  private let mustEnd = Mutex(false)
  private let ended = DispatchSemaphore(value: 0)
  private let configuration: SoundCardConfiguration
  private let served: ServedConfiguration
  private let store: Mailboxes
  private let voice: Voice
  private let registry: CallRegistry
  private let log: Log
  private let isReady = SoundCardReadiness()

  /// The card at a place among the sound cards, from 0.
  init(
    _ place: Int, _ served: ServedConfiguration, store: Mailboxes, voice: Voice,
    registry: CallRegistry, log: Log
  ) {
    name = "sound-card \(place + 1)"
    configuration = served.configuration.soundCards[place]
    (self.served, self.store, self.voice) = (served, store, voice)
    (self.registry, self.log) = (registry, log)
  }

  /// Opens the card and begins to take its calls.
  func start() throws {
    let company = served.company(named: configuration.company)
    let parties = try PartyNames(company, in: store.accounts)
    var call = IncomingCall(
      from: parties.signalled(configuration.number ?? "withheld"), trust: configuration.trust,
      to: parties.signalled(configuration.to))
    call.company = configuration.company == nil ? nil : company.id
    let incoming = call
    let devices = SoundCardOption.devices(
      playback: configuration.device, capture: configuration.capture)
    Thread.detachNewThread { [self] in
      let card = SoundCard(
        devices, ringLevelDB: Double(configuration.ringLevel), log: log)
      let service = SoundCardService(
        card, incoming: incoming, answer: configuration.answer,
        language: served.language(ofLineOf: configuration.company).language,
        following: served.script, store: store, voice: voice,
        line: name, registry: registry, readiness: isReady, log: log)
      service.run(mustEnd: { mustEnd.withLock { $0 } })
      SoundCardOption.close(card)
      ended.signal()
    }
  }

  /// Lets the call that is on end in order, and takes no more.
  func drain() { mustEnd.withLock { $0 = true } }

  /// Waits until the card is closed.
  func stop() {
    drain()
    ended.wait()
    ended.signal()
  }

  var calls: Int { isReady.calls }

  var health: Health { isReady.fault.map { .limited($0) } ?? .good }
}
