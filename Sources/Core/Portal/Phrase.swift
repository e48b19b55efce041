public import CallFlow
public import Mailbox

/// Everything that the portal can say. How it sounds in a language is known by `Speech` alone.
public enum Phrase: Equatable, Sendable {
  /// A fixed sentence.
  case prompt(Prompt)
  /// "To ‹command›, press ‹digit›."
  case press(Digit, Command)
  /// How many new, urgent and saved messages (requirement C5).
  case counts(MessageCounts)
  /// Wrong passcodes since the last login (requirement C5).
  case failedAttempts(Int)
  /// A message's place before it is played: "first new message", urgent, confidential.
  case place(MessagePlace)
  /// When it came, in the owner's time zone.
  case received(LocalTime)
  /// Who left it: the recorded name, else the number, else "number withheld".
  case sender(Sender)
  /// Who has forwarded it, likewise (requirement E3a).
  case forwardedBy(Sender)
  /// How long it is, in whole seconds.
  case length(seconds: Int)
  /// A phone number or extension, read digit by digit in its groups.
  case number(String)
  /// Somebody by recorded name, else by number.
  case person(Recipient)
  /// A distribution list: number, recorded name or description, how many members (requirement E4).
  case list(number: Int, description: String, members: Int, name: AudioReference? = nil)
  /// "The next free number is ‹n›."
  case nextFreeList(Int)
  /// "Announcement ‹n›."
  case announcement(Int)
  /// "Sent to ‹n›."
  case sent(Int)
  /// A mailbox that could not get it (requirement E4).
  case notDelivered(String)
  /// "‹n› messages deleted."
  case deleted(Int)
  /// The broken rule of a refused passcode (requirement B5).
  case passcodeRefused(PasscodeRule)
  /// A forwarding's state: on or off, and to which number.
  case forwarding(ForwardingKind, PhoneSettings.ForwardingState)
  /// A system greeting with the owner's recorded name, or the number read out (requirement D2).
  case greeting(SystemGreeting, name: AudioReference?, number: String)
  /// A sound of the store: a message, or a greeting that its owner listens to.
  case audio(AudioReference)
  /// A user's own greeting, as callers hear it. The rest is for the system's greeting, which takes its
  /// place if it cannot be played (requirement D2).
  case ownGreeting(AudioReference, name: AudioReference?, number: String, takesMessages: Bool)
  /// What this call has recorded.
  case take(FinishedRecording)

  /// A system greeting by reason.
  public enum SystemGreeting: String, CaseIterable, Sendable {
    case busy, away
    case noAnswer = "no-answer"
  }
}

/// A message's place among the others.
public struct MessagePlace: Equatable, Sendable {
  /// 1 for the first.
  public var index: Int
  /// How many there are in all; at least `index`.
  public var total: Int
  public var rank: MessageRank
  public var isUrgent: Bool
  public var isConfidential: Bool
  public var disposition: PendingDecision

  /// The place of one message.
  public init(
    index: Int, total: Int, rank: MessageRank, isUrgent: Bool, isConfidential: Bool,
    disposition: PendingDecision
  ) {
    self.index = index
    self.total = total
    self.rank = rank
    self.isUrgent = isUrgent
    self.isConfidential = isConfidential
    self.disposition = disposition
  }
}
