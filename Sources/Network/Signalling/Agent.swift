import SIP

/// Everything that the reactor's thread knows: stacks, calls, subscriptions, registrations. It is
/// made and used on that thread only.
final class Agent {
  private(set) var options: SignallingOptions
  let limits: SignallingLimits
  let listener: any SignallingListener
  let refusals: SignallingRefusals
  /// When each kind of refusal was last reported.
  private var refusalReports: [SignallingRefusals.Reason: Double] = [:]
  let clock: Clock
  let resolver = Resolver()
  var stacks: [Stack] = []

  var calls: [DialogID: AgentCall] = [:]
  var callsByKey: [DialogKey: AgentCall] = [:]
  var subscriptions: [SubscriptionID: Subscription] = [:]
  var subscriptionsByKey: [DialogKey: Subscription] = [:]
  var lastSubscription: UInt64 = 0
  var registrations: [RegistrationID: OwnRegistration] = [:]
  var registrar = Registrar()
  var isRememberingBindings = false
  var nonces: Nonces
  var provenConnections = ProvenConnections()
  var challengePace = ChallengePace()
  /// Challenges that are sent later.
  var waitingChallenges = 0
  var wrongPasswordReported = -Double.infinity
  var admission: Admission
  /// Lets connections in.
  let gate: ConnectionGate
  /// For servers that are called by TLS, by name; see `checkingStack`.
  var checkingStacks: [String: Stack] = [:]
  /// Requests of ours that have no final response yet.
  var openRequests = 0
  var onIdle: (() -> Void)?

  init(
    _ options: SignallingOptions, _ limits: SignallingLimits, _ clock: Clock,
    _ listener: any SignallingListener, counting refusals: SignallingRefusals
  ) {
    (self.options, self.limits, self.clock, self.listener) = (options, limits, clock, listener)
    self.refusals = refusals
    admission = Admission(options, limits)
    nonces = Nonces(secret: options.nonceSecret)
    gate = ConnectionGate(options, limits, counting: refusals)
  }

  /// Carries out a command.
  func perform(_ command: SignallingCommand) {
    switch command {
    case .ring(let id): ring(id)
    case .answer(let id, let body): answer(id, body)
    case .refuse(let id, let status, let headers): refuse(id, status, headers)
    case .hangUp(let id): hangUp(id)
    case .verify(let id): verify(id)
    case .refer(let id, let target, let headers): refer(id, to: target, headers)
    case .info(let id, let body): inform(id, body)
    case .reoffer(let id, let body): reoffer(id, body)
    case .invite(let id, let call): invite(id, call)
    case .notifyReferred(let id, let status): notifyReferred(id, status)
    case .notify(let request): notify(request)
    case .probe(let uri, let from): probe(uri, from: from)
    case .publish(let id, let body, let isLast): publish(id, body, isLast: isLast)
    case .register(let id, let registration): register(id, registration)
    case .unregister(let id): unregister(id)
    case .follow(let new):
      let old = options.devices
      options = new
      admission.options = new
      provenConnections.keep { device in
        old.contains { $0.user == device && new.devices.contains($0) }
      }
      gate.follow(new)
    case .refuseNewCalls(let seconds): admission.retryAfterSeconds = seconds
    }
  }

  /// Counts a refusal, and reports it: of each kind at most one a second, so that a flood cannot fill
  /// the log.
  func count(_ reason: SignallingRefusals.Reason, _ sentence: @autoclosure () -> String) {
    refusals.add(reason)
    if let last = refusalReports[reason], clock.seconds - last < 1 { return }
    refusalReports[reason] = clock.seconds
    listener.report(sentence())
  }

  /// Sends a request within a dialog and answers a challenge.
  /// - Parameter done: Is told every response; a final one or a failure comes exactly once,
  ///   perhaps before this returns.
  @discardableResult func send(
    _ method: String, in dialog: SIPDialog, _ headers: [SIPHeader] = [], _ body: SIPBody? = nil,
    contact: ContactText? = nil, try number: Int = 1,
    _ done: @escaping (ClientTransaction.Outcome) -> Void
  ) -> ClientTransaction? {
    let head = dialog.request(method, headers: headers, body: body, product: options.product)
    return submit(head, by: dialog.stack, contact: contact) { [unowned self] outcome in
      if case .response(let message) = outcome, [401, 407].contains(message.status.code),
        number < mostTries,
        let digest = dialog.digest, digest.take(message)
      {
        send(method, in: dialog, headers, body, contact: contact, try: number + 1, done)
      } else {
        done(outcome)
      }
    }
  }

  /// Sends a request as it is.
  @discardableResult func submit(
    _ head: RequestDraft, by stack: Stack, contact: ContactText?,
    _ done: @escaping (ClientTransaction.Outcome) -> Void
  ) -> ClientTransaction? {
    openRequests += 1
    let sent = ClientTransaction.send(head, by: stack, contact: contact) { [unowned self] outcome in
      done(outcome)
      if outcome.isFinal { requestEnded() }
    }
    guard let sent else {
      done(.failure("\(head.method) cannot be sent to \(head.nextHop)"))
      requestEnded()
      return nil
    }
    return sent
  }

  private func requestEnded() {
    openRequests -= 1
    if openRequests == 0 { onIdle?() }
  }

  /// The stack that reaches a URI: of its transport and family, with the address that the system
  /// would send from.
  func stack(for uri: String) -> Stack? {
    guard let parts = SIPURI(hop(uri)) else { return nil }
    let isIPv6 = parts.host.contains(":")
    let fitting = stacks.filter { stack in
      stack.addresses.contains { address in
        (parts.transport ?? address.transport) == address.transport
          && address.address.contains(":") == isIPv6
      }
    }
    if parts.transport == .tls, options.verifiesPeers, let stack = fitting.first {
      return checkingStack(for: parts.host, near: stack)
    }
    guard fitting.count > 1, let source = localAddress(toward: parts.host) else {
      return fitting.first
    }
    return fitting.first { $0.addresses.first?.address == source } ?? fitting.first
  }
}

/// How often a request is sent before we believe that the password is not wanted.
let mostTries = 3

extension ClientTransaction.Outcome {
  /// Whether nothing follows on it.
  var isFinal: Bool {
    switch self {
    case .response(let message): message.status.isFinal
    case .failure: true
    }
  }

  /// The status; a failure counts as 408 (RFC 3261 section 8.1.3.1).
  var status: SIPStatus {
    switch self {
    case .response(let message): message.status
    case .failure(let sentence): SIPStatus(408, sentence)
    }
  }
}
