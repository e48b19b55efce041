public import Audio
public import RTP
import Synchronization
import Threads

/// The media of one call. Its methods may be called on any thread, also by its handler; they take a
/// lock for some microseconds and never wait for the network.
public final class MediaStream: Sendable {
  /// The RTP port, an even one; the next is for RTCP.
  public var port: UInt16 { sockets.port }

  let sockets: PortPool.Pair
  private let ports: PortPool
  private let loop: MediaLoop
  private let handler: @Sendable (MediaEvent) -> Void
  private let state: Mutex<StreamState>
  /// Held while `captured` may be told, so that what `endCapture` gives is behind that.
  private let capturing = Mutex(())
  /// Where the media thread has put it; -1: nowhere.
  private let seat = Atomic(-1)

  init(
    _ sockets: PortPool.Pair, _ ports: PortPool, _ loop: MediaLoop,
    _ proof: AddressProof, _ keys: KeySource, _ handler: @escaping @Sendable (MediaEvent) -> Void
  ) {
    (self.sockets, self.ports, self.loop, self.handler) = (sockets, ports, loop, handler)
    state = Mutex(StreamState(sockets, loop.options, proof, keys))
  }

  // MARK: What a call asks for

  /// Begins to send and to receive as was agreed; again after a re-INVITE. What is played, keys and
  /// statistics go on. While it may not send, also because nothing proves the peer's address, what
  /// is played stands still.
  public func connect(_ agreement: MediaAgreement) {
    state.withLock { $0.connect(agreement, at: MonotonicTime.now) }
    attend()
  }

  /// The ACK of our 200 has come: from now on sound goes out, as far as the peer's address is proven
  /// (``AddressProof``), and keys count. What was to be played before begins now.
  public func confirm() {
    state.withLock { $0.confirm(at: MonotonicTime.now) }
    attend()
  }

  /// The caller comes back from elsewhere: what is played waits until she can hear it, as after the
  /// ACK (``CutThrough``).
  public func awaitListener() {
    state.withLock { $0.awaitListener(at: MonotonicTime.now) }
  }

  /// Plays from the start, instead of what is playing. The first packet goes at once, unless the
  /// sound that it replaces is already 20 ms ahead of its time.
  /// - Parameter tag: comes back with ``MediaEvent/played(_:)``.
  public func play(_ queue: PlayQueue, tag: UInt64) {
    // What was played is let go of outside the lock.
    let old = state.withLock { $0.play(queue, tag, at: MonotonicTime.now) }
    attend()
    withExtendedLifetime(old) {}
  }

  /// Plays no more; nothing is told.
  public func hush() {
    let old = state.withLock { $0.hush() }
    withExtendedLifetime(old) {}
  }

  /// The sample of what is played that goes next.
  public var position: Int { state.withLock { $0.player.position } }

  /// Plays on from another sample, paused or not. Behind the end means at the end.
  public func move(to sample: Int) {
    state.withLock { $0.player.move(to: sample) }
  }

  /// Stands still, or plays on.
  public func pause(_ isPaused: Bool) {
    state.withLock { $0.pause(isPaused, at: MonotonicTime.now) }
    if !isPaused { attend() }
  }

  /// From now on what comes in is told by ``MediaEvent/captured(_:)``, in blocks of 0.2 s.
  public func capture() {
    state.withLock { $0.capture() }
  }

  /// Ends that.
  /// - Returns: What came in after the last block that was told, down to the newest packet. All
  ///   blocks before have been told when this returns.
  public func endCapture() -> [Int16] {
    // The handler itself is called in the middle of a block's telling.
    if loop.isCurrentThread { return state.withLock { $0.endCapture() } }
    return capturing.withLock { _ in state.withLock { $0.endCapture() } }
  }

  /// Presses keys one after the other: as telephone-events where that is agreed, else as tones.
  /// Keys that are still being pressed go first, and ``MediaEvent/pressed`` is told when all have
  /// gone. Characters that are no keys are left out. What is played stands still for so long.
  public func press(_ keys: [Character], milliseconds: Int = 100, pause: Int = 100) {
    let now = MonotonicTime.now
    state.withLock { $0.press(keys, milliseconds: milliseconds, pause: pause, at: now) }
    attend()
  }

  /// Says goodbye by RTCP and lets go of the ports. An event more may be told right then.
  /// - Returns: What was sent and received. The same again when it was closed before.
  @discardableResult
  public func close() -> MediaStatistics {
    let (statistics, wasOpen) = state.withLock { state in
      let wasOpen = state.close()
      return (state.statistics, wasOpen)
    }
    if wasOpen { loop.leave(.remove(self)) }
    return statistics
  }

  /// The same while it goes on.
  public var statistics: MediaStatistics { state.withLock { $0.statistics } }

  private func attend() { loop.leave(.attend(self)) }

  // MARK: For the media thread

  var place: Int? {
    get {
      let place = seat.load(ordering: .relaxed)
      return place < 0 ? nil : place
    }
    set { seat.store(newValue ?? -1, ordering: .relaxed) }
  }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Begins at once what was asked for.
  /// - Returns: Whether a packet went out with which the 20 ms begin anew.
  func attend(
    at now: Int64, _ reader: inout PacketReader, _ events: inout [MediaEvent],
    _ counters: inout MediaCounters
  ) -> Bool {
    let isBegun = state.withLock { $0.begin(at: now, &reader, &events, &counters) }
    tell(&events)
    return isBegun
  }

  /// Its turn, every 20 ms.
  func visit(
    due: Int64, _ reader: inout PacketReader, _ events: inout [MediaEvent],
    _ counters: inout MediaCounters
  ) {
    capturing.withLock { _ in
      state.withLock { $0.visit(due: due, &reader, &events, &counters) }
      tell(&events)
    }
  }

  /// A datagram waits at the RTP port.
  func take(_ reader: inout PacketReader, _ events: inout [MediaEvent]) {
    capturing.withLock { _ in
      state.withLock { $0.take(&reader, &events) }
      tell(&events)
    }
  }

  /// A datagram waits at the RTCP port.
  func takeReport(_ reader: inout PacketReader) {
    state.withLock { $0.takeReport(&reader) }
  }

  /// Says goodbye and closes the sockets.
  func release() {
    state.withLock { $0.sayGoodbye(at: MonotonicTime.now) }
    ports.close(sockets)
  }

  /// Outside the lock of the state: the handler may call the stream.
  private func tell(_ events: inout [MediaEvent]) {
    if events.isEmpty { return }
    for event in events { handler(event) }
    events.removeAll(keepingCapacity: true)
  }
}
