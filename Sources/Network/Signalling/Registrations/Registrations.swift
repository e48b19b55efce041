import SIP

/// A registration of ours at another server.
final class OwnRegistration {
  let id: RegistrationID
  let wanted: Registration
  let dialog: SIPDialog
  var expiresSeconds: Int
  var ticket: Clock.Ticket?
  var waitSeconds: Int
  /// How often in a row the server has asked for a longer time (423).
  var raises = 0
  var isRegistered = false
  var isEnding = false

  init(_ id: RegistrationID, _ wanted: Registration, _ dialog: SIPDialog, waitSeconds: Int) {
    (self.id, self.wanted, self.dialog) = (id, wanted, dialog)
    (expiresSeconds, self.waitSeconds) = (wanted.expiresSeconds, waitSeconds)
  }
}

/// Registering at other servers (RFC 3261 section 10.2).
extension Agent {
  func register(_ id: RegistrationID, _ wanted: Registration) {
    if let old = registrations[id] {
      // One that stands as it is wanted goes on; one that has failed is tried again at once.
      if old.wanted == wanted, old.isRegistered { return }
      if old.wanted.registrar != wanted.registrar || old.wanted.address != wanted.address {
        unregister(id)
      }
      clock.cancel(old.ticket)
      old.isEnding = true
      registrations[id] = nil
    }
    guard let stack = stack(for: wanted.registrar) else {
      let reason = "\(wanted.registrar) cannot be reached from any address here"
      return listener.registered(id, .failed(reason, retrySeconds: 0))
    }
    let dialog = SIPDialog(
      to: wanted.address, from: wanted.address, by: stack, target: wanted.registrar)
    dialog.digest = wanted.credentials.map(DigestSession.init)
    let registration = OwnRegistration(
      id, wanted, dialog, waitSeconds: limits.firstRetrySeconds)
    registrations[id] = registration
    refresh(registration)
  }

  func unregister(_ id: RegistrationID) {
    guard let registration = registrations.removeValue(forKey: id) else { return }
    clock.cancel(registration.ticket)
    registration.isEnding = true
    guard registration.isRegistered else { return listener.registered(id, .ended) }
    registration.expiresSeconds = 0
    sendRegister(registration) { [unowned self] outcome in
      if outcome.isFinal { listener.registered(id, .ended) }
    }
  }

  func endRegistrations() {
    for id in registrations.keys.sorted(by: { $0.value < $1.value }) { unregister(id) }
  }

  private func refresh(_ registration: OwnRegistration) {
    guard !registration.isEnding, registrations[registration.id] === registration else { return }
    sendRegister(registration) { [unowned self] outcome in
      guard outcome.isFinal, !registration.isEnding else { return }
      registrationAnswered(registration, outcome)
    }
  }

  private func sendRegister(
    _ registration: OwnRegistration, _ done: @escaping (ClientTransaction.Outcome) -> Void
  ) {
    let user = SIPURI(registration.wanted.address)?.writtenUser ?? ""
    let headers = [
      SIPHeader("Expires", "\(registration.expiresSeconds)"), allow, Self.supported,
    ]
    let contact = ContactText(
      user: user, parameters: ";expires=\(registration.expiresSeconds)")
    send("REGISTER", in: registration.dialog, headers, contact: contact, done)
  }

  private func registrationAnswered(
    _ registration: OwnRegistration, _ outcome: ClientTransaction.Outcome
  ) {
    guard case .response(let message) = outcome else {
      return retry(registration, outcome.status.reason, after: nil)
    }
    let status = message.status
    if status.isSuccess { return registrationAccepted(registration, message) }
    if status.code == 423, let least = message.number("Min-Expires"),
      registration.expiresSeconds < least, least <= limits.longestAskedSeconds,
      registration.raises < limits.mostRaises
    {
      registration.raises += 1
      registration.expiresSeconds = least
      return refresh(registration)
    }
    let asked = message.number("Retry-After").map { min($0, limits.longestAskedSeconds) }
    retry(registration, "\(status.code) \(status.reason)", after: asked)
  }

  private func registrationAccepted(_ registration: OwnRegistration, _ message: Message) {
    let user = SIPURI(registration.wanted.address)?.user ?? ""
    let own = message.values("Contact").flatMap { WrittenAddress.list($0) }
      .compactMap { WrittenAddress($0) }
      .first { contact in
        let parts = SIPURI(contact.uri)
        return parts?.user == user
          && registration.dialog.stack.addresses.contains { $0.address == parts?.host }
      }
    let granted =
      own?.parameters["expires"].flatMap { Int($0) } ?? message.number("Expires")
      ?? registration.expiresSeconds
    registration.waitSeconds = limits.firstRetrySeconds
    registration.raises = 0
    if !registration.isRegistered {
      registration.isRegistered = true
      listener.registered(registration.id, .registered)
    }
    // Early enough to try again before it ends.
    let seconds = Double(min(max(1, granted), limits.longestAskedSeconds))
    refresh(registration, after: max(seconds * 0.5, seconds - 30))
  }

  private func retry(_ registration: OwnRegistration, _ reason: String, after asked: Int?) {
    // The next try begins anew with what the configuration says.
    (registration.raises, registration.expiresSeconds) = (0, registration.wanted.expiresSeconds)
    let wait = max(registration.waitSeconds, asked ?? 0)
    registration.waitSeconds = min(registration.waitSeconds * 2, limits.longestRetrySeconds)
    registration.isRegistered = false
    listener.registered(registration.id, .failed(reason, retrySeconds: wait))
    refresh(registration, after: Double(wait))
  }

  private func refresh(_ registration: OwnRegistration, after seconds: Double) {
    clock.cancel(registration.ticket)
    registration.ticket = clock.after(seconds) { [unowned self, weak registration] in
      if let registration { refresh(registration) }
    }
  }
}
