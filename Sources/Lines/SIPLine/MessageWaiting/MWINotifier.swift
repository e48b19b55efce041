import Mailbox
import SIP
import Signalling
import Store

/// What ``MessageWaiting`` knows: who is told of whose messages, and what they were told. One
/// thread at a time uses it. Times are those of ``MonotonicTime/milliseconds``.
struct MWINotifier {
  private var settings: MessageWaitingSettings
  /// Those of the configuration, which are in the settings while they are told from here.
  private var configured: [String]
  private var tellsSystems: Bool
  private let accounts: any Accounts
  private var plan = NotifyPlan()
  private var subscriptions: [SubscriptionID: IncomingSubscription] = [:]
  /// By contact, and until when; also those of devices that belong to nobody yet.
  private var bindings: [String: (device: String, until: Int64)] = [:]
  /// The addresses that the configuration names, by the user of whom they are told.
  private var fixed: [Int64: Set<NotifyTarget>] = [:]
  private var peers = NotifyPeers()
  private var retries = NotifyRetries()
  /// When the addresses of the configuration are told everything once more.
  private var repeatAt: Int64?
  private static let repeatMilliseconds: Int64 = 600_000

  /// - Parameter tellsSystems: See ``tellSystems(_:at:)``; of several nodes one does that.
  init(_ settings: MessageWaitingSettings, _ accounts: any Accounts, tellsSystems: Bool = true) {
    (self.settings, self.accounts, self.tellsSystems) = (settings, accounts, tellsSystems)
    configured = settings.targets
    if !tellsSystems { self.settings.targets = [] }
  }

  /// From now on the addresses of the configuration are told from here, beginning with how everybody's
  /// mailbox stands; or from another node, which knows it.
  mutating func tellSystems(_ tellsSystems: Bool, at now: Int64) throws(StoreError) {
    guard tellsSystems != self.tellsSystems else { return }
    settings.targets = tellsSystems ? configured : []
    followPeers(at: now)
    if !tellsSystems { for target in fixed.values.joined() { plan.remove(target) } }
    fixed = [:]
    if tellsSystems { try recheckFixed(nil, .leisurely) }
    self.tellsSystems = tellsSystems
  }

  // MARK: What is to be sent

  /// The next NOTIFY, or OPTIONS to a peer that may not be there; `nil`: nothing now.
  mutating func next(at now: Int64) -> SignallingCommand? {
    repeatFixed(at: now)
    tryAgain(at: now)
    if let uri = peers.nextProbe(at: now, isNeeded: plan.contains) {
      return .probe(uri: uri, from: settings.portal)
    }
    while let (target, text) = plan.next(at: now) {
      let body = Self.body(text)
      switch target {
      case .subscription(let id): return .publish(id, body, isLast: false)
      case .contact(let uri), .fixed(let uri):
        guard !peers.isAway(uri) else {
          plan.hold(target)
          peers.hold(target, at: uri)
          continue
        }
        return .notify(
          NotifyRequest(uri: uri, from: settings.portal, event: Self.event, body: body))
      }
    }
    return nil
  }

  /// When there may be a next one.
  var deadline: Int64? {
    [plan.deadline, peers.deadline, retries.deadline, repeatAt].compactMap(\.self).min()
  }

  // MARK: Who answers

  /// How a NOTIFY outside a subscription ended.
  mutating func notified(_ uri: String, _ status: SIPStatus, at now: Int64) {
    retries.answered(uri, status, at: now)
    guard status.saysAway else {
      renew(peers.answered(uri, at: now), of: uri)
      return
    }
    peers.failed(uri, at: now)
    for target in targets(at: uri) {
      plan.hold(target)
      peers.hold(target, at: uri)
    }
  }

  /// Who is told at an address without a subscription.
  private func targets(at uri: String) -> [NotifyTarget] {
    [NotifyTarget.contact(uri), .fixed(uri)].filter(plan.contains)
  }

  /// Addresses that have refused a NOTIFY are told once more.
  private mutating func tryAgain(at now: Int64) {
    while let uri = retries.next(at: now) {
      for target in targets(at: uri) { plan.renew(target, .leisurely) }
      if targets(at: uri).isEmpty { retries.forget(uri) }
    }
  }

  /// How OPTIONS ended.
  /// - Returns: Whether the peer is there again.
  mutating func probed(_ uri: String, _ status: SIPStatus, at now: Int64) -> Bool {
    if status.saysAway {
      peers.failed(uri, at: now)
      return false
    }
    let held = peers.answered(uri, at: now)
    renew(held, of: uri)
    return held != nil
  }

  /// A peer was away: it is told what it has missed, and one that the configuration names everything.
  private mutating func renew(_ held: Set<NotifyTarget>?, of uri: String) {
    guard let held else { return }
    for target in held { plan.renew(target, .prompt) }
    let key = NotifyPeers.key(uri)
    for target in fixed.values.joined() where target.isAt(key) { plan.renew(target, .leisurely) }
  }

  private mutating func repeatFixed(at now: Int64) {
    guard let time = repeatAt, time <= now else { return }
    repeatAt = now + Self.repeatMilliseconds
    for target in fixed.values.joined() { plan.renew(target, .leisurely) }
  }

  /// From now on the peers of the configuration are asked and told again.
  private mutating func followPeers(at now: Int64) {
    peers.follow(settings.systems, at: now)
    repeatAt = settings.targets.isEmpty ? nil : now + Self.repeatMilliseconds
  }

  // MARK: Who is told

  /// A phone or a PBX subscribes, or refreshes its subscription: either way it is told the state.
  /// - Returns: The answer to one who may not have it, or asks only once.
  mutating func subscribe(
    _ id: SubscriptionID, _ subscription: IncomingSubscription
  ) throws(StoreError) -> SignallingCommand? {
    guard let (number, waiting) = try subject(of: subscription) else {
      forget(id)
      return Self.refusal(id)
    }
    let body = settings.body(of: waiting)
    guard subscription.expiresSeconds > 0 else {
      forget(id)
      return .publish(id, Self.body(body), isLast: true)
    }
    subscriptions[id] = subscription
    plan.add(.subscription(id), number: number, user: waiting.user)
    plan.show(body, to: .subscription(id))
    return nil
  }

  mutating func forget(_ id: SubscriptionID) {
    subscriptions[id] = nil
    plan.remove(.subscription(id))
  }

  /// A device registers, refreshes or goes. It is told when it is new, for it may have been off.
  mutating func bind(_ binding: Binding, at now: Int64) throws(StoreError) {
    guard binding.expiresSeconds > 0 else {
      bindings[binding.contact] = nil
      return plan.remove(.contact(binding.contact))
    }
    let until = now + Int64(binding.expiresSeconds) * 1_000
    bindings[binding.contact] = (binding.user, until)
    if binding.isNew { plan.remove(.contact(binding.contact)) }
    try enroll(binding.contact, of: binding.user, until: until)
  }

  /// Tells a device of the messages of the user to whom it belongs now, if it is not told yet.
  private mutating func enroll(
    _ contact: String, of device: String, until: Int64
  ) throws(StoreError) {
    let target = NotifyTarget.contact(contact)
    guard let number = settings.numbersOfDevices[device] else { return plan.remove(target) }
    if plan.number(of: target) == number { return plan.keep(target, until: until) }
    let waiting = try accounts.waitingMessages(
      ofNumber: number, in: settings.company)
    plan.add(target, number: number, user: waiting?.user, until: until)
    plan.show(waiting.map(settings.body) ?? MessageWaitingSettings.nothing, to: target)
  }

  /// Whose messages a subscription is about. `nil`: nobody's, or not the subscriber's to know;
  /// these two look the same from outside.
  private func subject(
    of subscription: IncomingSubscription
  ) throws(StoreError) -> (number: String, WaitingMessages)? {
    let event = subscription.event.prefix { $0 != ";" && $0 != " " }
    guard event == Self.event, let uri = SIPURI(subscription.requestURI) else { return nil }
    let isTrusted = settings.isTrusted(subscription.source)
    let number = subscription.device.flatMap { settings.numbersOfDevices[$0] }
    // The store is not asked for strangers, who may be many.
    guard isTrusted || number != nil else { return nil }
    let asked = try accounts.waitingMessages(
      ofNumber: uri.number, in: settings.company)
    if isTrusted, let asked { return (uri.number, asked) }
    guard let device = subscription.device, let number,
      let own = try accounts.waitingMessages(
        ofNumber: number, in: settings.company)
    else { return nil }
    // Telephones ask for their own name, their number, or the number of the portal.
    let names = ["", device, SIPURI(settings.portal)?.number]
    guard asked?.user == own.user || names.contains(uri.user) else { return nil }
    return (number, own)
  }

  // MARK: What has changed

  /// The messages or settings of these users may have changed; `nil`: those of everybody.
  mutating func recheck(
    _ users: [Int64]?, _ haste: NotifyPlan.Haste = .prompt, at now: Int64
  ) throws(StoreError) {
    let concerned = users ?? plan.users
    for number in plan.numbers(of: concerned) {
      let waiting = try accounts.waitingMessages(
        ofNumber: number, in: settings.company)
      plan.move(number, of: concerned, to: waiting?.user)
      if let waiting { plan.show(settings.body(of: waiting), of: waiting.user, haste) }
    }
    plan.show(MessageWaitingSettings.nothing, of: nil)
    if !settings.targets.isEmpty || !fixed.isEmpty {
      try recheckFixed(users, haste)
      if repeatAt == nil { followPeers(at: now) }
    }
  }

  private mutating func recheckFixed(
    _ users: [Int64]?, _ haste: NotifyPlan.Haste
  ) throws(StoreError) {
    var gone = Set(users ?? Array(fixed.keys))
    for waiting in try accounts.waitingMessages(of: users)
    where settings.company == nil || waiting.company == settings.company {
      gone.remove(waiting.user)
      let old = fixed[waiting.user]
      // Nobody has to be told that somebody never wanted to know.
      guard waiting.isIndicated || old != nil else { continue }
      let new = settings.targets(of: waiting)
      fixed[waiting.user] = new.isEmpty ? nil : new
      for target in (old ?? []).subtracting(new) {
        plan.remove(target, telling: MessageWaitingSettings.nothing)
      }
      for target in new.subtracting(old ?? []) {
        plan.add(target, number: nil, user: waiting.user)
        plan.show(settings.body(of: waiting), to: target, .leisurely)
      }
      if old != nil { plan.show(settings.body(of: waiting), of: waiting.user, haste) }
    }
    for user in gone {
      for target in fixed.removeValue(forKey: user) ?? [] {
        plan.remove(target, telling: MessageWaitingSettings.nothing)
      }
    }
  }

  /// Follows other settings.
  /// - Returns: The answers to those who may not know any more what they know.
  mutating func follow(
    _ new: MessageWaitingSettings, at now: Int64
  ) throws(StoreError) -> [SignallingCommand] {
    settings = new
    configured = new.targets
    if !tellsSystems { settings.targets = [] }
    followPeers(at: now)
    var refusals: [SignallingCommand] = []
    for (id, subscription) in subscriptions {
      guard let (number, waiting) = try subject(of: subscription) else {
        forget(id)
        refusals.append(Self.refusal(id))
        continue
      }
      guard number != plan.number(of: .subscription(id)) else { continue }
      plan.add(.subscription(id), number: number, user: waiting.user)
      plan.show(settings.body(of: waiting), to: .subscription(id), .leisurely)
    }
    bindings = bindings.filter { $0.value.until > now }
    for (contact, binding) in bindings {
      try enroll(contact, of: binding.device, until: binding.until)
    }
    try recheck(nil, .leisurely, at: now)
    return refusals
  }

  // MARK: Texts

  private static let event = "message-summary"

  private static func body(_ text: String) -> SIPBody {
    SIPBody(type: MessageSummary.type, text)
  }

  static func refusal(_ id: SubscriptionID) -> SignallingCommand {
    .publish(id, body(MessageWaitingSettings.nothing), isLast: true)
  }
}
