import Mailbox

/// Guards of calling numbers, of network sources, and of typed numbers that belong to no user
/// (requirements C3, C4). When the table is full, its oldest guards are dropped, never all: a caller
/// who fills it must not wipe the counts of the others.
struct StrangerGuards {
  /// Whom a guard watches.
  enum Key: Hashable {
    /// A calling number. What a line vouches for is counted apart from what anybody can claim, so
    /// that a stranger cannot lock somebody else's phone.
    case caller(String, Trust)
    case typed(company: Int64, number: String)
    /// A network address, over all companies.
    case source(String)
  }

  /// How many are kept.
  let limit: Int

  private var guards: [Key: LoginGuard] = [:]
  private var sizeToTidyAt: Int

  /// An empty table.
  init(limit: Int = 100_000) {
    self.limit = limit
    sizeToTidyAt = min(1_024, limit)
  }

  /// How many there are.
  var count: Int { guards.count }

  subscript(key: Key) -> LoginGuard { guards[key] ?? LoginGuard() }

  mutating func set(_ key: Key, to guardian: LoginGuard, at now: Int64) {
    if guardian == LoginGuard() {
      guards[key] = nil
      return
    }
    guards[key] = guardian
    if guards.count > sizeToTidyAt { tidy(at: now) }
  }

  private mutating func tidy(at now: Int64) {
    guards = guards.mapValues { $0.limited(at: now) }.filter { !$0.value.isForgettable(at: now) }
    if guards.count > limit {
      // A tenth more than there must go, so that the next wrong passcodes need not sort again.
      let excess = guards.count - limit + limit / 10
      let oldest = guards.sorted { ($0.value.lastFailure ?? 0) < ($1.value.lastFailure ?? 0) }
      for (key, _) in oldest.prefix(excess) { guards[key] = nil }
    }
    sizeToTidyAt = min(limit, max(1_024, guards.count * 2))
  }
}
