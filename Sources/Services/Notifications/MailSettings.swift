/// How mail is sent.
public struct MailSettings: Equatable, Sendable {
  /// How the way to the server is protected.
  public enum Security: String, CaseIterable, Sendable {
    /// In clear, for a server on this machine.
    case off
    /// STARTTLS if the server offers it.
    case optional
    /// STARTTLS, or nothing is sent. The usual one.
    case required
    /// TLS from the first byte.
    case tls
  }

  public var server: String
  public var port: Int
  public var security = Security.required
  /// `nil`: no AUTH.
  public var user: String?
  /// The file whose first line is the password.
  public var passwordFile: String?
  /// Who sends, as readers see it.
  public var sender: String
  public var senderName = ""
  /// Where the mail servers send what they could not deliver; `nil`: the sender.
  public var envelopeSender: String?
  public var replyTo: String?
  /// Where users hear their messages in a browser, such as `https://portal.example.com`; `nil`: nowhere.
  public var pageURL: String?
  /// Trusted in place of the system's certificates.
  public var caFile: String?
  public var connectSeconds = 10
  /// The longest pause of the server.
  public var answerSeconds = 60

  /// A server, STARTTLS required.
  public init(server: String, port: Int, sender: String) {
    self.server = server
    self.port = port
    self.sender = sender
  }
}
