import CallFlow
import Mailbox

/// `0` wherever a caller hears the portal (requirement D3): it transfers her to the number that the
/// owner has set, and where none is set it is acknowledged as not available.
extension Dialog<VoicePortal> {
  enum Told: CaseIterable { case toTheEnd }

  /// A sentence to a caller. `0` acts during it; any other key goes on.
  static func tellCaller(_ prompt: Prompt, at place: Place, then next: Place) -> Dialog {
    .announcement(
      says: { _ in [.prompt(prompt)] }, keys: zeroKeys(at: place), anyKeyGoesOn: true,
      giveUp: .goodbye, done: { _ in Told.toTheEnd }, leadsTo: { _ in next })
  }

  // swift-format-ignore: a table reads best in columns
  /// - Parameter isAnnounced: Whether a place that tells its keys tells this one.
  static func zeroKeys(at place: Place, isAnnounced: Bool = false) -> [Key<VoicePortal>] {
    [
      Key(
        "0", .transfer, leadsTo: .redirectNotice, isAnnounced: isAnnounced,
        when: { $0.visit?.redirect != nil && $0.draft.take == nil },
        doing: { $0.draft.transfersAfter = true }),
      // What was recorded is delivered first.
      Key(
        "0", .transfer, leadsTo: .delivering, insteadOf: .transfer, isAnnounced: isAnnounced,
        when: { $0.visit?.redirect != nil && $0.draft.take != nil },
        doing: { $0.draft.transfersAfter = true }),
      Key(
        "0", .transfer, leadsTo: place, insteadOf: .transfer, isAnnounced: false,
        when: { $0.visit?.redirect == nil }, saying: { _ in [.prompt(.notAvailable)] }),
    ]
  }
}
