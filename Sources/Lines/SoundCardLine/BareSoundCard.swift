import Synchronization
package import Telephony

/// A sound card without devices: whoever has it moves its periods, as fast as the machine can. For
/// measurements.
package struct BareSoundCard {
  /// Samples of a period: 20 ms.
  package static let period = SoundExchange.period

  private let shared = SharedSound()
  private var exchange: SoundExchange

  /// Nothing is played.
  package init() { exchange = SoundExchange(shared, ringLevelDB: -40) }

  /// Plays these from the next period on.
  package func play(_ samples: [Int16]) {
    shared.state.withLock { state in
      state.sound = samples
      state.position = 0
    }
  }

  /// Takes a captured period, and fills the next one to be played. Does not allocate.
  package mutating func move(_ captured: [Int16], into playing: inout [Int16]) {
    exchange.run(captured, latency: 2 * Self.period, into: &playing)
  }

  /// Whether a key was told that nobody has asked for.
  package var isHeld: Bool { shared.state.withLock { $0.isHeld } }

  /// See ``SoundDevicePhone/nextEvent()``.
  package func nextEvent() -> SoundDevicePhoneEvent? { shared.state.withLock { $0.nextEvent() } }
}
