package import HTTP
import Mailbox
import Notifications
import SoundCardLine
import Store

/// What is usual where no file says more: `serve` with options, and `serve --demo`.
extension ServerConfiguration {
  /// - Parameters:
  ///   - dataFolder: The mailboxes.
  ///   - lines: At least one.
  package static func usual(dataFolder: String, lines: [LineConfiguration]) -> ServerConfiguration {
    ServerConfiguration(
      dataFolder: dataFolder, isDemo: false, passcodeCost: .standard, drainSeconds: 60,
      lines: lines)
  }
}

extension SIPLineConfiguration {
  /// What is usual on these addresses. This machine is a trusted peer.
  package static func usual(on addresses: [ListenAddress]) -> SIPLineConfiguration {
    SIPLineConfiguration(
      listen: addresses, certificate: nil, checksCertificates: true, publicAddress: nil,
      peers: AddressRange.loopback.map {
        SIPPeer(range: $0, isTrusted: true, isUnlimited: true, route: nil)
      },
      registrations: [], devices: [], realm: "voiceportal", media: MediaConfiguration(),
      calls: CallLimits(), outbound: OutboundConfiguration(), dialRules: nil)
  }
}

extension SoundCardConfiguration {
  /// The default devices; a loud sound begins a call of the portal.
  package static var usual: SoundCardConfiguration {
    SoundCardConfiguration(to: "portal", trust: .verified, answer: .loudness, ringLevel: -40)
  }
}

extension MailConfiguration {
  /// A mail server in reach of a try alone: without encryption and without a password.
  package static func plain(server: String, port: Int) -> MailConfiguration {
    var settings = MailSettings(server: server, port: port, sender: "voiceportal@example.com")
    settings.security = .off
    return MailConfiguration(settings: settings)
  }
}

extension WebConfiguration {
  /// On the usual port of this machine alone.
  /// - Parameter listen: Other addresses, at least one.
  package static func usual(on listen: [HTTPAddress]? = nil) -> WebConfiguration {
    var web = WebConfiguration()
    if let listen { web.listen = listen }
    return web
  }
}
