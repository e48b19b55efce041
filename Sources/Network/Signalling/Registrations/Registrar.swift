import SIP

/// The devices that have registered here, and where they are (RFC 3261 section 10.3).
struct Registrar {
  /// One contact of a device.
  struct Entry {
    var user: String
    var contact: String
    /// Where its REGISTER came from. This proves nothing; its connection must stay open.
    /// `nil` if it was remembered from before a restart.
    var source: TransportAddress?
    var path: ReturnPath?
    /// The proxies by which it is reached, the next one to us first (RFC 3327).
    var routes: [String] = []
    /// Whose connections and sockets it has come by.
    var stack: Stack
    var callID: String
    var sequence: UInt32
    var expiresAt: Double
    var ticket: Clock.Ticket?
  }

  private(set) var entries: [Entry] = []

  /// What a device has.
  func entries(of user: String) -> [Entry] { entries.filter { $0.user == user } }

  /// The entry with this contact.
  func entry(_ contact: String, of user: String? = nil) -> Entry? {
    entries.first { $0.contact == contact && (user == nil || $0.user == user) }
  }

  mutating func remove(_ contact: String, of user: String) {
    entries.removeAll { $0.contact == contact && $0.user == user }
  }

  mutating func put(_ entry: Entry) {
    remove(entry.contact, of: entry.user)
    entries.append(entry)
  }
}

/// What a REGISTER wants, before it is carried out.
private struct RegisterWish {
  var contact: String
  /// 0: it shall go.
  var seconds: Int
}

extension Agent {
  func receiveRegister(_ request: Message) {
    guard !options.devices.isEmpty else {
      return request.replyAndForget(Answer(405, "Method Not Allowed", [allow]))
    }
    let contacts = request.values("Contact").flatMap { WrittenAddress.list($0) }
    guard contacts == ["*"] || contacts.allSatisfy(isContact) else {
      return request.replyAndForget(Answer(400, "Malformed Contact"))
    }
    guard let user = registeringUser(request) else { return }
    let parts = request.value("To").flatMap { WrittenAddress($0) }.flatMap { SIPURI($0.uri) }
    guard parts?.user == user else { return request.reply(Answer(403, "Forbidden")) }
    if contacts == ["*"] {
      guard request.number("Expires") == 0 else {
        return request.reply(Answer(400, "Contact Star Needs Expires 0"))
      }
      for entry in registrar.entries(of: user) { unbind(entry) }
      return confirmBindings(request, user)
    }
    var wishes: [RegisterWish] = []
    for contact in contacts {
      guard let address = WrittenAddress(contact) else { continue }
      let asked = address.parameters["expires"].flatMap { Int($0) } ?? request.number("Expires")
      let seconds = min(
        max(0, asked ?? options.longestBindingSeconds), options.longestBindingSeconds)
      guard seconds == 0 || seconds >= limits.leastBindingSeconds else {
        let least = SIPHeader("Min-Expires", "\(limits.leastBindingSeconds)")
        return request.reply(Answer(423, "Interval Too Brief", [least]))
      }
      wishes.append(RegisterWish(contact: address.uri, seconds: seconds))
    }
    guard wishes.count <= limits.mostContacts else {
      return request.reply(Answer(403, "Too Many Contacts"))
    }
    bind(wishes, request, user)
  }

  /// A URI with headers must stand in brackets (RFC 3261 section 20.10).
  private func isContact(_ text: String) -> Bool {
    guard let address = WrittenAddress(text), SIPURI(address.uri) != nil else { return false }
    return text.contains("<") || !address.uri.contains("?")
  }

  /// The user whose password is in the request; `nil` if it was challenged.
  private func registeringUser(_ request: Message) -> String? {
    switch digest(of: request) {
    case .right(let user): return user
    case .forAnotherURI: refuseMisdirected(request)
    case .stale: challenge(request, isProxy: false, isStale: true)
    case .absent, .wrong: challenge(request, isProxy: false, isStale: false)
    }
    return nil
  }

  private func bind(_ wishes: [RegisterWish], _ request: Message, _ user: String) {
    for wish in wishes {
      let old = registrar.entry(wish.contact, of: user)
      if let old, old.callID == request.callID, old.sequence >= request.sequence {
        return request.reply(Answer(500, "CSeq Too Low", [SIPHeader("Retry-After", "0")]))
      }
    }
    var changes: [Binding] = []
    for wish in wishes {
      let old = registrar.entry(wish.contact, of: user)
      clock.cancel(old?.ticket)
      registrar.remove(wish.contact, of: user)
      if wish.seconds > 0 { registrar.put(entry(wish, request, user)) }
      guard wish.seconds > 0 || old != nil else { continue }
      changes.append(
        Binding(
          user: user, contact: wish.contact, expiresSeconds: wish.seconds,
          isNew: old?.callID != request.callID && wish.seconds > 0))
    }
    // A device that comes with a new address every time leaves no more than its newest ones.
    let all = registrar.entries(of: user)
    for entry in all.dropLast(limits.mostContacts) { unbind(entry) }
    confirmBindings(request, user)
    for change in changes { listener.bound(change) }
    if !changes.isEmpty { noteBindings() }
  }

  private func entry(_ wish: RegisterWish, _ request: Message, _ user: String) -> Registrar.Entry {
    let ticket = clock.after(Double(wish.seconds)) { [unowned self] in
      if let entry = registrar.entry(wish.contact, of: user) { unbind(entry) }
    }
    return Registrar.Entry(
      user: user, contact: wish.contact, source: request.source,
      path: ReturnPath(request), routes: Self.path(of: request), stack: request.stack,
      callID: request.callID, sequence: request.sequence,
      expiresAt: clock.seconds + Double(wish.seconds), ticket: ticket)
  }

  func unbind(_ entry: Registrar.Entry) {
    clock.cancel(entry.ticket)
    registrar.remove(entry.contact, of: entry.user)
    listener.bound(
      Binding(user: entry.user, contact: entry.contact, expiresSeconds: 0, isNew: false))
    noteBindings()
  }

  private func confirmBindings(_ request: Message, _ user: String) {
    let contacts = registrar.entries(of: user).map { entry in
      let left = Int((entry.expiresAt - clock.seconds).rounded(.up))
      return SIPHeader("Contact", "<\(entry.contact)>;expires=\(left)")
    }
    // The path shows the device by which proxies it is reached (RFC 3327 section 5.3).
    let path = Self.path(of: request).map { SIPHeader("Path", $0) }
    request.reply(Answer(200, "OK", contacts + path))
  }

  private static func path(of request: Message) -> [String] {
    request.values("Path").flatMap { WrittenAddress.list($0) }
  }

  /// A dialog to come: to a device by the way that it has registered, to others as their URI says.
  /// - Returns: `nil`: no address here reaches it.
  func outgoingDialog(to uri: String, from: String) -> SIPDialog? {
    let entry = registrar.entry(uri)
    guard let stack = entry?.stack ?? stack(for: uri) else { return nil }
    let dialog = SIPDialog(to: uri, from: from, by: stack)
    dialog.setReturnPath(entry?.path, by: entry?.routes ?? [])
    return dialog
  }
}
