import Foundation
public import Media
public import Operations
import RTP
public import Signalling
public import Store
import Synchronization
public import Telephony
import Threads

/// Takes calls by SIP: puts signalling, sound and the call flow together.
public final class SIPService: Sendable {
  private let loop: CallLoop<CallEvent>
  private let signalling: any Signalling
  private let media: MediaEngine
  private let waiting: MessageWaiting
  private let router: SIPEventRouter
  private let environment: CallEnvironment

  /// A service that has not begun.
  /// - Parameters:
  ///   - tellsSystems: See ``tellSystems(_:)``.
  ///   - line: Its name in records of calls: `sip 1`.
  ///   - registry: Is told of every call.
  ///   - mostWaiting: A call that comes while so much waits for the thread of the calls gets 503.
  ///   - mostReading: So many calls may wait for a recording that is to be read for them.
  public init(
    _ signalling: any Signalling, _ media: MediaEngine, settings: SIPLineSettings,
    messageWaiting: MessageWaitingSettings, tellsSystems: Bool = true,
    store: any MailboxStore, voice: Voice, line: String, registry: CallRegistry, log: Log,
    mostWaiting: Int = 10_000, mostReading: Int = 1_000
  ) {
    self.signalling = signalling
    self.media = media
    waiting = MessageWaiting(
      signalling: signalling, store: store, settings: messageWaiting,
      tellsSystems: tellsSystems, log: log)
    let loop = CallLoop<CallEvent>(limit: mostWaiting)
    let router = SIPEventRouter(signalling, loop, waiting, log)
    (self.loop, self.router) = (loop, router)
    let environment = CallEnvironment(
      signalling: signalling, voice: voice, store: store, loop: loop, log: log,
      registry: registry, line: line,
      readers: CallReaders(named: "sounds", threads: 8, limit: mostReading),
      lookups: CallReaders(
        named: "callers", threads: 4, limit: SIPCallController.mostIdentified),
      openLeg: { invitation, settings, name in
        do throws(MediaError) {
          let dialog = invitation.dialog
          let (sink, keys) = (CaptureSink(), WaitingKeys())
          let stream = try media.open(
            Self.proof(invitation, settings), keys: settings.keySource(invitation.source)
          ) { event in
            if case .captured(let samples) = event { return sink.take(samples) }
            if keys.admit(event) { return loop.post(.media(dialog, event)) }
            log.counters.add(.keysRefused)
            log.warning("A key was left out: too many of its call wait.", call: name)
          }
          let leg = MediaLeg(stream, Self.negotiator(stream, invitation, settings), sink, keys)
          router.add(leg, dialog)
          return leg
        } catch {
          log.warning("The call gets no sound: \(error).", call: name)
          return nil
        }
      },
      connect: { router.connect($0, $1) }, takeBack: { router.add($1, $0) })
    self.environment = environment
    loop.start(named: "calls") { SIPCallController(environment, settings, router) }
  }

  private static func proof(
    _ invitation: Invitation, _ settings: SIPLineSettings
  ) -> AddressProof {
    AddressProof(
      signalling: MediaAddress(invitation.source.address, port: 0),
      isTrusted: settings.isTrusted(invitation.source))
  }

  private static func negotiator(
    _ stream: MediaStream, _ invitation: Invitation, _ settings: SIPLineSettings
  ) -> MediaNegotiator {
    let source = invitation.source.address
    return MediaNegotiator(
      address: settings.mediaAddress ?? localAddress(toward: source) ?? source,
      addressToward: { settings.takesBothFamilies ? localAddress(toward: $0) : nil },
      port: stream.port, sessionID: invitation.dialog.value, policy: settings.security,
      agreesOnEvents: settings.keySource(invitation.source).agreesOnEvents)
  }

  /// Binds the addresses and takes calls from now on.
  /// - Returns: What was bound.
  /// - Throws: ``SignallingError`` with the address and the reason.
  public func start() throws(SignallingError) -> [TransportAddress] {
    let addresses = try signalling.start(router)
    waiting.start()
    return addresses
  }

  /// Calls that begin after this follow other settings.
  public func follow(_ settings: SIPLineSettings, messageWaiting: MessageWaitingSettings) {
    loop.post(.reconfigured(settings))
    waiting.follow(messageWaiting)
  }

  /// Whether other systems are told from here of waiting messages: of several nodes one does that.
  public func tellSystems(_ tellsSystems: Bool) { waiting.tellSystems(tellsSystems) }

  /// New calls get 503 from now on.
  public func drain(retryAfterSeconds: Int) {
    signalling.perform(.refuseNewCalls(retryAfterSeconds: retryAfterSeconds))
  }

  /// How many calls are on.
  public var calls: Int { router.calls.load(ordering: .relaxed) }

  /// How much waits for the thread of the calls, and for how many milliseconds that thread has not
  /// come back for more.
  public var load: (waiting: Int, milliseconds: Int64) { loop.load }

  /// How much else waits: subscriptions and devices for the mailboxes, calls for the sounds that are to
  /// be read for them, and seconds of captured sound for the disk.
  public var backlog: (indications: Int, reading: Int, soundSeconds: Double) {
    (waiting.waiting, environment.readers.waiting, environment.backlog.seconds)
  }

  /// How many devices are registered here, and how our registrations at others stand.
  public var registered: (devices: Int, own: [RegistrationState]) { router.registered }

  /// How the media are getting on.
  public var counters: MediaCounters { media.counters }

  /// Ends calls that are still on as if the callers had hung up, waits until what they left is
  /// with the store, at most ten seconds, and lets go of everything.
  public func stop() {
    waiting.stop()
    loop.post(.endingAll)
    let end = MonotonicTime.milliseconds + 10_000
    while calls > 0, MonotonicTime.milliseconds < end { Thread.sleep(forTimeInterval: 0.02) }
    loop.stop()
    environment.readers.end()
    environment.lookups.end()
    signalling.stop()
    environment.writers.finish()
    media.close()
  }
}
