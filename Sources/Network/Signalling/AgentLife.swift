/// Binding, taking leave, and letting go.
extension Agent {
  /// Binds what the options ask for.
  func bind() throws(SignallingError) -> [TransportAddress] {
    guard !options.addresses.isEmpty else { throw SignallingError("no address to listen on") }
    var bound: [TransportAddress] = []
    for asked in options.addresses {
      var chosenPort = asked.port
      for var wanted in try expanded(asked) {
        wanted.port = chosenPort
        let address = try bind(wanted)
        bound.append(address)
        chosenPort = address.port
      }
    }
    for stack in stacks { stack.datagrams?.probe() }
    watchConnections()
    recallBindings()
    return bound
  }

  private func bind(_ wanted: TransportAddress) throws(SignallingError) -> TransportAddress {
    let stack: Stack
    if let fitting = stacks.first(where: { $0.hasRoom(for: wanted) }) {
      stack = fitting
    } else {
      stack = try Stack(product: options.product, resolver: resolver, gate)
      stack.receive = { [unowned self] in receive($0) }
      stack.receiveStray = { [unowned self] in receiveStray($0) }
      stacks.append(stack)
    }
    try stack.add(wanted, tls: wanted.transport == .tls ? try listeningContext(wanted) : nil)
    guard let address = stack.addresses.last else {
      throw SignallingError("\(wanted): no address was bound")
    }
    return address
  }

  /// Ends everything, tells so, and calls back when the answers are there or time is up.
  func sayGoodbye(_ done: @escaping () -> Void) {
    admission.retryAfterSeconds = limits.retryAfterSeconds
    rememberBindingsNow()
    for id in calls.keys.sorted(by: { $0.value < $1.value }) { hangUp(id) }
    endSubscriptions()
    endRegistrations()
    if openRequests == 0 {
      clock.after(0, done)
    } else {
      onIdle = done
      clock.after(limits.farewellSeconds, done)
    }
  }

  /// Lets go of everything that belongs to libre.
  func close() {
    onIdle = nil
    calls = [:]
    subscriptions = [:]
    subscriptionsByKey = [:]
    callsByKey = [:]
    for stack in stacks + checkingStacks.values { stack.close() }
    (stacks, checkingStacks) = ([], [:])
    registrar = Registrar()
  }
}
