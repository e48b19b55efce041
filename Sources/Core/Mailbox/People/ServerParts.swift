/// Which parts a server has that settings may need. The server writes it beside the mailboxes when it
/// starts and when its file changes, so that the command line, which is another process, knows too.
public struct ServerParts: Codable, Equatable, Sendable {
  /// Whether a mail server is configured.
  public var mail: Bool
  /// Whether an engine is configured that turns messages into text.
  public var transcription: Bool

  /// The hosts of its own network to which events may go.
  public var hookHosts: HookHosts

  /// A server with these parts.
  public init(
    mail: Bool = false, transcription: Bool = false, hookHosts: HookHosts = HookHosts()
  ) {
    self.mail = mail
    self.transcription = transcription
    self.hookHosts = hookHosts
  }

  /// Whether a part is there.
  public func has(_ part: ServerPart) -> Bool {
    switch part {
    case .mail: mail
    case .transcription: transcription
    }
  }
}

/// A part without which a setting does nothing.
public enum ServerPart: String, CaseIterable, Sendable {
  case mail, transcription
}

extension User {
  /// The settings that need a part of the server, by the names of their fields, with what they are
  /// set to; `nil` where a setting is off.
  public var settingsThatNeedParts: [(field: String, part: ServerPart, value: String?)] {
    let notification = settings.notification
    return [
      ("storage", .mail, notification.storage == .email ? "email" : nil),
      ("notice-address", .mail, notification.noticeAddress),
      ("copy-address", .mail, notification.copyAddress),
      ("transcription", .transcription, notification.transcription ? "on" : nil),
    ]
  }
}
