package import Mailbox
package import SIP

/// A line for softphones, PBXs and trunks.
package struct SIPLineConfiguration: Equatable, Sendable {
  /// The name of the company whose line it is; `nil` if it is for all companies.
  package var company: String?
  /// At least one, none twice.
  package var listen: [ListenAddress]
  /// The PEM file with certificate and key; always there if it listens on TLS.
  package var certificate: String?
  /// Whether certificates of servers that are called are checked.
  package var checksCertificates: Bool
  /// The address in digits that others reach this server at; `nil`: that of the socket.
  package var publicAddress: String?
  package var peers: [SIPPeer]
  package var registrations: [SIPRegistration]
  package var devices: [SIPDevice]
  /// What devices are told their password is for.
  package var realm: String
  package var media: MediaConfiguration
  package var calls: CallLimits
  package var connections = ConnectionLimits()
  package var outbound: OutboundConfiguration
  /// Hold on top of each company's; `nil`: those are enough.
  package var dialRules: DialRules?
}

/// Which ports and which sound.
package struct MediaConfiguration: Equatable, Sendable {
  /// Whether sound is encrypted (SRTP).
  package enum Security: String, CaseIterable, Sendable { case off, allowed, required }

  /// From an even port to a higher one.
  package var ports: ClosedRange<UInt16> = 10_000...29_999
  package var security = Security.allowed
  /// When nothing has come of a caller for so long, her telephone is asked whether the call is on.
  package var timeoutSeconds = 30
  /// How long sound waits after the ACK of a call.
  package var answerPauseMilliseconds = 300
  /// Threads that send and receive the sound; a call stays on one.
  package var threads = 1
  /// In digits; `nil`: that of the first address that is listened on.
  package var address: String?
}

/// How much a line takes.
package struct CallLimits: Equatable, Sendable {
  /// More at once are refused.
  package var most = 2_000
  /// New calls from one address.
  package var perSourcePerSecond = 50
  /// A call never lasts longer.
  package var longestSeconds = 3_600
  /// After so long a transfer that nobody answers has failed.
  package var transferSeconds = 40
}

/// How many TCP and TLS connections others may have.
package struct ConnectionLimits: Equatable, Sendable {
  /// In all, and never more than a quarter of the files that the process may open.
  package var most = 1_000
  /// From one IPv4 address, or from one /64 of IPv6.
  package var perSource = 100
}

/// Where a line sends what begins here.
package struct OutboundConfiguration: Equatable, Sendable {
  /// Transferred and forwarded calls; `nil`: to the system that the call came from.
  package var route: SIPURI?
  /// Message-waiting that nobody has asked for: a URI with `{number}` for the number; `nil`: only
  /// registered devices and subscribers are told.
  package var messageWaiting: String?
}

// MARK: - Reading

extension SIPLineConfiguration: Decodable {
  private enum Field: String, CodingKey, CaseIterable {
    case kind, company, listen, certificate, checkCertificates, publicAddress
    case peers, registrations, devices, realm, media, calls, connections, outbound, dialRules
  }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    company = fields.value(.company)
    listen = fields.list(.listen, empty: "It names no address to listen on.") {
      (text) throws(BadValue) in try ListenAddress(text)
    }
    certificate = fields.file(.certificate)
    checksCertificates = fields.value(.checkCertificates, or: true)
    publicAddress = fields.value(.publicAddress, as: readAddress)
    peers = fields.value(.peers, or: [])
    registrations = fields.value(.registrations, or: [])
    devices = fields.value(.devices, or: [])
    realm = fields.value(.realm, or: "voiceportal")
    let media: MediaConfiguration? = fields.value(.media)
    self.media = media ?? MediaConfiguration()
    let calls: CallLimits? = fields.value(.calls)
    self.calls = calls ?? CallLimits()
    let connections: ConnectionLimits? = fields.value(.connections)
    self.connections = connections ?? ConnectionLimits()
    let outbound: OutboundConfiguration? = fields.value(.outbound)
    self.outbound = outbound ?? OutboundConfiguration()
    let rules: RulesEntry? = fields.value(.dialRules)
    dialRules = rules?.rules
    check(fields)
  }

  /// What no field shows alone.
  private func check(_ fields: ConfigurationFields<Field>) {
    if let twice = firstTwice(listen) { fields.refuse(.listen, "\(twice) stands there twice.") }
    if listen.contains(where: { $0.transport == .tls }), !fields.has(.certificate) {
      fields.refuse(.certificate, "It is missing, and TLS needs one.")
    }
    if realm.isEmpty || realm.contains("\"") {
      fields.refuse(.realm, "It must not be empty or hold quotes.")
    }
    var names: Set<String> = []
    for device in devices where !names.insert(device.user).inserted {
      fields.refuse(.devices, "The user \"\(device.user)\" stands there twice.")
    }
  }
}

extension MediaConfiguration: Decodable {
  private enum Field: String, CodingKey, CaseIterable {
    case ports, security, timeoutSeconds, answerPauseMilliseconds, threads, address
  }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    security = fields.choice(.security, or: security)
    timeoutSeconds = fields.number(.timeoutSeconds, in: 1...3_600, or: timeoutSeconds)
    answerPauseMilliseconds = fields.number(
      .answerPauseMilliseconds, in: 0...5_000, or: answerPauseMilliseconds)
    threads = fields.number(.threads, in: 1...64, or: threads)
    address = fields.value(.address, as: readAddress)
    guard let ends: [Int] = fields.value(.ports) else { return }
    guard ends.count == 2, let first = UInt16(exactly: ends[0]), let last = UInt16(exactly: ends[1])
    else {
      fields.refuse(.ports, "It must be the first and the last port: [10000, 29999].")
      return
    }
    if first < 1_024 {
      fields.refuse(.ports, "The first port must be at least 1024, not \(first).")
    } else if first % 2 == 1 {
      fields.refuse(.ports, "The first port must be even, not \(first): RTP has the even ones.")
    } else if last <= first {
      fields.refuse(.ports, "The last port must be higher than the first, not \(last).")
    } else {
      ports = first...last
    }
  }
}

extension CallLimits: Decodable {
  private enum Field: String, CodingKey, CaseIterable {
    case most, perSourcePerSecond, longestSeconds, transferSeconds
  }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    most = fields.number(.most, in: 1...100_000, or: most)
    perSourcePerSecond = fields.number(
      .perSourcePerSecond, in: 1...100_000, or: perSourcePerSecond)
    longestSeconds = fields.number(.longestSeconds, in: 60...86_400, or: longestSeconds)
    transferSeconds = fields.number(.transferSeconds, in: 5...600, or: transferSeconds)
  }
}

extension ConnectionLimits: Decodable {
  private enum Field: String, CodingKey, CaseIterable { case most, perSource }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    most = fields.number(.most, in: 1...60_000, or: most)
    perSource = fields.number(.perSource, in: 1...60_000, or: perSource)
  }
}

extension OutboundConfiguration: Decodable {
  private enum Field: String, CodingKey, CaseIterable { case route, messageWaiting }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    route = fields.value(.route, as: readServer)
    messageWaiting = fields.value(.messageWaiting) { (text) throws(BadValue) in
      let names = ["{number}", "{extension}", "{user}"]
      guard names.contains(where: text.contains) else {
        throw BadValue(
          "\"\(text)\" holds no {number}, {extension} or {user}, which stand for whose messages wait."
        )
      }
      _ = try readURI(names.reduce(text) { $0.replacing($1, with: "111") })
      return text
    }
  }
}

/// Prefixes of numbers, as ``DialRules`` has them.
private struct RulesEntry: Decodable {
  let rules: DialRules

  private enum Field: String, CodingKey, CaseIterable { case allow, deny }

  init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    let allow = fields.list(.allow, of: Self.prefix)
    // Without a list of its own it only forbids.
    rules = DialRules(
      allow: fields.has(.allow) ? allow : ["+"], deny: fields.list(.deny, of: Self.prefix))
  }

  private static func prefix(_ text: String) throws(BadValue) -> String {
    guard text.hasPrefix("+"), text.dropFirst().allSatisfy({ ("0"..."9").contains($0) }) else {
      throw BadValue("\"\(text)\" must be a + and digits, such as +49 without blanks.")
    }
    return text
  }
}
