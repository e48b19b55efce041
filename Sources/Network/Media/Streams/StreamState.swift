import Audio
import RTP
import Threads

/// What a stream knows. Under its lock: the media thread for some microseconds at each packet,
/// other threads to leave a wish.
struct StreamState {
  let sockets: PortPool.Pair
  let options: MediaOptions
  private(set) var format: NegotiatedFormat?
  private(set) var isClosed = false

  // Out
  var player = Player()
  var dialling = Dialling()
  var sender = RTPSender(at: MonotonicTime.now)
  var encoder = SoundEncoder()
  /// Since when something waits to be begun at once.
  var startAsked: Int64?

  // In
  var receiver: RTPReceiver

  // Both
  // libre's objects are made, used and dropped by the media thread only.
  private(set) var protection: SecureDirection?
  private(set) var unprotection: SecureDirection?
  /// The keys of a new agreement, until the media thread has seen it.
  private var newKeys: SecureMedia??
  var reports = Reports()
  /// Whether the peer's address may be sent to.
  var proof: AddressProof
  /// Whether the caller can hear what is played.
  var cutThrough: CutThrough

  init(
    _ sockets: PortPool.Pair, _ options: MediaOptions, _ proof: AddressProof, _ keys: KeySource
  ) {
    (self.sockets, self.options, self.proof) = (sockets, options, proof)
    receiver = RTPReceiver(keys: keys)
    cutThrough = CutThrough(pauseMilliseconds: options.answerPauseMilliseconds)
  }

  // MARK: Wishes

  mutating func connect(_ agreement: MediaAgreement, at now: Int64) {
    guard !isClosed else { return }
    let before = format
    let new = NegotiatedFormat(agreement)
    format = new
    encoder.use(new.codec)
    if proof.isConfirmed, new.sends, before?.sends != true || !new.isSamePlace(as: before) {
      awaitListener(at: now)
    }
    startAsked = now
    newKeys = .some(agreement.security)
    if receiver.isConnected { sockets.media.disconnect() }
    receiver.agree(agreement, at: now)
    reports.source = nil
    reports.begin(at: now, options)
  }

  mutating func confirm(at now: Int64) {
    if !proof.isConfirmed { awaitListener(at: now) }
    proof.confirm()
    if startAsked != nil { startAsked = now }
  }

  mutating func awaitListener(at now: Int64) {
    cutThrough.restart(at: Int(now / MonotonicTime.millisecond))
  }

  mutating func play(_ queue: PlayQueue, _ tag: UInt64, at now: Int64) -> PlayQueue? {
    startAsked = now
    return player.play(queue, tag)
  }

  mutating func hush() -> PlayQueue? { player.stop() }

  mutating func pause(_ isPaused: Bool, at now: Int64) {
    player.isPaused = isPaused
    if !isPaused { startAsked = now }
  }

  mutating func capture() { receiver.capture() }

  mutating func endCapture() -> [Int16] { receiver.endCapture() }

  mutating func press(_ keys: [Character], milliseconds: Int, pause: Int, at now: Int64) {
    startAsked = now
    dialling.press(
      keys, milliseconds: milliseconds, pause: pause, asTones: format?.pressesEvents != true)
  }

  /// - Returns: Whether it was open.
  mutating func close() -> Bool {
    let wasOpen = !isClosed
    isClosed = true
    receiver.close()
    _ = player.stop()
    return wasOpen
  }

  // MARK: Turns of the media thread

  /// - Returns: Whether a packet went out with which the 20 ms begin anew.
  mutating func begin(
    at now: Int64, _ reader: inout PacketReader, _ events: inout [MediaEvent],
    _ counters: inout MediaCounters
  ) -> Bool {
    secure()
    guard !isClosed, let format, maySend(format), let asked = startAsked else { return false }
    startAsked = nil
    if dialling.isActive {
      guard dialling.isFresh, sender.ahead(at: now) <= RTPSender.startAhead else { return false }
      dial(format, at: now, late: now - asked, &reader, &events, &counters)
    } else if player.hasSound, isHeard(at: now) {
      guard sender.ahead(at: now) <= RTPSender.startAhead else { return false }
      sendSound(format, at: now, late: now - asked, &reader, &counters)
    } else if now - sender.lastSent > MonotonicTime.second / 50 {
      // Opens the way through address translation, and shows the peer where we are.
      keepAlive(format, at: now, &reader, &counters)
    } else {
      return false
    }
    return true
  }

  mutating func visit(
    due: Int64, _ reader: inout PacketReader, _ events: inout [MediaEvent],
    _ counters: inout MediaCounters
  ) {
    guard !isClosed, let format else { return }
    let now = MonotonicTime.now
    secure()
    receiver.turn(at: now, &events)
    if maySend(format) {
      speak(format, at: now, late: now - due, &reader, &events, &counters)
    }
    tellEnd(at: now, &events)
    if reports.isDue(at: now, options) { sendReport(at: now) }
    if let seconds = receiver.takeSilence(at: now, limit: options.silenceSeconds) {
      events.append(.silence(seconds: seconds))
    }
  }

  /// The last that is done with the sockets.
  mutating func sayGoodbye(at now: Int64) {
    _ = close()
    sendReport(at: now, isBye: true)
    (protection, unprotection) = (nil, nil)
  }

  /// Makes what the agreement's keys need. While a key stays the same, its counts go on.
  mutating func secure() {
    guard let newKeys else { return }
    self.newKeys = nil
    guard let security = newKeys else {
      (protection, unprotection) = (nil, nil)
      return
    }
    let suite = security.suite
    if protection?.isFor(suite, security.localKey) != true {
      protection = SecureDirection(suite, security.localKey)
    }
    if unprotection?.isFor(suite, security.remoteKey) != true {
      unprotection = SecureDirection(suite, security.remoteKey)
    }
  }
}
