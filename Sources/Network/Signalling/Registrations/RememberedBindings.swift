import SIP
import Threads

/// A registration of a device, as it outlives the process: telephones register for an hour, and
/// would be reached by nobody until they register again.
public struct RememberedBinding: Codable, Equatable, Sendable {
  public var user: String
  /// Where requests go, and by which proxies (RFC 3327).
  public var contact: String
  public var routes: [String]
  /// Of its last REGISTER, so that an old one that comes late changes nothing.
  public var callID: String
  public var sequence: UInt32
  /// In seconds since 1970.
  public var expiresAt: Double
}

/// Registrations that outlive the process.
extension Agent {
  /// Takes over what was remembered, once the addresses are bound. Its devices count as new: what they
  /// were told is not known.
  func recallBindings() {
    let now = WallTime.seconds
    for binding in options.rememberedBindings {
      let seconds = min(binding.expiresAt - now, Double(options.longestBindingSeconds))
      guard seconds >= 1, options.devices.contains(where: { $0.user == binding.user }),
        let stack = stack(for: binding.routes.first.flatMap(uri) ?? binding.contact)
      else { continue }
      recall(binding, for: seconds, by: stack)
    }
  }

  private func uri(_ route: String) -> String? { WrittenAddress(route)?.uri }

  private func recall(_ binding: RememberedBinding, for seconds: Double, by stack: Stack) {
    let ticket = clock.after(seconds) { [unowned self] in
      if let entry = registrar.entry(binding.contact, of: binding.user) { unbind(entry) }
    }
    registrar.put(
      Registrar.Entry(
        user: binding.user, contact: binding.contact, source: nil, path: nil,
        routes: binding.routes, stack: stack, callID: binding.callID, sequence: binding.sequence,
        expiresAt: clock.seconds + seconds, ticket: ticket))
    listener.bound(
      Binding(
        user: binding.user, contact: binding.contact, expiresSeconds: Int(seconds), isNew: true))
  }

  /// Lets all registrations be written down, soon and not for each one.
  func noteBindings() {
    guard let remember = options.rememberBindings, !isRememberingBindings else { return }
    isRememberingBindings = true
    clock.after(limits.rememberSeconds) { [unowned self] in
      isRememberingBindings = false
      remember(bindingsToRemember)
    }
  }

  /// Before the end, whatever was still to be written.
  func rememberBindingsNow() {
    if isRememberingBindings { options.rememberBindings?(bindingsToRemember) }
  }

  private var bindingsToRemember: [RememberedBinding] {
    let (now, seconds) = (WallTime.seconds, clock.seconds)
    return registrar.entries.map { entry in
      RememberedBinding(
        user: entry.user, contact: entry.contact, routes: entry.routes, callID: entry.callID,
        sequence: entry.sequence, expiresAt: now + entry.expiresAt - seconds)
    }
  }
}
