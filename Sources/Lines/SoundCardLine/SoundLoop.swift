import Audio
import Foundation
import Operations
import Synchronization
import Telephony
import Threads

/// The thread of a sound card: opens the devices, moves the sound period by period, and after a
/// fault opens them again.
final class SoundLoop: Sendable {
  private let devices: SoundCard.Devices
  private let shared: SharedSound
  private let ringLevelDB: Double
  private let log: Log
  private let isStopping = Atomic(false)
  private let findings = Mutex(Findings())
  private let ended = DispatchSemaphore(value: 0)
  private let opened = DispatchSemaphore(value: 0)

  private struct Findings {
    var troubles = SoundCard.Troubles()
    var firstFault: SoundCardError?
    var isFirst = true
  }

  init(_ devices: SoundCard.Devices, _ shared: SharedSound, ringLevelDB: Double, log: Log) {
    self.devices = devices
    self.shared = shared
    self.ringLevelDB = ringLevelDB
    self.log = log
  }

  var troubles: SoundCard.Troubles { findings.withLock { $0.troubles } }

  func start() {
    let thread = Thread { [self] in
      run()
      opened.signal()
      ended.signal()
    }
    thread.name = "sound card"
    thread.start()
  }

  /// Returns when the devices are closed. A second time does nothing.
  func stop() {
    isStopping.store(true, ordering: .releasing)
    ended.wait()
    ended.signal()
  }

  func waitForFirstOpening() throws(SoundCardError) {
    opened.wait()
    opened.signal()
    if let fault = findings.withLock({ $0.firstFault }) { throw fault }
  }

  // MARK: The thread

  /// The pauses between attempts to open the devices: the last one again and again.
  private static let pauses = [500, 1_000, 2_000, 5_000]

  private func run() {
    if let refusal = RealTimeScheduling.ask() { log.warning(refusal) }
    var attempts = 0
    var lead = SoundLead()
    var exchange = SoundExchange(shared, ringLevelDB: ringLevelDB)
    while !mustStop {
      do throws(SoundCardError) {
        try run(&exchange, &lead, opened: { attempts = 0 })
      } catch {
        // A device that stays away is told of once.
        if attempts == 0 { tellLost(error) }
        pause(milliseconds: Self.pauses[min(attempts, Self.pauses.count - 1)])
        attempts += 1
      }
    }
  }

  /// Opens the devices and moves the sound until one fails, or it is to stop.
  private func run(
    _ exchange: inout SoundExchange, _ lead: inout SoundLead, opened: () -> Void
  ) throws(SoundCardError) {
    let capture = try ALSADevice(devices.capture, .capture)
    var isStarted = false
    while !mustStop {
      let playback = try ALSADevice(devices.playback, .playback, lead: lead.periods)
      try playback.prime()
      if !isStarted {
        try capture.start()
        opened()
        tellReady()
        isStarted = true
      }
      try move(capture, playback, &exchange, &lead)
    }
  }

  /// Periods of silence after which nothing is on its way through the device any more: half a second.
  private static let rest = 25

  /// Moves the sound until a device fails, it is to stop, or more or less is to be kept ready to be
  /// played than the device has room for and nothing is being played.
  private func move(
    _ capture: ALSADevice, _ playback: ALSADevice, _ exchange: inout SoundExchange,
    _ lead: inout SoundLead
  ) throws(SoundCardError) {
    var captured = [Int16](repeating: 0, count: SoundExchange.period)
    var playing = captured
    var pace = Pace()
    var clock = PeriodClock(xruns: capture.xruns)
    var counted = capture.xruns + playback.xruns
    var silent = 0
    while !mustStop {
      try capture.read(into: &captured)
      let late = clock.read(waiting: capture.waiting, xruns: capture.xruns)
      lead.note(lateMilliseconds: late?.milliseconds ?? 0)
      if let late { log.warning(late.sentence) }
      let isFull = playback.isFull
      exchange.run(
        captured, latency: playback.delay + capture.delay, isFull: isFull, into: &playing)
      if !isFull { try playback.write(playing) }
      silent = Level.isDigitalSilence(playing.span) ? silent + 1 : 0
      clock.ready = silent > 0 ? nil : playback.waiting
      let xruns = capture.xruns + playback.xruns
      if xruns != counted {
        findings.withLock { $0.troubles.xruns += xruns - counted }
        counted = xruns
      }
      pace.hold()
      if silent >= Self.rest, lead.periods != playback.lead { return }
    }
  }

  private var mustStop: Bool { isStopping.load(ordering: .acquiring) }

  private func pause(milliseconds: Int) {
    let end = MonotonicTime.milliseconds + Int64(milliseconds)
    while !mustStop, MonotonicTime.milliseconds < end { Thread.sleep(forTimeInterval: 0.02) }
  }

  private func tellReady() {
    findings.withLock { findings in
      findings.troubles.openings += 1
      findings.isFirst = false
    }
    tell(.ready)
    opened.signal()
  }

  private func tellLost(_ error: SoundCardError) {
    findings.withLock { findings in
      if findings.isFirst { findings.firstFault = error }
      findings.isFirst = false
    }
    tell(.lost(error.description))
    opened.signal()
  }

  private func tell(_ event: SoundDevicePhoneEvent) {
    shared.state.withLock { $0.tell(event, from: $0.clock) }
    shared.wake.wake()
  }
}

/// By how much the periods come late.
private struct PeriodClock {
  /// Samples that are ready to be played; `nil` if nothing is to be heard.
  var ready: Int?
  /// When the period before was there; `nil`: a device takes its time to begin.
  private var last: Int64?
  private var xruns: Int

  init(xruns: Int) { self.xruns = xruns }

  /// A period has been read.
  mutating func read(waiting: Int, xruns: Int) -> LateTime? {
    let now = MonotonicTime.milliseconds
    defer { (last, self.xruns) = (now, xruns) }
    guard let last else { return nil }
    return LateTime(
      elapsed: Int(now - last), waiting: waiting, ready: ready ?? .max, isLost: xruns > self.xruns)
  }
}

/// Holds back a device without a clock of its own, such as ALSA's `null`, which would run as fast
/// as the machine can.
private struct Pace {
  private let start = MonotonicTime.milliseconds
  private var periods: Int64 = 0

  /// A second ahead is more than any real device ever is.
  mutating func hold() {
    periods += 1
    let ahead = periods * 20 - (MonotonicTime.milliseconds - start)
    if ahead > 1_000 { Thread.sleep(forTimeInterval: Double(ahead - 1_000) / 1_000) }
  }
}
