import Mailbox

/// Guards of calling numbers, and of typed numbers that belong to nobody (requirements C3, C4).
struct StrangerGuards {
  /// Whom a guard watches.
  enum Key: Hashable {
    /// A calling number. What a line vouches for is counted apart from what anybody can claim, so
    /// that a stranger cannot lock somebody else's phone.
    case caller(String, Trust)
    case typed(company: Int64, number: String)
  }

  private var guards: [Key: LoginGuard] = [:]
  private var sizeToTidyAt = 1_024

  subscript(key: Key) -> LoginGuard { guards[key] ?? LoginGuard() }

  mutating func set(_ key: Key, to guardian: LoginGuard, at now: Int64) {
    if guardian == LoginGuard() {
      guards[key] = nil
      return
    }
    guards[key] = guardian
    guard guards.count >= sizeToTidyAt else { return }
    guards = guards.filter { !$0.value.isForgettable(at: now) }
    sizeToTidyAt = max(1_024, guards.count * 2)
  }
}
