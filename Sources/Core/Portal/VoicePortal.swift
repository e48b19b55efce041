public import CallFlow
public import Mailbox

/// The product's call flow: every menu that callers and owners meet, a dialog a file. This room
/// knows places, commands and phrases. It must not know languages, lines or storage.
public enum VoicePortal: Flow {
  public typealias Place = Portal.Place
  public typealias Command = Portal.Command
  public typealias Session = Portal.Session
  public typealias Phrase = Portal.Phrase
  public typealias Request = MailboxRequest
  public typealias Reply = MailboxReply
  public typealias Order = RecordingOrder
  public typealias FinishedRecording = Mailbox.FinishedRecording

  public static let start = Place.arriving
  public static let notAvailable = Phrase.prompt(.notAvailable)
  public static let conventions = Conventions<VoicePortal>(
    back: .back, again: .repeatMenu, endOfEntry: .finishRecording)
  public static let lostReply = MailboxReply.failed
  public static let closingPlaces = [Place.delivering, .signingOff]

  /// "To ‹command›, press ‹digit›."
  public static func option(_ command: Command, on digit: Digit) -> Phrase {
    .press(digit, command)
  }

  /// A caller's message is delivered, and an owner's decisions take effect, however a call ends.
  public static func closing(_ session: Session, at place: Place) -> Place? {
    if session.draft.purpose == .deposit, session.draft.take != nil { return .delivering }
    return session.owner == nil ? nil : .signingOff
  }
}

/// What a recording is for, and how long it may be.
public struct RecordingOrder: Equatable, Sendable, CustomStringConvertible {
  public let purpose: RecordingPurpose
  public let longestSeconds: Int

  /// A message or greeting of an owner, which she hears before it is used.
  static let draft = RecordingOrder(purpose: .draft, longestSeconds: OwnSoundLimit.seconds)

  public var description: String {
    switch purpose {
    case .deposit: "deposit up to \(longestSeconds) s"
    case .draft: "draft up to \(longestSeconds) s"
    }
  }
}
