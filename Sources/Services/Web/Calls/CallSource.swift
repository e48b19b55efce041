public import Store
public import Telephony

/// The calls of a server, as the page shows them. The page asks on threads that may wait.
public protocol CallSource: AnyObject, Sendable {
  /// The newest calls that fit, without their journals.
  func calls(_ filter: StoredCallFilter) throws -> [StoredCall]
  /// A call with its journal; `nil`: there is none of this key.
  func call(_ id: CallToken) throws -> StoredCall?
  /// The calls that are on, the oldest first.
  var live: [CallRegistry.LiveEntry] { get }
  /// Ends a call that is on.
  /// - Returns: Whether it was on.
  func hangUp(_ id: CallToken) -> Bool
  /// A call script that replays a call; `nil`: it has no journal yet.
  func script(of call: StoredCall) throws -> String?
  /// The places that a call was at, drawn on the flow that it followed, as SVG.
  func drawing(of journal: JournalText) -> String
}
