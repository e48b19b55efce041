/// Who sends a request, as far as it can be proved.
enum Identity {
  case unknown
  /// A device that has registered here, or has proved its password.
  case device(String)
  /// It says that it is one of our devices and has to prove it.
  case challenge(Answer)
}

extension Agent {
  /// Who sends a request that is no REGISTER.
  func identify(_ request: Message) -> Identity {
    guard !options.devices.isEmpty else { return .unknown }
    let claimed =
      request.value("From").flatMap { NameAddress($0) }
      .flatMap { URIParts($0.uri) }?.user ?? ""
    let near = registrar.devices(at: request.source)
    if near.contains(claimed) { return .device(claimed) }
    if near.count == 1, let only = near.first { return .device(only) }
    for value in request.values("Proxy-Authorization") {
      guard let fields = DigestFields(value), fields["realm"] == options.realm else { continue }
      switch check(fields, request) {
      case .good(let user): return .device(user)
      case .stale: return .challenge(challenge(isProxy: true, isStale: true))
      case .wrong:
        countWrongPassword(request)
        return .challenge(challenge(isProxy: true, isStale: false))
      }
    }
    return options.devices.contains { $0.user == claimed }
      ? .challenge(challenge(isProxy: true, isStale: false)) : .unknown
  }

  func check(_ fields: DigestFields, _ request: Message) -> Nonces.Verdict {
    nonces.check(
      fields, method: request.method, realm: options.realm, among: options.devices,
      at: clock.seconds, limits)
  }

  /// Holds it against the source, and reports it: at most once a second, so that nobody can fill the
  /// log.
  func countWrongPassword(_ request: Message) {
    admission.tookWrongPassword(from: request.source.address, at: clock.seconds, limits)
    guard clock.seconds - wrongPasswordReported >= 1 else { return }
    wrongPasswordReported = clock.seconds
    listener.report("a password was wrong in \(request.method) from \(request.source)")
  }

  func challenge(isProxy: Bool, isStale: Bool) -> Answer {
    nonces.challenge(
      realm: options.realm, isProxy: isProxy, isStale: isStale, at: clock.seconds)
  }
}
