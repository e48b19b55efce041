/// A live level meter: shows at once how loud it gets, and falls slowly, so that an eye can follow.
///
/// All levels are in dBFS as in `Level`, and never below `LevelMeter.floor`.
public struct LevelMeter: Sendable, Equatable {
  /// What is shown for silence.
  public static let floor = -96.0

  /// The largest sample.
  public private(set) var peak = LevelMeter.floor
  /// The root mean square of a frame.
  public private(set) var rms = LevelMeter.floor

  private let decay: Double

  /// - Parameter decay: by how much what is shown falls, in dB a second. 20 dB in 1.5 s is what
  ///   programme meters do.
  public init(decay: Double = 20 / 1.5) { self.decay = decay }

  /// Takes the next frame, usually of 20 ms. Does not allocate.
  public mutating func take(_ frame: Span<Int16>) {
    let fall = decay * Double(frame.count) / Double(LineFormat.sampleRate)
    peak = max(Level.peak(frame), peak - fall, Self.floor)
    rms = max(Level.rms(frame), rms - fall, Self.floor)
  }
}
