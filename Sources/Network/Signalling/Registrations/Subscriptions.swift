import SIP

/// A phone's subscription to the state of a mailbox (RFC 6665, RFC 3842).
final class Subscription {
  let id: SubscriptionID
  let dialog: SIPDialog
  /// The event as it was asked for, with its `id`.
  let event: String
  var expiresAt: Double
  var ticket: Clock.Ticket?
  var isNotifying = false
  /// Waits until the NOTIFY before it is answered; a newer one takes its place.
  var next: (body: SIPBody, isLast: Bool)?
  var lastBody: SIPBody?
  /// How long after the next refusal the last NOTIFY is sent again; `nil` if none was refused.
  var retrySeconds: Double?

  init(_ id: SubscriptionID, _ dialog: SIPDialog, event: String, expiresAt: Double) {
    (self.id, self.dialog, self.event, self.expiresAt) = (id, dialog, event, expiresAt)
  }
}

/// The notifier's side of SUBSCRIBE.
extension Agent {
  static let allowEvents = SIPHeader("Allow-Events", "message-summary, refer")

  func receiveSubscribe(_ request: Message) {
    let event = request.value("Event") ?? ""
    guard sameText(trimmed(event.prefix { $0 != ";" }), "message-summary") else {
      return request.replyAndForget(Answer(489, "Bad Event", [Self.allowEvents]))
    }
    let accepted = request.words("Accept").map { trimmed($0.prefix { $0 != ";" }).lowercased() }
    let types = ["application/simple-message-summary", "application/*", "*/*"]
    guard accepted.isEmpty || accepted.contains(where: types.contains) else {
      return request.replyAndForget(Answer(406, "Not Acceptable"))
    }
    guard let seconds = subscriptionSeconds(request) else { return }
    let device: String?
    switch evidence(of: request).identify() {
    case .challenged(let isStale): return challenge(request, isProxy: true, isStale: isStale)
    case .misdirected: return refuseMisdirected(request)
    case .known(let caller): device = caller.device
    }
    guard subscriptions.count < limits.mostSubscriptions else {
      count(
        .mostSubscriptions,
        "a subscription was refused: there are \(subscriptions.count), and no more may be")
      let wait = SIPHeader("Retry-After", "\(limits.retryAfterSeconds)")
      return request.replyAndForget(Answer(503, "Service Unavailable", [wait]))
    }
    guard let dialog = SIPDialog(accepting: request) else {
      return request.replyAndForget(Answer(400, "Missing Contact"))
    }
    lastSubscription += 1
    let subscription = Subscription(
      SubscriptionID(lastSubscription), dialog, event: event, expiresAt: 0)
    subscriptions[subscription.id] = subscription
    subscriptionsByKey[dialog.key] = subscription
    accept(request, subscription, seconds)
    listener.subscribed(
      subscription.id,
      IncomingSubscription(
        requestURI: request.requestURI, event: "message-summary", source: request.source,
        device: device, expiresSeconds: seconds))
  }

  /// A refresh, or the end.
  func receive(_ request: Message, in subscription: Subscription) {
    guard request.method != "ACK" else { return }
    if let last = subscription.dialog.remoteSequence, request.sequence <= last {
      return request.reply(Answer(500, "CSeq Too Low", [SIPHeader("Retry-After", "0")]))
    }
    subscription.dialog.remoteSequence = request.sequence
    guard request.method == "SUBSCRIBE" else {
      return request.reply(Answer(405, "Method Not Allowed", [SIPHeader("Allow", "SUBSCRIBE")]))
    }
    guard let seconds = subscriptionSeconds(request) else { return }
    subscription.dialog.refreshTarget(by: request)
    accept(request, subscription, seconds)
    guard let body = subscription.lastBody else { return }
    publish(subscription.id, body, isLast: seconds == 0)
  }

  /// `nil`: too brief, which was answered.
  private func subscriptionSeconds(_ request: Message) -> Int? {
    let asked = max(0, request.number("Expires") ?? limits.longestSubscriptionSeconds)
    guard asked == 0 || asked >= limits.leastSubscriptionSeconds else {
      let least = SIPHeader("Min-Expires", "\(limits.leastSubscriptionSeconds)")
      request.reply(Answer(423, "Interval Too Brief", [least]))
      return nil
    }
    return min(asked, limits.longestSubscriptionSeconds)
  }

  private func accept(_ request: Message, _ subscription: Subscription, _ seconds: Int) {
    subscription.expiresAt = clock.seconds + Double(seconds)
    clock.cancel(subscription.ticket)
    subscription.ticket = nil
    if seconds > 0 {
      subscription.ticket = clock.after(Double(seconds)) { [unowned self, weak subscription] in
        guard let subscription else { return }
        sendNotify(subscription, subscription.lastBody, ending: "timeout")
        remove(subscription)
      }
    }
    let expires = SIPHeader("Expires", "\(seconds)")
    request.reply(Answer(200, "OK", [contact(request), expires]))
  }

  func publish(_ id: SubscriptionID, _ body: SIPBody, isLast: Bool) {
    guard let subscription = subscriptions[id] else { return }
    subscription.lastBody = body
    guard !subscription.isNotifying else {
      subscription.next = (body, isLast || subscription.next?.isLast == true)
      return
    }
    let isOver = subscription.expiresAt <= clock.seconds
    sendNotify(subscription, body, ending: isOver ? "timeout" : isLast ? "noresource" : nil)
    if isOver || isLast { remove(subscription) }
  }

  private func sendNotify(_ subscription: Subscription, _ body: SIPBody?, ending: String?) {
    let left = Int(max(1, (subscription.expiresAt - clock.seconds).rounded(.up)))
    let state = ending.map { "terminated;reason=\($0)" } ?? "active;expires=\(left)"
    let headers = [
      SIPHeader("Event", subscription.event), SIPHeader("Subscription-State", state),
    ]
    subscription.isNotifying = true
    send("NOTIFY", in: subscription.dialog, headers, body, contact: ContactText()) {
      [unowned self] outcome in
      guard outcome.isFinal else { return }
      subscription.isNotifying = false
      notifyAnswered(subscription, outcome)
    }
  }

  private func notifyAnswered(
    _ subscription: Subscription, _ outcome: ClientTransaction.Outcome
  ) {
    guard subscriptions[subscription.id] != nil else { return }
    // These say that the subscription is gone (RFC 6665 section 4.2.2).
    let gone = [404, 405, 408, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604]
    if gone.contains(outcome.status.code) { return remove(subscription) }
    let wait = subscription.retrySeconds ?? limits.notifyRetrySeconds.first
    subscription.retrySeconds =
      outcome.status.isSuccess ? nil : min(2 * wait, limits.notifyRetrySeconds.longest)
    if let next = subscription.next {
      subscription.next = nil
      publish(subscription.id, next.body, isLast: next.isLast)
    } else if !outcome.status.isSuccess {
      tellAgain(subscription, after: wait)
    }
  }

  /// The subscriber could not take its last NOTIFY; unless it is told something else until then, it is
  /// told the same again.
  private func tellAgain(_ subscription: Subscription, after seconds: Double) {
    let sequence = subscription.dialog.sequence
    clock.after(seconds) { [unowned self, weak subscription] in
      guard let subscription, let body = subscription.lastBody,
        subscription.dialog.sequence == sequence
      else { return }
      publish(subscription.id, body, isLast: false)
    }
  }

  private func remove(_ subscription: Subscription) {
    clock.cancel(subscription.ticket)
    guard subscriptions.removeValue(forKey: subscription.id) != nil else { return }
    subscriptionsByKey[subscription.dialog.key] = nil
    listener.unsubscribed(subscription.id)
  }

  /// The phones are to subscribe again, perhaps elsewhere.
  func endSubscriptions() {
    for subscription in subscriptions.values.sorted(by: { $0.id.value < $1.id.value }) {
      sendNotify(subscription, subscription.lastBody, ending: "deactivated")
      remove(subscription)
    }
  }

  /// NOTIFY without a subscription, as many phones want it for message waiting.
  func notify(_ request: NotifyRequest) {
    let headers = [
      SIPHeader("Event", request.event), SIPHeader("Subscription-State", "active"),
    ]
    sendOutside("NOTIFY", to: request.uri, from: request.from, headers, request.body) {
      [unowned self] in listener.notified(request, $0)
    }
  }

  /// Asks a peer for what it can, to see whether it is there.
  func probe(_ uri: String, from: String) {
    sendOutside("OPTIONS", to: uri, from: from, [], nil) { [unowned self] in
      listener.probed(uri, $0)
    }
  }

  /// - Parameter ended: Is told the final status; 408 if no answer comes or nothing can be sent.
  private func sendOutside(
    _ method: String, to uri: String, from: String, _ headers: [SIPHeader], _ body: SIPBody?,
    _ ended: @escaping (SIPStatus) -> Void
  ) {
    guard let dialog = outgoingDialog(to: uri, from: from) else {
      return ended(SIPStatus(408, "It cannot be reached from any address here"))
    }
    send(method, in: dialog, headers, body, contact: ContactText()) { outcome in
      if outcome.isFinal { ended(outcome.status) }
    }
  }
}
