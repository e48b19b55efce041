import CallFlow
import Mailbox
import Media
import Operations
import Portal
import RTP
import SIP
import SIPLine
import Signalling
import Store
import Synchronization
import Telephony

/// A SIP line of a server, as its configuration says.
final class ServedSIPLine {
  /// What was bound.
  let addresses: [TransportAddress]
  private let signalling: LibreSignalling
  private let service: SIPService
  private let portal: String
  private let bindings: BindingFile
  private var registrations: Int

  /// Binds its addresses and begins to take calls.
  /// - Throws: ``SignallingError`` or ``MediaError`` with the place and the reason.
  init(
    _ configuration: SIPLineConfiguration, portal: String, script: Script<VoicePortal>,
    language: FirstLanguage, store: SQLiteStore, voice: Voice, bindings: BindingFile,
    log: Log
  ) throws {
    (self.portal, self.bindings) = (portal, bindings)
    registrations = configuration.registrations.count
    var options = configuration.signallingOptions
    options.rememberedBindings = bindings.read()
    options.rememberBindings = { bindings.write($0) }
    signalling = LibreSignalling(options)
    let service = SIPService(
      signalling, try MediaEngine(configuration.mediaOptions),
      settings: configuration.settings(script: script, language: language),
      messageWaiting: configuration.messageWaiting(portal: portal), store: store, voice: voice,
      log: log)
    self.service = service
    do {
      addresses = try service.start()
    } catch {
      service.stop()
      throw error
    }
    register(configuration)
    let places = addresses.map(\.description).joined(separator: ", ")
    log.info("Ready: SIP on \(places); the portal's number is \(portal).")
  }

  /// How many calls are on.
  var calls: Int { service.calls }

  /// Calls that begin after this follow the changed configuration.
  func follow(
    _ configuration: SIPLineConfiguration, script: Script<VoicePortal>, language: FirstLanguage
  ) throws {
    var options = configuration.signallingOptions
    options.rememberBindings = { [bindings] in bindings.write($0) }
    signalling.perform(.follow(options))
    register(configuration)
    service.follow(
      configuration.settings(script: script, language: language),
      messageWaiting: configuration.messageWaiting(portal: portal))
  }

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
    for number in wanted.count..<max(wanted.count, registrations) {
      signalling.perform(.unregister(RegistrationID(UInt64(number + 1))))
    }
    registrations = wanted.count
  }
}

/// What is spoken before a mailbox is known.
struct FirstLanguage {
  var language: Language
  /// Whether the configuration says it; else each company has its own.
  var isFixed: Bool
}

extension SIPLineConfiguration {
  fileprivate var signallingOptions: SignallingOptions {
    var options = SignallingOptions(addresses: listen.map(\.transportAddress))
    options.certificatePath = certificate
    options.verifiesPeers = checksCertificates
    options.devices = devices.map { Credentials(user: $0.user, password: $0.password.text) }
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
    let own = media.address ?? listen.first?.address ?? "0.0.0.0"
    var options = MediaOptions(address: own, ports: media.ports)
    options.silenceSeconds = media.timeoutSeconds
    return options
  }

  fileprivate func settings(
    script: Script<VoicePortal>, language: FirstLanguage
  ) -> SIPLineSettings {
    var settings = SIPLineSettings(script: script)
    settings.language = language.language
    settings.isLanguageFixed = language.isFixed
    settings.isTrusted = trusted
    settings.isShared = { [trusted, isUnlimited] in trusted($0) || isUnlimited($0.address) }
    settings.keySource = { [peers] source in
      peers.first { $0.range.contains(source.address) }?.keys ?? .auto
    }
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
    let bound = media.address ?? listen.first?.address
    let isWildcard = bound == "0.0.0.0" || bound == "::"
    settings.mediaAddress = publicAddress ?? (isWildcard ? nil : bound)
    return settings
  }

  fileprivate func messageWaiting(portal: String) -> MessageWaitingSettings {
    let host = outbound.route?.host ?? publicAddress ?? listen.first?.address ?? "localhost"
    var settings = MessageWaitingSettings(portal: "sip:\(portal)@\(host)")
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
      credentials: Credentials(user: user, password: password.text), expiresSeconds: expiresSeconds)
  }
}
