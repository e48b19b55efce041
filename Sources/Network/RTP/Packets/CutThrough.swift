/// When sound may begin: when the caller can hear it.
///
/// Behind gateways and address translators the way of the sound opens some time after the call was
/// answered, and the first syllable of a greeting is lost. So sound waits for a pause after the ACK,
/// and where no packet of the caller has come by then, for the first one, at most as long again. The
/// same holds when a new agreement lets the sound go on or sends it elsewhere, and when a transfer
/// that has failed brings the caller back.
///
///     ACK ──── pause ───┬──── as long again ────┐
///      silence          │ sound, if a packet    │ sound
///                       │ has come, or as soon  │
///                       │ as one comes          │
public struct CutThrough: Sendable {
  private let pauseMilliseconds: Int
  /// When the pause has begun; `nil` before it has.
  private var start: Int?
  private var hasHeard = false

  /// Before the ACK.
  /// - Parameter pauseMilliseconds: 0 lets sound begin at once.
  public init(pauseMilliseconds: Int) { self.pauseMilliseconds = max(0, pauseMilliseconds) }

  /// The pause begins now.
  /// - Parameter time: In milliseconds of any one clock.
  public mutating func restart(at time: Int) { (start, hasHeard) = (time, false) }

  /// A packet of the caller has come.
  public mutating func receive() { hasHeard = true }

  /// Whether sound may go out.
  public func isOpen(at time: Int) -> Bool {
    guard pauseMilliseconds > 0 else { return true }
    guard let start else { return false }
    return time - start >= (hasHeard ? pauseMilliseconds : 2 * pauseMilliseconds)
  }
}
