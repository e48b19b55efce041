/// What a product built on call flows has to name: its nouns, and which dialog belongs to which
/// place. This room knows places, dialogs, one call and one step. It must not know the product,
/// Foundation, a clock, a device or a random number.
public protocol Flow: Sendable {
  /// Where a call can be. Raw values count up from 0 in the order of `allCases`.
  associatedtype Place: RawRepresentable<UInt8> & CaseIterable & Hashable & Sendable
  /// What a key can mean.
  associatedtype Command: RawRepresentable<String> & CaseIterable & Hashable & Sendable
  /// What the product remembers about one call.
  associatedtype Session: Equatable & Sendable
  /// What can be said. The description is its name in scripts and journals.
  associatedtype Phrase: Equatable & Sendable & CustomStringConvertible
  /// What can be asked of the store. The description shows no secret.
  associatedtype Request: Equatable & Sendable & CustomStringConvertible
  associatedtype Reply: Equatable & Sendable
  /// What a recording is for, and how long it may be.
  associatedtype Order: Equatable & Sendable & CustomStringConvertible
  /// What came of a recording.
  associatedtype FinishedRecording: Equatable & Sendable

  /// Where every call begins.
  static var start: Place { get }
  static func dialog(at place: Place) -> Dialog<Self>
  /// Where an ended call still has work to do with the store; `nil`: nowhere. Asked again after
  /// that work, so it must come to `nil` in the end.
  static func closing(_ session: Session, at place: Place) -> Place?
  /// Every place that ``closing(_:at:)`` can name, for drawing and checking.
  static var closingPlaces: [Place] { get }
  /// "To ‹command›, press ‹digit›."
  static func option(_ command: Command, on digit: Digit) -> Phrase
  /// The answer to a key that means nothing here.
  static var notAvailable: Phrase { get }
  /// The commands that every menu and field knows.
  static var conventions: Conventions<Self> { get }
  /// What a fetch is given when the store does not answer in time.
  static var lostReply: Reply { get }
}

/// The commands that every menu and field of a product share.
public struct Conventions<F: Flow>: Sendable {
  public let back: F.Command
  public let again: F.Command
  public let endOfEntry: F.Command

  /// Names the commands for "back", "say the menu again" and "the entry is complete".
  public init(back: F.Command, again: F.Command, endOfEntry: F.Command) {
    self.back = back
    self.again = again
    self.endOfEntry = endOfEntry
  }
}
