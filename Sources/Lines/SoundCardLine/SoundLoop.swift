import Audio
import Foundation
import Synchronization
import Telephony

/// The thread of a sound card: opens the devices, moves the sound period by period, and after a
/// fault opens them again.
final class SoundLoop: Sendable {
  private let devices: SoundCard.Devices
  private let shared: SharedSound
  private let ringLevelDB: Double
  private let isStopping = Atomic(false)
  private let findings = Mutex(Findings())
  private let ended = DispatchSemaphore(value: 0)
  private let opened = DispatchSemaphore(value: 0)

  private struct Findings {
    var troubles = SoundCard.Troubles()
    var firstFault: SoundCardError?
    var isFirst = true
  }

  init(_ devices: SoundCard.Devices, _ shared: SharedSound, ringLevelDB: Double) {
    self.devices = devices
    self.shared = shared
    self.ringLevelDB = ringLevelDB
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
    var attempts = 0
    var exchange = SoundExchange(shared, ringLevelDB: ringLevelDB)
    while !mustStop {
      do throws(SoundCardError) {
        let capture = try ALSADevice(devices.capture, .capture)
        let playback = try ALSADevice(devices.playback, .playback)
        try playback.prime()
        try capture.start()
        attempts = 0
        tellReady()
        try move(capture, playback, &exchange)
      } catch {
        // A device that stays away is told of once.
        if attempts == 0 { tellLost(error) }
        pause(milliseconds: Self.pauses[min(attempts, Self.pauses.count - 1)])
        attempts += 1
      }
    }
  }

  /// Moves the sound until a device fails, or it is to stop.
  private func move(
    _ capture: ALSADevice, _ playback: ALSADevice, _ exchange: inout SoundExchange
  ) throws(SoundCardError) {
    var captured = [Int16](repeating: 0, count: SoundExchange.period)
    var playing = captured
    var pace = Pace()
    var counted = 0
    while !mustStop {
      try capture.read(into: &captured)
      let ahead = playback.delay
      exchange.run(captured, latency: ahead + capture.delay, into: &playing)
      // Late by more than it ever has to be: silence is a good thing to leave out.
      let isLate = ahead > 5 * SoundExchange.period
      if !isLate || !Level.isDigitalSilence(playing.span) { try playback.write(playing) }
      let xruns = capture.xruns + playback.xruns
      if xruns != counted {
        findings.withLock { $0.troubles.xruns += xruns - counted }
        counted = xruns
      }
      pace.hold()
    }
  }

  private var mustStop: Bool { isStopping.load(ordering: .acquiring) }

  private func pause(milliseconds: Int) {
    let end = monotonicMilliseconds() + Int64(milliseconds)
    while !mustStop, monotonicMilliseconds() < end { Thread.sleep(forTimeInterval: 0.02) }
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

  private func tell(_ event: HandsetEvent) {
    shared.state.withLock { $0.tell(event, from: $0.clock) }
    shared.wake.wake()
  }
}

/// Holds back a device without a clock of its own, such as ALSA's `null`, which would run as fast
/// as the machine can.
private struct Pace {
  private let start = monotonicMilliseconds()
  private var periods: Int64 = 0

  /// A second ahead is more than any real device ever is.
  mutating func hold() {
    periods += 1
    let ahead = periods * 20 - (monotonicMilliseconds() - start)
    if ahead > 1_000 { Thread.sleep(forTimeInterval: Double(ahead - 1_000) / 1_000) }
  }
}
