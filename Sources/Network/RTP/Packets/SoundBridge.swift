import Audio

/// Makes what stands in for missing sound: the last frame once more, fading, then comfort noise of
/// the peer's level or silence.
struct SoundBridge: Sendable {
  /// What the peer's pauses sound like; `nil`: silence.
  var noise: ComfortNoise?

  private let law: G711
  private var last = InlineArray<160, UInt8>(repeating: 0)
  /// Samples that the last frame still sounds for.
  private var left = 0

  init(_ law: G711) { self.law = law }

  /// Whether the last frame is still to be heard.
  var isFading: Bool { left > 0 }

  /// Keeps a frame that goes out.
  mutating func hear(_ frame: Span<UInt8>) {
    for index in 0..<160 { last[index] = frame[index] }
    left = JitterBuffer.fade
  }

  /// The sample at `index` of a frame.
  mutating func next(_ index: Int, isPause: Bool) -> UInt8 {
    if isPause { left = 0 }
    guard left > 0 else { return law.encode(noise?.sample() ?? 0) }
    let sample = Int(law.decode(last[index])) * left / JitterBuffer.fade
    left -= 1
    return law.encode(Int16(truncatingIfNeeded: sample))
  }
}
