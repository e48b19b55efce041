public import Mailbox

/// How events are sent to the programs of companies.
public struct HookSettings: Equatable, Sendable {
  /// Hosts of the own network to which events may go.
  public var hosts = HookHosts()
  /// Trusted in place of the system's certificates.
  public var caFile: String?
  public var connectSeconds = 5
  /// The longest time of the whole exchange.
  public var answerSeconds = 15

  /// Only to public addresses, by https.
  public init() {}
}
