import Synchronization

/// What becomes of each request: let in or refused, read, answered by a worker, and over. The adapter
/// asks on libmicrohttpd's threads, which never wait here.
final class RequestLifecycle: Sendable {
  let settings: HTTPServerSettings
  let connections: Connections
  let sleepers = Sleepers()
  let report: @Sendable (HTTPTrouble) -> Void
  private let handler: @Sendable (HTTPRequest) -> HTTPResponse
  private let workers: WorkerThreads
  private let open = Atomic(0)
  private let held = Atomic(0)
  private let draining = Atomic(false)
  private let streams = Mutex<[ObjectIdentifier: EventStream]>([:])

  init(
    _ settings: HTTPServerSettings, report: @escaping @Sendable (HTTPTrouble) -> Void,
    handler: @escaping @Sendable (HTTPRequest) -> HTTPResponse
  ) {
    (self.settings, self.report, self.handler) = (settings, report, handler)
    connections = Connections(settings, report: report)
    workers = WorkerThreads(settings.workers, mostWaiting: settings.mostWaiting)
  }

  /// Requests whose head has come and whose answer has not gone, and streams.
  var openCount: Int { open.load(ordering: .relaxed) }

  // MARK: A request

  /// A head is whole.
  /// - Throws: Why the request is refused, before its body is read.
  func admit(_ exchange: Exchange, _ head: RequestHead) throws(RequestHead.Refusal) {
    open.add(1, ordering: .relaxed)
    exchange.connection.headCame()
    exchange.state.withLock { $0.hasHead = true }
    if exchange.connection.isSurplus {
      throw Self.busy("There are too many connections.", kind: .tooManyConnections)
    }
    var request = try head.request(settings)
    let client = ForwardedClient(
      peer: exchange.connection.address.text, isEncrypted: exchange.connection.isEncrypted,
      headers: request.headers, isTrusted: settings.isTrustedProxy)
    request.client = client.address
    request.isSecure = client.isSecure
    request.isFromTrustedProxy = client.isFromTrustedProxy
    exchange.state.withLock { [request] state in
      state.request = request
      state.bodyKind = head.body
      state.mostBytes = head.mostBytes(settings)
    }
  }

  /// A part of a body has come.
  /// - Returns: Whether it is to be read; else it is thrown away. `nil`: the connection is to be cut.
  func admit(_ exchange: Exchange, bytes count: Int) -> Bool? {
    exchange.connection.bodyCame(count)
    return exchange.state.withLock { state -> Bool? in
      state.received += count
      guard state.refusal == nil else {
        // Who is refused reads that only when she has sent all; but she cannot send for ever.
        return state.received <= 2 * state.mostBytes + 65_536 ? false : nil
      }
      if state.received > state.mostBytes {
        refuse(&state, RequestHead.tooLarge(state.mostBytes))
      } else if held.add(count, ordering: .relaxed).newValue > settings.mostBodyBytes {
        held.subtract(count, ordering: .relaxed)
        refuse(&state, Self.busy("Too much is being sent here.", kind: .busy))
      } else {
        state.held += count
        return true
      }
      return false
    }
  }

  private func refuse(_ state: inout Exchange.State, _ refusal: RequestHead.Refusal) {
    state.refusal = refusal
    letGo(&state)
  }

  private func letGo(_ state: inout Exchange.State) {
    held.subtract(state.held, ordering: .relaxed)
    (state.held, state.body, state.parts) = (0, [], nil)
  }

  /// A request is whole: a worker gets it, and its connection sleeps until that one has answered.
  /// - Returns: The answer when it is there; `nil` if not yet.
  func answer(_ exchange: Exchange) -> PreparedAnswer? {
    if let answer = exchange.state.withLock(\.answer) { return answer }
    exchange.connection.requestCame()
    let request: HTTPRequest?
    do throws(RequestHead.Refusal) {
      request = try exchange.state.withLock { state throws(RequestHead.Refusal) in
        if let refusal = state.refusal { throw refusal }
        return try state.takeRequest()
      }
    } catch {
      return answer(to: error, exchange)
    }
    guard sleepers.sleep(exchange.handle) else {
      return answer(to: Self.busy("The server ends.", kind: .busy), exchange)
    }
    if let request {
      let isTaken = workers.add { [self] in
        let answer = prepare(handler(request), isSecure: request.isSecure, exchange)
        exchange.state.withLock { $0.answer = answer }
        sleepers.wake(exchange.handle)
      }
      if isTaken { return nil }
      let answer = answer(to: Self.busy("Too many requests wait.", kind: .busy), exchange)
      exchange.state.withLock { $0.answer = answer }
      sleepers.wake(exchange.handle)
    } else if exchange.state.withLock({ $0.answer != nil }) {
      // It was woken for nothing, and the answer has come meanwhile.
      sleepers.wake(exchange.handle)
    }
    return nil
  }

  /// The answer has gone, or the client.
  func isOver(_ exchange: Exchange) {
    let hadHead = exchange.state.withLock { state in
      letGo(&state)
      state.request = nil
      state.answer = nil
      return state.hasHead
    }
    if hadHead { open.subtract(1, ordering: .relaxed) }
    exchange.connection.isIdle()
  }

  // MARK: Answers

  private static func busy(_ sentence: String, kind: HTTPTrouble.Kind) -> RequestHead.Refusal {
    RequestHead.Refusal(
      status: 503, kind: kind, sentence: sentence, headers: [("Retry-After", "2")])
  }

  /// The answer to what is refused.
  func answer(to refusal: RequestHead.Refusal, _ exchange: Exchange) -> PreparedAnswer {
    let client = exchange.connection.address.text
    report(
      HTTPTrouble(
        kind: refusal.kind, sentence: "\(client) got \(refusal.status): \(refusal.sentence)"))
    var response = HTTPResponse(
      Array((refusal.sentence + "\n").utf8), type: "text/plain; charset=utf-8",
      status: refusal.status)
    for (name, value) in refusal.headers { response.headers.add(name, value) }
    if exchange.connection.isSurplus { response.headers.add("Connection", "close") }
    return prepare(response, isSecure: exchange.connection.isEncrypted, exchange)
  }

  private func prepare(
    _ response: HTTPResponse, isSecure: Bool, _ exchange: Exchange
  ) -> PreparedAnswer {
    var response = SecurityHeaders.added(to: response, isSecure: isSecure)
    if draining.load(ordering: .relaxed) { response.headers.add("Connection", "close") }
    if let answer = PreparedAnswer(response, for: exchange.handle, of: self) { return answer }
    if case .events(let stream) = response.body { stream.close() }
    report(
      HTTPTrouble(
        kind: .answer,
        sentence: "An answer with status \(response.status) has a header that is none."))
    return PreparedAnswer.failure
  }

  // MARK: Streams

  /// A stream is being sent.
  func began(_ stream: EventStream) {
    streams.withLock { $0[ObjectIdentifier(stream)] = stream }
  }

  /// A stream is over.
  func ended(_ stream: EventStream) {
    streams.withLock { $0[ObjectIdentifier(stream)] = nil }
    stream.close()
  }

  /// Says on all streams that we are there.
  func beat() { for stream in streams.withLock({ Array($0.values) }) { stream.beat() } }

  // MARK: The end

  /// Ends the streams and lets no connection live on after its answer.
  func drain() {
    draining.store(true, ordering: .relaxed)
    for stream in streams.withLock({ Array($0.values) }) { stream.end() }
  }

  /// Nothing is begun any more, and nobody sleeps.
  func end() {
    workers.end()
    sleepers.end()
  }
}
