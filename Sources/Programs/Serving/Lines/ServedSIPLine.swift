import CallFlow
import Configuration
import Mailbox
import Media
import Operations
import Portal
import RTP
import SIP
import SIPLine
import Secrecy
import Signalling
import Store
import Synchronization
import Telephony

/// A SIP line of a server, as its configuration says.
final class ServedSIPLine: Service {
  typealias Configuration = ServedConfiguration

  /// Its thread of calls is stuck when it has not come back for so long.
  private static let longestTurnMilliseconds: Int64 = 5_000

  /// `sip 1`.
  let name: String
  private let place: Int
  private let signalling: LibreSignalling
  private let service: SIPService
  private let log: Log
  private let bindings: BindingFile
  /// How many registrations the configuration had when it was last followed.
  private let registrations: Mutex<Int>
  private let served: ServedConfiguration
  private let nonceSecret: String?

  /// The line at a place among the SIP lines, from 0.
  /// - Throws: ``MediaError`` with the address and the reason.
  init(
    _ place: Int, _ served: ServedConfiguration, store: Mailboxes, voice: Voice,
    bindings: BindingFile, registry: CallRegistry, log: Log
  ) throws {
    (self.place, self.served, self.log) = (place, served, log)
    name = "sip \(place + 1)"
    let configuration = served.configuration.sipLines[place]
    let company = served.company(named: configuration.company)
    self.bindings = bindings
    registrations = Mutex(configuration.registrations.count)
    var options = configuration.signallingOptions
    nonceSecret = store.sharedKey(for: "nonces")
    options.nonceSecret = nonceSecret
    options.rememberedBindings = bindings.read()
    options.rememberBindings = { bindings.write($0) }
    signalling = LibreSignalling(options)
    service = SIPService(
      signalling, try MediaEngine(configuration.mediaOptions),
      settings: configuration.settings(served),
      messageWaiting: configuration.messageWaiting(company), tellsSystems: !store.isShared,
      store: store, voice: voice,
      line: name, registry: registry, log: log)
  }

  /// Binds its addresses and begins to take calls.
  /// - Throws: ``SignallingError`` with the address and the reason.
  func start() throws {
    let addresses: [TransportAddress]
    do {
      addresses = try service.start()
    } catch {
      service.stop()
      throw error
    }
    register(served.configuration.sipLines[place])
    let company = served.company(named: served.configuration.sipLines[place].company)
    let places = addresses.map(\.description).joined(separator: ", ")
    log.info("Ready: SIP on \(places); the portal's number is \(company.portalNumber).")
  }

  var calls: Int { service.calls }

  /// Calls that begin after this follow the changed configuration.
  func apply(_ new: ServedConfiguration) {
    let configuration = new.configuration.sipLines[place]
    var options = configuration.signallingOptions
    options.nonceSecret = nonceSecret
    options.rememberBindings = { [bindings] in bindings.write($0) }
    signalling.perform(.follow(options))
    register(configuration)
    service.follow(
      configuration.settings(new),
      messageWaiting: configuration.messageWaiting(new.company(named: configuration.company)))
  }

  /// Whether other systems are told from here of waiting messages: of several nodes one does that.
  func tellSystems(_ tellsSystems: Bool) { service.tellSystems(tellsSystems) }

  /// Refuses new calls from now on.
  func drain() { service.drain(retryAfterSeconds: 120) }

  /// Ends the calls that are still on, keeps what was recorded, and lets go of the addresses.
  func stop() {
    service.stop()
    bindings.close()
  }

  /// Registers where the configuration says, and ends what it says no more.
  private func register(_ configuration: SIPLineConfiguration) {
    let wanted = configuration.registrations
    for (number, registration) in wanted.enumerated() {
      signalling.perform(
        .register(RegistrationID(UInt64(number + 1)), registration.registration))
    }
    let before = registrations.withLock { count in
      defer { count = wanted.count }
      return count
    }
    for number in wanted.count..<max(wanted.count, before) {
      signalling.perform(.unregister(RegistrationID(UInt64(number + 1))))
    }
  }

  var health: Health {
    let stalled = service.load.milliseconds
    if stalled > Self.longestTurnMilliseconds {
      return .failed("Its thread of calls is stuck since \(stalled / 1_000) s.")
    }
    for case .failed(let reason, _) in service.registered.own {
      return .limited("A registration failed: \(reason)")
    }
    return .good
  }

  /// What it shows of itself in metrics.
  var figures: LineFigures {
    let registered = service.registered
    var figures = LineFigures(waiting: service.load.waiting, media: service.counters)
    figures.devices = registered.devices
    figures.backlog = service.backlog
    for reason in SignallingRefusals.Reason.allCases {
      figures.refused[reason] = signalling.refusals[reason]
    }
    for state in registered.own {
      switch state {
      case .registered: figures.registered += 1
      case .failed: figures.unregistered += 1
      case .ended: break
      }
    }
    return figures
  }
}

/// What a SIP line shows of itself.
struct LineFigures {
  /// What waits for the thread of the calls.
  var waiting: Int
  var media: MediaCounters
  /// What else waits; see ``SIPService/backlog``.
  var backlog = (indications: 0, reading: 0, soundSeconds: 0.0)
  /// What its signalling has refused.
  var refused: [SignallingRefusals.Reason: Int] = [:]
  /// Devices that are registered here.
  var devices = 0
  /// Our registrations at others that stand, and that failed.
  var registered = 0
  var unregistered = 0
}

extension SIPLineConfiguration {
  fileprivate var signallingOptions: SignallingOptions {
    var options = SignallingOptions(addresses: listen.map(\.transportAddress))
    options.certificatePath = certificate
    options.verifiesPeers = checksCertificates
    options.devices = devices.map { Credentials(user: $0.user, password: $0.password.revealed) }
    options.realm = realm
    options.mostCalls = calls.most
    options.mostConnections = connections.most
    options.mostConnectionsPerSource = connections.perSource
    options.requestsPerSecond = calls.perSourcePerSecond
    options.requestBurst = 4 * calls.perSourcePerSecond
    options.isTrusted = trusted
    options.isUnlimited = isUnlimited
    return options
  }

  fileprivate var mediaOptions: MediaOptions {
    var options = MediaOptions(address: mediaSocketAddress, ports: media.ports)
    options.silenceSeconds = media.timeoutSeconds
    options.answerPauseMilliseconds = media.answerPauseMilliseconds
    options.threads = media.threads
    return options
  }

  /// Where sound is taken: a line that listens by IPv4 and IPv6 takes both, unless an address is set.
  private var mediaSocketAddress: String {
    let families = Set(listen.map { $0.address.contains(":") })
    return media.address ?? (families.count == 2 ? "::" : listen.first?.address ?? "0.0.0.0")
  }

  fileprivate func settings(_ served: ServedConfiguration) -> SIPLineSettings {
    var settings = SIPLineSettings(script: served.script)
    let language = served.language(ofLineOf: company)
    settings.company = company.map { served.company(named: $0).id }
    settings.language = language.language
    settings.isLanguageFixed = language.isFixed
    settings.isTrusted = trusted
    settings.isShared = { [trusted, isUnlimited] in trusted($0) || isUnlimited($0.address) }
    settings.keySource = { [peers] source in
      peers.first { $0.range.contains(source.address) }?.keys ?? .auto
    }
    settings.transferMethod = { [peers] source in
      peers.first { $0.range.contains(source.address) }?.transfer ?? .refer
    }
    settings.credentials = registrations.first?.registration.credentials
    settings.numbersOfDevices = numbersOfDevices
    settings.route = route
    settings.ownNames = Set(registrations.map(\.address.user))
    settings.dialRules = dialRules
    settings.security =
      switch media.security {
      case .off: .plainOnly
      case .allowed: .allowed
      case .required: .required
      }
    settings.transferSeconds = calls.transferSeconds
    settings.longestSeconds = calls.longestSeconds
    let bound = mediaSocketAddress
    let isWildcard = bound == "0.0.0.0" || bound == "::"
    settings.mediaAddress = publicAddress ?? (isWildcard ? nil : bound)
    settings.takesBothFamilies = bound == "::"
    return settings
  }

  fileprivate func messageWaiting(_ owner: Company) -> MessageWaitingSettings {
    let host = outbound.route?.host ?? publicAddress ?? listen.first?.address ?? "localhost"
    var settings = MessageWaitingSettings(portal: "sip:\(owner.portalNumber)@\(host)")
    settings.company = company == nil ? nil : owner.id
    settings.numbersOfDevices = numbersOfDevices
    settings.targets = outbound.messageWaiting.map { [$0] } ?? []
    settings.isTrusted = trusted
    return settings
  }

  /// The peer's own route, else that of the line.
  private var route: @Sendable (TransportAddress) -> String? {
    let routes = peers.compactMap { peer in peer.route.map { (peer.range, $0.description) } }
    let general = outbound.route?.description
    return { source in routes.first { $0.0.contains(source.address) }?.1 ?? general }
  }

  private var trusted: @Sendable (TransportAddress) -> Bool {
    let ranges = peers.filter(\.isTrusted).map(\.range)
    return { source in ranges.contains { $0.contains(source.address) } }
  }

  private var isUnlimited: @Sendable (String) -> Bool {
    let ranges = peers.filter(\.isUnlimited).map(\.range)
    return { address in ranges.contains { $0.contains(address) } }
  }

  private var numbersOfDevices: [String: String] {
    Dictionary(devices.map { ($0.user, $0.number) }, uniquingKeysWith: { first, _ in first })
  }
}

extension ListenAddress {
  fileprivate var transportAddress: TransportAddress {
    let kind: SignallingTransport =
      switch transport {
      case .udp: .udp
      case .tcp: .tcp
      case .tls: .tls
      }
    return TransportAddress(kind, address, port)
  }
}

extension SIPRegistration {
  fileprivate var registration: Registration {
    Registration(
      registrar: registrar.description, address: address.description,
      credentials: Credentials(user: user, password: password.revealed),
      expiresSeconds: expiresSeconds)
  }
}
