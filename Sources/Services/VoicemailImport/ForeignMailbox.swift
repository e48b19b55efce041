import Foundation
import Secrecy

/// What another voicemail system keeps, before anything of it is ours. Each system has a reader of its
/// own that gives this; ``MailboxImport`` does the rest for all of them.
public struct ForeignMailboxes: Sendable {
  /// The system's name in the names of what was imported: `asterisk`.
  public var system: String
  public var mailboxes: [ForeignMailbox] = []
  /// What does not come, and why, as far as it belongs to no mailbox. Whole sentences.
  public var remarks: [String] = []

  /// Nothing yet of a system.
  public init(system: String) { self.system = system }
}

/// One mailbox of another system.
public struct ForeignMailbox: Sendable {
  /// The part of the system that it belongs to: Asterisk's context, FreeSWITCH's domain.
  public var context: String
  /// What callers and its owner dial there. Unique in the context.
  public var number: String
  /// First and last name as written there; `nil` if it has none.
  public var name: String?
  /// Such as `de` or `de_DE`; `nil` if not said.
  public var language: String?
  /// An IANA name; `nil` if not said.
  public var timeZone: String?
  public var passcode: ForeignPasscode?
  public var mail = ForeignMail()
  /// The most messages that it holds there, and the longest one in seconds; `nil` if not said.
  public var mostMessages: Int?
  public var longestSeconds: Int?
  public var isOn = true
  public var greetings: [ForeignGreeting] = []
  public var messages: [ForeignMessage] = []
  /// What does not come, and why. Whole sentences.
  public var remarks: [String] = []

  /// An empty mailbox.
  public init(context: String, number: String) {
    self.context = context
    self.number = number
  }

  /// Its name in messages to the operator, and within its system: `default/2101`.
  public var title: String { "\(context)/\(number)" }
}

/// A passcode in clear, as other systems keep it.
public struct ForeignPasscode: Sendable {
  private let secret: Secret<String>

  /// As it stands there; perhaps no digits.
  public var digits: String { secret.revealed }
  /// Whether the user may change it there.
  public var mayChange: Bool

  /// A passcode as it stands there.
  public init(digits: String, mayChange: Bool = true) {
    secret = Secret(digits)
    self.mayChange = mayChange
  }
}

/// What is sent by e-mail there.
public struct ForeignMail: Sendable {
  /// The owner's address.
  public var address: String?
  /// Gets a short notice besides: a pager's gateway.
  public var pager: String?
  /// Whether nothing is sent for messages, though there is an address.
  public var isOff = false
  /// Whether the sound is attached.
  public var attachesSound = false
  /// Whether nothing is kept after it was sent.
  public var deletesSent = false

  /// No e-mail.
  public init() {}
}

extension ForeignMailbox {
  /// Notes where its e-mail goes there: Asterisk has `|` between addresses, FreeSWITCH a comma, FusionPBX
  /// either of comma and semicolon. A mailbox has one address here.
  mutating func note(addresses text: String?) {
    let all = (text ?? "").split { "|,;".contains($0) }
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    mail.address = all.first
    if all.count > 1 {
      remarks.append(
        "Of its e-mail addresses only the first comes, not \(all.dropFirst().joined(separator: ", "))."
      )
    }
  }
}

/// A recorded greeting or name.
public struct ForeignGreeting: Sendable {
  /// Its name there: `unavail`.
  public var name: String
  /// What it is for here.
  public var purpose: Purpose
  public var sound: ForeignSound

  /// What greetings are for.
  public enum Purpose: String, Sendable, CaseIterable {
    case noAnswer, busy, name
    /// Played over the others for as long as it is there.
    case away
  }

  /// A greeting of a mailbox.
  public init(name: String, purpose: Purpose, sound: ForeignSound) {
    self.name = name
    self.purpose = purpose
    self.sound = sound
  }
}

/// A message of another system.
public struct ForeignMessage: Sendable {
  /// Its name in its mailbox, the same wherever it is moved to.
  public var id: String
  /// Where it is there, for the operator: `INBOX/msg0000`.
  public var place: String
  public var state: State
  public var isUrgent: Bool
  /// The caller's number; empty: withheld.
  public var from: String
  /// When it was left, in seconds since 1970 UTC; `nil`: unknown.
  public var receivedSeconds: Int64?
  /// Introductions of who forwarded it, then the message.
  public var sounds: [ForeignSound]

  /// What its owner has done with it.
  public enum State: String, Sendable, CaseIterable {
    case new, saved
  }

  /// A message of a mailbox.
  public init(
    id: String, place: String, state: State, isUrgent: Bool, from: String,
    receivedSeconds: Int64?, sounds: [ForeignSound]
  ) {
    self.id = id
    self.place = place
    self.state = state
    self.isUrgent = isUrgent
    self.from = from
    self.receivedSeconds = receivedSeconds
    self.sounds = sounds
  }
}
