import Mailbox
package import Notifications

/// `hooks` of a server's file.
package struct HookConfiguration: Equatable, Sendable {
  /// How events are sent.
  package var settings = HookSettings()
}

extension HookConfiguration: Decodable {
  private enum Field: String, CodingKey, CaseIterable {
    case hosts, caFile, connectSeconds, answerSeconds
  }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    let hosts: [String] = fields.value(.hosts) ?? []
    for host in hosts where !HookHosts.isEntry(host) {
      fields.refuse(.hosts, "\"\(host)\" is no HOST or HOST:PORT.")
    }
    settings.hosts = HookHosts(hosts)
    settings.caFile = fields.file(.caFile)
    settings.connectSeconds = fields.number(
      .connectSeconds, in: 1...60, or: settings.connectSeconds)
    settings.answerSeconds = fields.number(
      .answerSeconds, in: 1...120, or: settings.answerSeconds)
  }
}
