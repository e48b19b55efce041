/// The agent's care for the connections of others.
extension Agent {
  /// Begins to look at them, again and again.
  func watchConnections() {
    guard stacks.contains(where: { !$0.listeners.isEmpty }) else { return }
    clock.after(limits.connectionCheckSeconds) { [unowned self] in
      checkConnections()
      watchConnections()
    }
  }

  private func checkConnections() {
    let check = gate.check(neededPeers, at: clock.seconds, limits)
    if check.hasWaiting {
      for stack in stacks { for listener in stack.listeners { ListeningSockets.resume(listener) } }
    }
    for sentence in check.sentences { listener.report(sentence) }
  }

  /// Peers with a call, a registration or a subscription by a connection.
  private var neededPeers: Set<ConnectionPeer> {
    let sources =
      callsByKey.values.compactMap(\.dialog.source) + registrar.entries.compactMap(\.source)
      + subscriptions.values.compactMap(\.dialog.source)
    return Set(sources.filter(\.transport.isReliable).map { ConnectionPeer($0) })
  }
}
