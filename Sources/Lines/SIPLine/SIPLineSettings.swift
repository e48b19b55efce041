public import CallFlow
public import Mailbox
public import Portal
public import RTP
public import Signalling

/// What the calls of a SIP line follow. A reload gives new ones to the calls that begin after it.
public struct SIPLineSettings: Sendable {
  /// Spoken before a mailbox is known.
  public var language = Language.en
  /// Whether that holds for every company; else each speaks its own.
  public var isLanguageFixed = false
  /// The menus.
  public var script: Script<VoicePortal>
  /// Whether the identities that an address asserts are believed (requirement C6).
  public var isTrusted: @Sendable (TransportAddress) -> Bool = { _ in false }
  /// Whether an address is a peer's for whom many people call, such as a trunk: wrong passcodes are
  /// not counted for it as a whole (requirement C3).
  public var isShared: @Sendable (TransportAddress) -> Bool = { _ in false }
  /// How the keys of calls from an address are taken.
  public var keySource: @Sendable (TransportAddress) -> KeySource = { _ in .auto }
  /// The number of the user to whom a registered device belongs.
  public var numbersOfDevices: [String: String] = [:]
  /// Where transferred and forwarded calls of a source go, such as `sip:pbx.example.com`; `nil`: back
  /// by the way that the call came.
  public var route: @Sendable (TransportAddress) -> String? = { _ in nil }
  /// How callers from a source are transferred.
  public var transferMethod: @Sendable (TransportAddress) -> TransferMethod = { _ in .refer }
  /// For challenges of calls of ours; `nil` if there are none.
  public var credentials: Credentials?
  /// The company whose line it is; `nil` if it is for all companies.
  public var company: Int64?
  /// The names under which this line registers at others: who calls one of them calls the portal.
  public var ownNames: Set<String> = []
  /// Holds on top of the rules of each company; `nil`: those are enough.
  public var dialRules: DialRules?
  /// Whether sound is encrypted.
  public var security = SecureMediaPolicy.allowed
  /// After so long a transfer that nobody answers has failed.
  public var transferSeconds = 40
  /// A call never lasts longer.
  public var longestSeconds = 3_600
  /// Where callers send their sound; `nil`: this machine's address on the way to them.
  public var mediaAddress: String?

  /// Whether the sockets of the sound take IPv4 and IPv6, so that each offer is answered by its family.
  public var takesBothFamilies = false

  /// The settings of a line whose calls follow these menus.
  public init(script: Script<VoicePortal>) { self.script = script }
}
