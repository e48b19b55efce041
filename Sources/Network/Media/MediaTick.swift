import Glibc
import Synchronization
import Threads

/// The 20 ms clock. Each stream has its turn every 20 ms. So that they do not all come at once, the
/// 20 ms have four slots, and a stream is in one of them (``SlotTable``): in the one with the fewest,
/// until something is to be played at once; then 20 ms after that first packet.
///
/// ```
/// ms        0        5        10       15       20       25 …
/// tick      0        1        2        3        4        5
/// slot      0        1        2        3        0        1
///           │        │        │        │        │
/// streams   a e      b        ─        c d      a e      b
///           └ visit: decode what came, encode and send what is due, tell keys and ends
///
///        ┌► notes ──────► slots that are due ──────► wait ─┐
///        │  of other      at most 20 ms of them            │ until the next slot that is used,
///        │  threads                                        │ a note, or a packet
///        └─────────────────────────────────────────────────┘
/// ```
/// Few streams: each packet that comes wakes the thread and is taken at once. Many (`busyPackets`):
/// the thread waits for the next slot and then takes all that has come. A tick's time is counted from
/// `start` on, so one that is late makes the next no later. More than `longestLag` behind, the
/// missed slots are left out, and counted as a stall.
///
/// What only the media thread touches is here: which streams there are, when each has its turn, and
/// the buffers. Once the arrays are as long as they get, nothing here allocates.
struct MediaTick {
  static let wakeupMark = UInt64.max
  /// Slots in the 20 ms of a packet, and how far they are apart.
  static let slotCount = 4
  static let slotTime = 5 * MonotonicTime.millisecond
  /// Packets in 20 ms from which on the sockets are read once a slot only, and no longer at each
  /// packet: to wake the thread costs ten times what a packet does. Two calls are woken as often by
  /// their packets as by the slots.
  private static let busyPackets = 3
  /// So far behind nobody hears the missed packets as sound.
  private static let longestLag = 200 * MonotonicTime.millisecond

  private let loop: MediaLoop
  /// The streams by their number; the numbers of the free places.
  private var streams: [MediaStream?] = []
  private var freePlaces: [Int] = []
  private var slots = SlotTable()
  /// The slot that is next, counted from `start` on.
  private var tick: Int64 = 0
  private let start = MonotonicTime.now
  private var counters = MediaCounters()
  /// When the counters were told last.
  private var toldTick: Int64 = 0
  private var notes: [MediaLoop.Request] = []
  private var ready = EventPoll.Ready(room: 512)
  private var reader = PacketReader()
  /// What is to be told.
  private var events: [MediaEvent] = []
  /// Packets since the last whole 20 ms, and in the 20 ms before.
  private var packets = 0
  private var packetsBefore = 0

  init(_ loop: MediaLoop) {
    self.loop = loop
    events.reserveCapacity(64)
  }

  mutating func run() {
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Int32(loop.options.niceness))
    var isStopping = false
    while !isStopping {
      // Before the notes, since this silences the bell for them too.
      if isBusy, timeLeft(until: time(of: tick)) == 0 { take(waiting: 0) }
      isStopping = takeNotes()
      runSlots()
      if !isStopping { wait() }
    }
    for stream in streams { if let stream { remove(stream) } }
  }

  // MARK: Notes of other threads

  /// - Returns: Whether the thread is to end.
  private mutating func takeNotes() -> Bool {
    let isStopping = loop.takeNotes(&notes)
    for note in notes {
      switch note {
      case .attend(let stream): attend(stream)
      case .remove(let stream): remove(stream)
      }
    }
    notes.removeAll(keepingCapacity: true)
    return isStopping
  }

  private mutating func attend(_ stream: MediaStream) {
    if stream.place == nil { add(stream) }
    guard let place = stream.place else { return }
    if stream.attend(at: MonotonicTime.now, &reader, &events, &counters) {
      // The next packet is due 20 ms after this one.
      slots.move(place, to: Int((tick + Int64(Self.slotCount) - 1) % Int64(Self.slotCount)))
    }
  }

  private mutating func add(_ stream: MediaStream) {
    guard !stream.isClosed else { return }
    // While there was none, there were no turns.
    if slots.count == 0 { skipMissedSlots(MonotonicTime.now) }
    let place = freePlaces.popLast() ?? streams.count
    if place == streams.count { streams.append(stream) } else { streams[place] = stream }
    stream.place = place
    slots.add(place)
    loop.sockets.add(stream.sockets.media.descriptor, mark: UInt64(place) << 1)
    loop.sockets.add(stream.sockets.control.descriptor, mark: UInt64(place) << 1 | 1)
    counters.streams += 1
  }

  /// Closing takes a socket off the list of those that are waited for.
  private mutating func remove(_ stream: MediaStream) {
    if let place = stream.place {
      slots.remove(place)
      streams[place] = nil
      freePlaces.append(place)
      stream.place = nil
      counters.streams -= 1
    }
    stream.release()
    loop.load.subtract(1, ordering: .relaxed)
  }

  // MARK: Slots

  /// Runs the slots that are due. Not more than 20 ms of them, so that in too much work there is
  /// still time for notes and for what comes in.
  private mutating func runSlots() {
    var now = MonotonicTime.now
    if now - time(of: tick) > Self.longestLag {
      if slots.count > 0 { counters.stalls += 1 }
      skipMissedSlots(now)
    }
    let last = tick + Int64(Self.slotCount)
    while time(of: tick) <= now, tick < last {
      let due = time(of: tick)
      let slot = Int(tick % Int64(Self.slotCount))
      tick += 1
      if slot == 0 { (packetsBefore, packets) = (packets, 0) }
      if slots[slot].isEmpty { continue }
      counters.ticks += 1
      // A stream's visit does not change the table.
      for place in slots[slot] {
        streams[place]?.visit(due: due, &reader, &events, &counters)
      }
      now = MonotonicTime.now
    }
    if tick - toldTick >= 50 || slots.count == 0 { tellCounters() }
  }

  private mutating func skipMissedSlots(_ now: Int64) {
    tick = max(tick, (now - start) / Self.slotTime)
  }

  private func time(of tick: Int64) -> Int64 { start + tick * Self.slotTime }

  private mutating func tellCounters() {
    toldTick = tick
    counters.cpuSeconds = CPUClock.thread.seconds
    let counters = counters
    loop.counters.withLock { $0 = counters }
  }

  // MARK: Waiting

  /// Returns at the next slot that is needed, or when someone wants something.
  private mutating func wait() {
    guard slots.count > 0 else {
      take(waiting: nil)
      return
    }
    guard isBusy else {
      take(waiting: timeLeft(until: time(of: nextUsedTick)))
      return
    }
    // Until the next slot, where what has come is read, except for notes.
    loop.notes.wait(nanoseconds: timeLeft(until: time(of: tick)), &ready)
    if ready.count > 0 { loop.wakeup.silence() }
  }

  /// Whether the sockets are read at the slots only.
  private var isBusy: Bool { slots.count > 0 && max(packets, packetsBefore) >= Self.busyPackets }

  private var nextUsedTick: Int64 {
    (tick..<tick + Int64(Self.slotCount)).first {
      !slots[Int($0 % Int64(Self.slotCount))].isEmpty
    } ?? tick
  }

  private func timeLeft(until moment: Int64) -> Int64 { max(0, moment - MonotonicTime.now) }

  /// Takes what has come, until nothing is left. When the next slot is due before that, what is left
  /// waits behind its packets, but each stream has had its turn.
  /// - Parameter nanoseconds: how long to wait for the first; `nil`: as long as it takes.
  private mutating func take(waiting nanoseconds: Int64?) {
    loop.sockets.wait(nanoseconds: nanoseconds, &ready)
    var taken = 0
    while ready.count > 0 {
      reader.clock = ArrivalClock()
      for index in 0..<ready.count { take(ready[index]) }
      taken += ready.count
      if taken > 2 * slots.count, timeLeft(until: time(of: tick)) == 0 { return }
      loop.sockets.wait(nanoseconds: 0, &ready)
    }
  }

  private mutating func take(_ mark: UInt64) {
    if mark == Self.wakeupMark { return loop.wakeup.silence() }
    guard let stream = streams[Int(mark >> 1)] else { return }
    if mark & 1 == 1 { return stream.takeReport(&reader) }
    packets += 1
    counters.received += 1
    stream.take(&reader, &events)
  }
}
