import CRe

/// A request of ours and what comes back.
@safe final class ClientTransaction {
  /// A response, or a sentence why none can come.
  enum Outcome {
    case response(Message)
    case failure(String)
  }

  private let stack: Stack
  private let contact: ContactText?
  private let onOutcome: (Outcome) -> Void
  /// libre clears it when it has forgotten the request; it must not move.
  private let request: UnsafeMutablePointer<OpaquePointer?>

  private init(_ stack: Stack, contact: ContactText?, _ onOutcome: @escaping (Outcome) -> Void) {
    (self.stack, self.contact, self.onOutcome) = (stack, contact, onOutcome)
    unsafe request = .allocate(capacity: 1)
    unsafe request.initialize(to: nil)
  }

  deinit {
    unsafe request.deinitialize(count: 1)
    unsafe request.deallocate()
  }

  /// Sends a request; `contact`: what its Contact header holds; `nil` if it has none.
  /// - Parameter onOutcome: Called for each provisional response and once at the end.
  /// - Returns: `nil` when it could not be sent; then nothing is told.
  static func send(
    _ head: RequestDraft, by stack: Stack, contact: ContactText?,
    _ onOutcome: @escaping (Outcome) -> Void
  ) -> ClientTransaction? {
    let made = ClientTransaction(stack, contact: contact, onOutcome)
    // libre keeps the address until the last outcome, which gives this reference back.
    let context = unsafe Unmanaged.passRetained(made)
    guard
      unsafe made.submit(
        head, isStateful: true, request: made.request, outcome: Self.take,
        context: context.toOpaque()) == 0
    else {
      unsafe context.release()
      return nil
    }
    return made
  }

  /// Sends a request to which no response comes: ACK.
  static func sendOnce(_ head: RequestDraft, by stack: Stack, contact: ContactText?) {
    let made = ClientTransaction(stack, contact: contact) { _ in }
    let context = unsafe Unmanaged.passUnretained(made).toOpaque()
    _ = unsafe made.submit(head, isStateful: false, request: nil, outcome: nil, context: context)
    withExtendedLifetime(made) {}
  }

  /// CANCEL, as soon as a provisional response has come (RFC 3261 section 9.1).
  func cancel() { unsafe sip_request_cancel(request.pointee) }

  private func submit(
    _ head: RequestDraft, isStateful: Bool, request: UnsafeMutablePointer<OpaquePointer?>?,
    outcome: (@convention(c) (Int32, UnsafePointer<sip_msg>?, UnsafeMutableRawPointer?) -> Void)?,
    context: UnsafeMutableRawPointer
  ) -> Int32 {
    let text = head.text
    guard let buffer = unsafe mbuf_alloc(text.utf8.count) else { return ENOMEM }
    let held = unsafe Reference(adopting: UnsafeMutableRawPointer(buffer))
    _ = unsafe mbuf_write_str(buffer, text)
    unsafe buffer.pointee.pos = 0
    let code = unsafe head.nextHop.withCString { hop in
      var hopText = unsafe pl()
      unsafe pl_set_str(&hopText, hop)
      var route = unsafe uri()
      let code = unsafe uri_decode(&route, &hopText)
      guard code == 0 else { return code }
      return unsafe sip_request(
        request, stack.libre, isStateful, head.method, -1, head.uri, -1, &route, buffer, 0,
        Self.finish, outcome, context)
    }
    return withExtendedLifetime(held) { code }
  }

  /// libre has chosen the local address: it goes into Contact.
  private static let finish:
    @convention(c) (
      sip_transp, UnsafePointer<sa>?, UnsafePointer<sa>?, UnsafeMutablePointer<mbuf>?,
      UnsafeMutableRawPointer?
    ) -> Int32 = { transport, local, _, buffer, context in
      guard let context = unsafe context, let local = unsafe local else { return EINVAL }
      let made = unsafe Unmanaged<ClientTransaction>.fromOpaque(context).takeUnretainedValue()
      guard let contact = made.contact, let transport = SignallingTransport(transport) else {
        return 0
      }
      let address = unsafe TransportAddress(transport, local.pointee)
      return unsafe mbuf_write_str(buffer, "Contact: \(contact.value(address))\r\n")
    }

  private static let take:
    @convention(c) (Int32, UnsafePointer<sip_msg>?, UnsafeMutableRawPointer?) -> Void = {
      code, raw, context in
      guard let context = unsafe context else { return }
      let held = unsafe Unmanaged<ClientTransaction>.fromOpaque(context)
      let made = unsafe held.takeUnretainedValue()
      guard code == 0, let raw = unsafe raw, let message = unsafe Message(raw, made.stack) else {
        made.onOutcome(.failure(reason(code == 0 ? EPROTO : code)))
        unsafe held.release()
        return
      }
      made.onOutcome(.response(message))
      if message.status.isFinal { unsafe held.release() }
    }
}

/// What goes into Contact besides the address, which libre chooses.
struct ContactText {
  var user = "voiceportal"
  /// Parameters of the header, each with its semicolon.
  var parameters = ""

  /// The value of the header.
  func value(_ address: TransportAddress) -> String {
    "<sip:\(user)@\(address.hostPort)\(address.transport.parameter)>\(parameters)"
  }
}

/// A request apart from its first line and Via.
struct RequestDraft {
  var method: String
  /// The request URI.
  var uri: String
  /// The URI of the next hop, with a numeric address or a name.
  var nextHop: String
  /// Every header from Max-Forwards on, the empty line and the body.
  var text: String
}
