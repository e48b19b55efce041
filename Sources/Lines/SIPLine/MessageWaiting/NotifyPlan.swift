import Signalling

/// Somebody who is told of waiting messages.
enum NotifyTarget: Hashable, Sendable {
  case subscription(SubscriptionID)
  /// Where a registered device is reached.
  case contact(String)
  /// An address that the configuration names.
  case fixed(String)
}

/// Whom to tell what of waiting messages, and when. A pure value: what has changed and the time
/// come in, NOTIFYs come out. A target is told only what it has not been told before, at most once
/// a second (RFC 3842 section 3.11), and always of the last state. Times are milliseconds of any
/// clock that never goes back.
struct NotifyPlan {
  /// How soon something is to be told.
  enum Haste {
    /// Somebody waits for it: a subscription, a registration, a change.
    case prompt
    /// Nobody has asked: every user's state after a start.
    case leisurely
  }

  private struct Entry {
    /// By which the user was found; `nil` if the target was chosen by the user.
    var number: String?
    var user: Int64?
    /// Such as a binding that has expired by then; `nil`: it stays.
    var until: Int64?
    /// What is to be known, and what is.
    var wanted: String?
    var told: String?
    var restsUntil: Int64 = .min
    /// Stands in a queue.
    var isQueued = false
    /// Is forgotten when it has been told.
    var isLeaving = false
  }

  private var entries: [NotifyTarget: Entry] = [:]
  /// By user; under `nil` those whose number nobody has.
  private var targets: [Int64?: Set<NotifyTarget>] = [:]
  private var prompt = Queue<NotifyTarget>()
  private var leisurely = Queue<NotifyTarget>()
  /// Told less than a second ago, the first of them first.
  private var resting = Queue<(target: NotifyTarget, until: Int64)>()
  private var promptPace = Pace(perSecond: 500, burst: 100)
  private var leisurelyPace = Pace(perSecond: 50, burst: 1)

  private static let restMilliseconds: Int64 = 1_000

  // MARK: Targets

  /// Adds a target, which is told its state even if it knows it.
  mutating func add(_ target: NotifyTarget, number: String?, user: Int64?, until: Int64? = nil) {
    var entry = entries[target] ?? Entry()
    detach(target, from: entry.user)
    (entry.number, entry.user, entry.until) = (number, user, until)
    (entry.wanted, entry.told, entry.isLeaving) = (nil, nil, false)
    entries[target] = entry
    targets[user, default: []].insert(target)
  }

  /// A binding was refreshed.
  mutating func keep(_ target: NotifyTarget, until: Int64) { entries[target]?.until = until }

  mutating func remove(_ target: NotifyTarget) {
    guard let entry = entries.removeValue(forKey: target) else { return }
    detach(target, from: entry.user)
  }

  /// Tells a target one last thing, if it does not know it.
  mutating func remove(_ target: NotifyTarget, telling body: String) {
    guard let entry = entries[target] else { return }
    guard let told = entry.told, told != body else { return remove(target) }
    detach(target, from: entry.user)
    entries[target]?.isLeaving = true
    show(body, to: target)
  }

  /// What a target was told has not reached it; it is told when it is renewed.
  mutating func hold(_ target: NotifyTarget) { entries[target]?.told = nil }

  /// A target is told its state once more.
  mutating func renew(_ target: NotifyTarget, _ haste: Haste) {
    guard let body = entries[target]?.wanted else { return }
    entries[target]?.told = nil
    show(body, to: target, haste)
  }

  func contains(_ target: NotifyTarget) -> Bool { entries[target] != nil }

  /// The number by which the user of a target was found.
  func number(of target: NotifyTarget) -> String? { entries[target]?.number }

  /// Everybody of whom somebody is told.
  var users: [Int64] { targets.keys.compactMap { $0 } }

  /// The numbers by which these users were found, with those that nobody had.
  func numbers(of users: [Int64]) -> Set<String> {
    var numbers: Set<String> = []
    for key in users.map(Optional.some) + [nil] {
      for target in targets[key] ?? [] {
        if let number = entries[target]?.number { numbers.insert(number) }
      }
    }
    return numbers
  }

  /// Says who has a number now; its targets follow.
  /// - Parameter users: Who may have had it.
  mutating func move(_ number: String, of users: [Int64], to user: Int64?) {
    for key in users.map(Optional.some) + [nil] where key != user {
      for target in targets[key] ?? [] where entries[target]?.number == number {
        detach(target, from: key)
        targets[user, default: []].insert(target)
        entries[target]?.user = user
      }
    }
  }

  private mutating func detach(_ target: NotifyTarget, from user: Int64?) {
    targets[user]?.remove(target)
    if targets[user]?.isEmpty == true { targets[user] = nil }
  }

  // MARK: States

  /// The state of a user; her targets are told of it if they do not know.
  mutating func show(_ body: String, of user: Int64?, _ haste: Haste = .prompt) {
    for target in targets[user] ?? [] { show(body, to: target, haste) }
  }

  /// The state of one target.
  mutating func show(_ body: String, to target: NotifyTarget, _ haste: Haste = .prompt) {
    guard var entry = entries[target] else { return }
    let isNew = entry.wanted != body
    entry.wanted = body
    defer { entries[target] = entry }
    guard entry.told != body else { return }
    // One that waits at leisure may now be in a hurry: its second place in a queue is passed over.
    guard !entry.isQueued || (isNew && haste == .prompt) else { return }
    entry.isQueued = true
    put(target, haste)
  }

  private mutating func put(_ target: NotifyTarget, _ haste: Haste) {
    switch haste {
    case .prompt: prompt.add(target)
    case .leisurely: leisurely.add(target)
    }
  }

  // MARK: Time

  /// What is to be told next; `nil`: nothing now.
  mutating func next(at now: Int64) -> (target: NotifyTarget, body: String)? {
    wake(at: now)
    while let target = prompt.first, promptPace.isFree(at: now) {
      prompt.removeFirst()
      if let body = tell(target, .prompt, at: now) { return (target, body) }
    }
    while let target = leisurely.first, leisurelyPace.isFree(at: now) {
      leisurely.removeFirst()
      if let body = tell(target, .leisurely, at: now) { return (target, body) }
    }
    return nil
  }

  /// When there may be something to tell; `nil`: when something has changed.
  var deadline: Int64? {
    var times: [Int64] = []
    if prompt.first != nil { times.append(promptPace.freeAt) }
    if leisurely.first != nil { times.append(leisurelyPace.freeAt) }
    if let until = resting.first?.until { times.append(until) }
    return times.min()
  }

  /// Lets those whose second is over say what they have learnt meanwhile.
  private mutating func wake(at now: Int64) {
    while let (target, until) = resting.first, until <= now {
      resting.removeFirst()
      guard let entry = entries[target], entry.isQueued, entry.restsUntil == until else { continue }
      prompt.add(target)
    }
  }

  private mutating func tell(_ target: NotifyTarget, _ haste: Haste, at now: Int64) -> String? {
    guard var entry = entries[target], entry.isQueued else { return nil }
    if let until = entry.until, until <= now {
      remove(target)
      return nil
    }
    // It stays in the queue, and `wake` puts it back.
    if entry.restsUntil > now { return nil }
    entry.isQueued = false
    defer {
      entries[target] = entry
      if entry.isLeaving { remove(target) }
    }
    guard let body = entry.wanted, body != entry.told else { return nil }
    entry.told = body
    entry.restsUntil = now + Self.restMilliseconds
    resting.add((target, entry.restsUntil))
    switch haste {
    case .prompt: promptPace.take(at: now)
    case .leisurely: leisurelyPace.take(at: now)
    }
    return body
  }
}
