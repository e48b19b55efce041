import Audio
import RTP
import Threads

/// What comes in: from whom, keys, and sound where someone wants it.
struct RTPReceiver {
  private var latch: SymmetricRTPLatch?
  /// Whether the socket is connected to the source, so that nothing else comes.
  private(set) var isConnected = false
  private var codec = AudioEncoding.pcmu
  private var keys = TelephoneEventReceiver()
  private let source: KeySource
  /// Whether a telephone-event has come in this call.
  private var eventsCame = false
  private var decoder: ReceiveDecoder?
  private var isCapturing = false
  /// Keys that were heard when a capture began or ended; told in the next turn.
  private var lateEvents: [MediaEvent] = []
  /// When the last packet came, RTP or RTCP, or when it became worth waiting for one.
  private var lastHeard: Int64 = 0
  /// When silence was told last.
  private var silenceTold = Int64.min

  init(keys source: KeySource) { self.source = source }

  /// Where packets go while the socket is not connected; `nil`: nowhere is known.
  var destination: MediaAddress? {
    guard let address = latch?.destination, !address.isUnspecified, address.port != 0 else {
      return nil
    }
    return address
  }

  /// A new agreement. The socket is not connected any more.
  mutating func agree(_ agreement: MediaAgreement, at now: Int64) {
    (lastHeard, isConnected) = (now, false)
    let signalled =
      MediaAddress(agreement.remoteAddress, port: agreement.remotePort) ?? MediaAddress.none
    if latch == nil { latch = SymmetricRTPLatch(signalled: signalled) }
    latch?.agree(on: signalled)
    keys.follow(clockRate: agreement.eventClockRate)
    codec = agreement.codec
    let wantsTones = source.listensForTones(
      eventsAgreed: agreement.telephoneEvent != nil, eventsCame: eventsCame)
    if wantsTones {
      openDecoder()
      decoder?.listenForKeys()
    } else {
      lateEvents += ignoreTones()
    }
  }

  /// - Returns: The end of a key that was down as a tone.
  private mutating func ignoreTones() -> [MediaEvent] {
    var events: [MediaEvent] = []
    decoder?.ignoreKeys(&events)
    if !isCapturing { decoder = nil }
    return events
  }

  // MARK: Capture

  mutating func capture() {
    isCapturing = true
    openDecoder()
    decoder?.capture(&lateEvents)
  }

  mutating func endCapture() -> [Int16] {
    guard isCapturing, let decoder else { return [] }
    isCapturing = false
    let rest = decoder.endCapture(&lateEvents)
    if !decoder.listensForKeys { self.decoder = nil }
    return rest
  }

  mutating func close() {
    decoder = nil
    isCapturing = false
  }

  private mutating func openDecoder() {
    if decoder == nil { decoder = ReceiveDecoder(codec.stored) }
  }

  // MARK: Packets

  /// Judges a packet. Where the socket is connected, the kernel does that.
  /// - Returns: `nil` for one of a stranger; else whether no other source can come into question.
  mutating func judge(
    _ header: RTPHeader, from source: MediaAddress, ownSSRC: UInt32
  ) -> Bool? {
    switch latch?.receive(header, from: source, isAgreed: true, ownSSRC: ownSSRC) {
    case .accepted, .latched: latch?.isSettled
    case .ignored, nil: nil
    }
  }

  mutating func connected() { isConnected = true }

  /// Notes a packet that came before the ACK: neither its sound nor its key counts.
  mutating func takeUnconfirmed(at now: Int64) { lastHeard = now }

  /// Takes a packet of the call.
  mutating func take(
    _ header: RTPHeader, _ payload: Span<UInt8>, _ format: NegotiatedFormat, at now: Int64,
    _ events: inout [MediaEvent]
  ) {
    lastHeard = now
    guard format.isEvent(header.payloadType, bytes: payload.count) else {
      decoder?.put(header, payload, format.codec(of: header.payloadType), &events)
      return
    }
    guard source.agreesOnEvents else { return }
    let changes = keys.receive(payload, header, at: Int(now / MonotonicTime.millisecond))
    if changes.isEmpty { return }
    for change in changes {
      switch change {
      case .down(let key, _):
        let samples = TelephoneEvent(payload).map { Int($0.duration) } ?? 0
        let age = samples * 1_000 / format.eventClockRate
        events.append(.key(key, by: .telephoneEvent, millisecondsAgo: age))
      case .up(let key, _): events.append(.keyUp(key, by: .telephoneEvent))
      }
    }
    guard !eventsCame else { return }
    eventsCame = true
    if source.listensForTones(eventsAgreed: true, eventsCame: true) { return }
    events += ignoreTones()
  }

  mutating func takeReport(at now: Int64) { lastHeard = now }

  /// Every 20 ms.
  mutating func turn(at now: Int64, _ events: inout [MediaEvent]) {
    if case .up(let key, _) = keys.tick(at: Int(now / MonotonicTime.millisecond)) {
      events.append(.keyUp(key, by: .telephoneEvent))
    }
    decoder?.turn(&events)
    if lateEvents.isEmpty { return }
    events += lateEvents
    lateEvents = []
  }

  /// For how long there has been nothing, when that is `limit` seconds, and again after as many
  /// more. A peer on hold, one that is muted, and one that leaves out silence are quiet too: whether
  /// the caller has gone is not told by the sound.
  mutating func takeSilence(at now: Int64, limit: Int) -> Int? {
    guard now - max(lastHeard, silenceTold) >= Int64(limit) * MonotonicTime.second else {
      return nil
    }
    silenceTold = now
    return Int((now - lastHeard) / MonotonicTime.second)
  }
}
