/// How many messages wait in a mailbox: the body `application/simple-message-summary` (RFC 3842).
public struct MessageSummary: Equatable, Sendable {
  /// The body's type.
  public static let type = "application/simple-message-summary"

  /// Whether the lamp is to be lit.
  public var isWaiting: Bool
  /// The mailbox as a URI; `nil` if it does not say.
  public var account: String?
  /// Voice messages, urgent ones among them.
  public var new: Int
  public var old: Int
  public var urgentNew: Int
  public var urgentOld: Int

  /// The state of a mailbox; the lamp is lit if there are new messages.
  public init(account: String?, new: Int, old: Int, urgentNew: Int = 0, urgentOld: Int = 0) {
    (self.account, isWaiting) = (account, new > 0)
    (self.new, self.old, self.urgentNew, self.urgentOld) = (new, old, urgentNew, urgentOld)
  }

  /// Reads a body; `nil` if it does not say whether messages wait. Counts of other kinds than voice
  /// are passed over.
  public init?(_ body: String) {
    self.init(account: nil, new: 0, old: 0)
    var isWaiting: Bool?
    for line in lines(of: body) {
      let (name, value) = line.cut(at: ":")
      guard let value = value?.trimmed else { continue }
      switch name.trimmed.lowercased() {
      case "messages-waiting": isWaiting = value.lowercased() == "yes"
      case "message-account": account = String(value)
      case "voice-message": read(counts: value)
      case _: break
      }
    }
    guard let isWaiting else { return nil }
    self.isWaiting = isWaiting
  }

  /// The body.
  public var text: String {
    var text = "Messages-Waiting: \(isWaiting ? "yes" : "no")\r\n"
    if let account {
      // A line end here would begin a line of somebody else's choice.
      let line = lines(of: account).joined(separator: " ")
      text += "Message-Account: \(line)\r\n"
    }
    return text + "Voice-Message: \(new)/\(old) (\(urgentNew)/\(urgentOld))\r\n"
  }

  /// `2/8 (0/2)`; the urgent ones may be left out.
  private mutating func read(counts: Substring) {
    let numbers = counts.utf8.split { !(48...57).contains($0) }.map { Int(Substring($0)) ?? 0 }
    guard numbers.count == 2 || numbers.count == 4 else { return }
    (new, old) = (numbers[0], numbers[1])
    if numbers.count == 4 { (urgentNew, urgentOld) = (numbers[2], numbers[3]) }
  }
}
