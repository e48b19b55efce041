import Media
import Threads

/// Whether the peer has taken the caller out of her call. Some phone systems do so when they accept
/// REFER, and leave the portal with a call in which nobody is when the target does not answer.
///
/// A caller who is quiet proves nothing (she may be muted, or her phone leaves out silence). A phone
/// that sent sound all the time until REFER, is not on hold and sends no packet more has gone.
struct EmptiedLeg: Equatable {
  /// Packets of sound that had come when the transfer failed.
  private let packets: Int
  /// When it is certain, on ``MonotonicTime/milliseconds``.
  let deadline: Int64

  /// How long a caller who comes back may send nothing.
  static let milliseconds: Int64 = 4_000

  /// Begins to look, when a transfer has failed.
  init(packets: Int, now: Int64) {
    (self.packets, deadline) = (packets, now + Self.milliseconds)
  }

  /// Whether a call whose sound has come for `milliseconds` in so many packets had no pauses: those
  /// of 40 ms, the longest in use, would be 25 a second.
  static func isSteady(packets: Int, milliseconds: Int64) -> Bool {
    packets > 0 && Int64(packets) * 40 >= milliseconds - 1_000
  }

  /// Whether nothing has come since.
  func isEmptied(packets: Int, isHeld: Bool) -> Bool { packets == self.packets && !isHeld }
}

extension SIPCallLine {
  /// A caller is sent on by REFER: whether her phone sent sound until then.
  mutating func noteSoundBeforeTransfer() {
    guard let leg, let answeredAt else { return }
    wasSteady = EmptiedLeg.isSteady(
      packets: leg.stream.statistics.packetsReceived,
      milliseconds: MonotonicTime.milliseconds - answeredAt)
  }

  /// Her transfer has failed: she should be heard again.
  mutating func watchForCaller() {
    guard wasSteady, let leg, !leg.isHeld else { return }
    wasSteady = false
    emptiedLeg = EmptiedLeg(
      packets: leg.stream.statistics.packetsReceived, now: MonotonicTime.milliseconds)
  }

  /// Whether it is certain that she is not there. Looked at once, at the deadline.
  mutating func isEmptied(now: Int64) -> Bool {
    guard let watched = emptiedLeg, watched.deadline <= now else { return false }
    emptiedLeg = nil
    guard let leg else { return false }
    return watched.isEmptied(
      packets: leg.stream.statistics.packetsReceived, isHeld: leg.isHeld)
  }
}
