public import Audio
import Foundation
public import Operations
import Synchronization
public import Telephony

/// A sound card as a telephone: what the call plays is heard, keys and speech are captured. A thread
/// of its own is clocked by the device. When the device is lost it says so, and tries again with
/// growing pauses until it is back.
public final class SoundCard: Sendable {
  /// Which devices, as ALSA names them: `default`, `plughw:0`, `pulse`, or a name of one's own.
  public struct Devices: Equatable, Sendable {
    public var playback: String
    public var capture: String

    /// One name for both directions, or two.
    public init(_ playback: String = "default", capture: String? = nil) {
      self.playback = playback
      self.capture = capture ?? playback
    }
  }

  /// What has gone wrong so far without ending anything.
  public struct Troubles: Equatable, Sendable {
    /// Times the device had nothing to play, or was not read in time; each was recovered.
    public var xruns = 0
    /// Recorded samples that came faster than they were written.
    public var lostSamples = 0
    /// How often the device was opened.
    public var openings = 0
  }

  private let shared = SharedSound()
  private let loop: SoundLoop

  /// Begins to open the devices; ``SoundDevicePhoneEvent/ready`` or ``SoundDevicePhoneEvent/lost(_:)`` tells what
  /// came of it.
  /// - Parameters:
  ///   - ringLevelDB: What is louder than this for 0.1 s rings, in dBFS.
  ///   - log: Is told when the sound comes late, and what that cost.
  public init(_ devices: Devices = Devices(), ringLevelDB: Double = -40, log: Log = .none) {
    loop = SoundLoop(devices, shared, ringLevelDB: ringLevelDB, log: log)
    loop.start()
  }

  deinit { loop.stop() }

  /// Lets go of the devices. Afterwards nothing happens any more.
  public func close() { loop.stop() }

  /// Waits until the devices were opened for the first time.
  /// - Throws: ``SoundCardError`` when they could not be.
  public func waitUntilReady() throws(SoundCardError) { try loop.waitForFirstOpening() }

  /// What has gone wrong so far.
  public var troubles: Troubles {
    var troubles = loop.troubles
    troubles.lostSamples = shared.state.withLock { $0.lost }
    return troubles
  }

  /// How loud the capture is.
  public var meter: LevelMeter { shared.state.withLock { $0.meter } }

  /// From now on the next loud sound is told as ``SoundDevicePhoneEvent/rang``.
  public func listenForRing() { shared.state.withLock { $0.listensForRing = true } }

  /// Forgets what has happened so far.
  public func dropEvents() { while nextEvent() != nil {} }

  /// Waits until there may be something to do: see ``SoundDevicePhone/descriptor``.
  public func wait(milliseconds: Int) { shared.wake.wait(milliseconds: milliseconds) }
}

extension SoundCard: SoundDevicePhone {
  /// Plays these instead of what is being played: from the next period on.
  public func play(_ samples: [Int16]) { change(to: samples) }

  /// From the next period on nothing is played.
  public func hush() { change(to: []) }

  /// The latency of the device counts: the recording begins when the end of the tone was heard.
  public func record(after tone: [Int16]) { change(to: tone, recording: .afterTone) }

  /// What was played before goes away outside of the lock.
  private func change(to samples: [Int16], recording: ExchangeState.Recording? = nil) {
    var samples = samples
    shared.state.withLock { state in
      swap(&samples, &state.sound)
      state.position = 0
      state.isPaused = false
      if let recording { state.recording = recording }
    }
  }

  public var position: Int { shared.state.withLock { $0.position } }

  /// Goes on from another sample in the next period.
  public func move(to sample: Int) {
    shared.state.withLock { $0.position = max(0, min(sample, $0.sound.count)) }
  }

  /// Stands still from the next period on, or goes on.
  public func pause(_ isPaused: Bool) { shared.state.withLock { $0.isPaused = isPaused } }

  /// What was recorded up to now, and not asked for yet.
  public func recorded() -> [Int16] {
    shared.state.withLock { $0.recorded() }
  }

  /// Ends the recording; 10 ms before a key still belong to the key.
  public func endRecording() -> (rest: [Int16], key: Character?, keyMilliseconds: Int) {
    shared.state.withLock { $0.endRecording() }
  }

  /// The oldest event; `nil` lets what is played go on.
  public func nextEvent() -> SoundDevicePhoneEvent? {
    shared.wake.drain()
    return shared.state.withLock { $0.nextEvent() }
  }

  public var descriptor: Int32 { shared.wake.descriptor }
}
