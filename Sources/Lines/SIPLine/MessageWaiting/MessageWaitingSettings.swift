import Mailbox
import SIP
public import Signalling

/// Who is told of waiting messages, and how (requirement I3).
public struct MessageWaitingSettings: Sendable {
  /// The portal's address, such as `sip:2000@pbx.example.com`: who sends what nobody subscribed to.
  public var portal: String
  /// The company whose line it is: only its users are told of; `nil` if it is for all companies.
  public var company: Int64?
  /// What `Message-Account` says, with `{number}` or `{extension}` where the owner's stands. Some
  /// telephones dial it: then the portal's address is better than the mailbox's.
  public var account: String
  /// The number of the user to whom a registered device belongs, by the device's user name.
  public var numbersOfDevices: [String: String] = [:]
  /// Addresses that are told of every user who wants the indicator without being asked, such as
  /// `sip:{number}@pbx.example.com:5060`; `{number}` is E.164, `{extension}` the short number, `{user}`
  /// the name of the user's telephone, or her extension if she has none here.
  public var targets: [String] = []
  /// Whether a source may subscribe to anybody's messages, such as a PBX for its telephones. All
  /// others get those of the user to whom their device belongs.
  public var isTrusted: @Sendable (TransportAddress) -> Bool = { _ in false }

  /// Settings that tell registered devices of their users' messages.
  /// - Parameter account: `nil`: the owner's number at the portal's host.
  public init(portal: String, account: String? = nil) {
    self.portal = portal
    self.account = account ?? Self.account(at: portal)
  }

  private static func account(at portal: String) -> String {
    guard let uri = SIPURI(portal) else { return portal }
    let host = SIPURI(scheme: uri.scheme, user: "", host: uri.host, port: uri.port)
    let scheme = uri.scheme.rawValue + ":"
    return scheme + "{number}@" + host.description.dropFirst(scheme.count)
  }

  /// The body of a NOTIFY for a user (RFC 3842 section 3.5). Without the indicator it holds no
  /// counts, as for a mailbox that is not there.
  func body(of waiting: WaitingMessages) -> String {
    guard waiting.isIndicated else { return Self.nothing }
    let counts = waiting.counts
    return MessageSummary(
      account: filled(account, for: waiting), new: Int(counts.new), old: Int(counts.saved),
      urgentNew: Int(counts.urgent), urgentOld: Int(waiting.urgentSaved)
    ).text
  }

  /// The addresses that are told of a user without being asked.
  func targets(of waiting: WaitingMessages) -> Set<NotifyTarget> {
    Set(targets.map { .fixed(filled($0, for: waiting)) })
  }

  /// The systems of these addresses, without users.
  var systems: Set<String> {
    Set(
      targets.compactMap { target in
        guard var system = SIPURI(target.filter { $0 != "{" && $0 != "}" }) else { return nil }
        system.user = ""
        return system.description
      })
  }

  /// Says that no messages wait, and no more.
  static let nothing = "Messages-Waiting: no\r\n"

  /// The name of her first telephone, else her extension: what phone systems call her.
  private func user(of waiting: WaitingMessages) -> String {
    let own = [waiting.number.e164, waiting.extension.digits]
    let devices = numbersOfDevices.filter { own.contains($0.value) }.keys
    return devices.min() ?? waiting.extension.digits
  }

  /// An address with the numbers of a user in their places.
  private func filled(_ template: String, for waiting: WaitingMessages) -> String {
    var text = ""
    var rest = template[...]
    while let brace = rest.firstIndex(of: "{") {
      text += rest[..<brace]
      rest = rest[brace...]
      if rest.hasPrefix("{number}") {
        text += waiting.number.e164
        rest = rest.dropFirst("{number}".count)
      } else if rest.hasPrefix("{user}") {
        text += user(of: waiting)
        rest = rest.dropFirst("{user}".count)
      } else if rest.hasPrefix("{extension}") {
        text += waiting.extension.digits
        rest = rest.dropFirst("{extension}".count)
      } else {
        text.append(rest.removeFirst())
      }
    }
    return text + rest
  }
}
