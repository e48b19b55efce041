import Signalling
import Threads

/// What message-waiting has yet to do: of each subscription, device and address only the newest, so
/// that it is bounded by them however long the store cannot be asked. A value; ``MessageWaiting`` keeps
/// it.
///
/// ```
/// SUBSCRIBE, REGISTER, a change ──► MWIWork ── next ──► MWINotifier
///                                      ▲                    │ the store cannot be asked
///                                      └──── putBack ───────┘ unless there is something newer
/// ```
struct MWIWork {
  enum Item {
    case settings(MessageWaitingSettings)
    case tellSystems(Bool)
    /// `nil`: those of everybody.
    case changed([Int64]?)
    case subscribed(SubscriptionID, IncomingSubscription)
    case unsubscribed(SubscriptionID)
    case bound(Binding)
    case notified(String, SIPStatus)
    case probed(String, SIPStatus)
  }

  private enum Key {
    case subscription(SubscriptionID)
    case device(String)
  }

  /// As many subscriptions as there may be.
  static let most = 50_000
  /// If more users have changed, all are looked at.
  private static let mostUsers = 10_000

  private let most: Int
  private var settings: MessageWaitingSettings?
  private var tellsSystems: Bool?
  private var users: Set<Int64> = []
  private var isEverybody = false
  private var subscriptions: [SubscriptionID: IncomingSubscription] = [:]
  private var bindings: [String: Binding] = [:]
  /// The same in the order in which they came, among others that have ended.
  private var order = Inbox<Key>()
  // What needs no store is done at once, so it does not gather.
  private var ended: Set<SubscriptionID> = []
  private var gone: [String: Binding] = [:]
  private var notified: [String: SIPStatus] = [:]
  private var probed: [String: SIPStatus] = [:]

  /// Nothing is to be done.
  /// - Parameter most: So many subscriptions and devices may wait.
  init(most: Int = most) { self.most = most }

  /// How many subscriptions and devices wait.
  var count: Int { subscriptions.count + bindings.count }

  /// Whether something waits for the store.
  var needsStore: Bool {
    settings != nil || tellsSystems != nil || isEverybody || !users.isEmpty || count > 0
  }

  /// Adds what came last.
  /// - Returns: Whether there was room for it.
  @discardableResult mutating func add(_ item: Item) -> Bool {
    switch item {
    case .settings(let new): settings = new
    case .tellSystems(let new): tellsSystems = new
    case .changed(let users): change(users)
    case .subscribed(let id, let subscription):
      guard subscriptions[id] != nil || count < most else { return false }
      keep(subscription, id)
      ended.remove(id)
    case .unsubscribed(let id):
      subscriptions[id] = nil
      ended.insert(id)
    case .bound(var binding):
      let before = bindings[binding.contact]
      guard binding.expiresSeconds > 0 else {
        bindings[binding.contact] = nil
        gone[binding.contact] = binding
        return true
      }
      gone[binding.contact] = nil
      guard before != nil || count < most else { return false }
      // One that is new to the registrar has not been told yet, also when it has refreshed since.
      binding.isNew = binding.isNew || before?.isNew == true
      keep(binding)
    case .notified(let uri, let status): notified[uri] = status
    case .probed(let uri, let status): probed[uri] = status
    }
    return true
  }

  /// Adds what could not be done, unless something newer is there.
  mutating func putBack(_ item: Item) {
    switch item {
    case .settings(let old): settings = settings ?? old
    case .tellSystems(let old): tellsSystems = tellsSystems ?? old
    case .changed(let users): change(users)
    case .subscribed(let id, let subscription):
      if subscriptions[id] == nil, !ended.contains(id) { keep(subscription, id) }
    case .bound(let binding):
      guard gone[binding.contact] == nil else { return }
      if bindings[binding.contact] == nil {
        keep(binding)
      } else if binding.isNew {
        bindings[binding.contact]?.isNew = true
      }
    case .unsubscribed, .notified, .probed: break  // These need no store.
    }
  }

  /// Takes what is to be done next, of what needs no store.
  mutating func nextWithoutStore() -> Item? {
    if let id = ended.popFirst() { return .unsubscribed(id) }
    if let (_, binding) = gone.popFirst() { return .bound(binding) }
    if let (uri, status) = notified.popFirst() { return .notified(uri, status) }
    if let (uri, status) = probed.popFirst() { return .probed(uri, status) }
    return nil
  }

  /// Takes what is to be done next, of what needs the store.
  mutating func nextForStore() -> Item? {
    if let new = settings {
      settings = nil
      return .settings(new)
    }
    if let new = tellsSystems {
      tellsSystems = nil
      return .tellSystems(new)
    }
    if isEverybody || !users.isEmpty {
      defer { (users, isEverybody) = ([], false) }
      return .changed(isEverybody ? nil : Array(users))
    }
    while let key = order.take() {
      switch key {
      case .subscription(let id):
        if let new = subscriptions.removeValue(forKey: id) { return .subscribed(id, new) }
      case .device(let contact):
        if let binding = bindings.removeValue(forKey: contact) { return .bound(binding) }
      }
    }
    return nil
  }

  private mutating func keep(_ subscription: IncomingSubscription, _ id: SubscriptionID) {
    if subscriptions.updateValue(subscription, forKey: id) == nil { append(.subscription(id)) }
  }

  private mutating func keep(_ binding: Binding) {
    if bindings.updateValue(binding, forKey: binding.contact) == nil {
      append(.device(binding.contact))
    }
  }

  /// Most of what has come may have ended since; then that is left out.
  private mutating func append(_ key: Key) {
    order.addAnyway(key)
    guard order.count > 2 * count + 64 else { return }
    for key in order.takeAll() where isWaiting(key) { order.addAnyway(key) }
  }

  private func isWaiting(_ key: Key) -> Bool {
    switch key {
    case .subscription(let id): subscriptions[id] != nil
    case .device(let contact): bindings[contact] != nil
    }
  }

  private mutating func change(_ users: [Int64]?) {
    if let users { self.users.formUnion(users) } else { isEverybody = true }
    if self.users.count > Self.mostUsers { isEverybody = true }
    if isEverybody { self.users = [] }
  }
}
