public import Operations
import Synchronization
import Threads

/// What is counted of all calls, for metrics.
public final class CallFigures: Sendable {
  /// From the INVITE to the portal's first answer (ringing, answered or refused), in seconds.
  public let setUp = Histogram(bounds: [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5,
  ])
  /// How long calls lasted, in seconds.
  public let length = Histogram(bounds: [1, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600])
  /// From a request of a call to the reply of the mailboxes, in seconds.
  public let storeReply = Histogram(bounds: [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5,
  ])
  /// Why calls ended.
  public let endings = LabelledCounter(CallEnding.Kind.allCases.map(\.rawValue))
  /// Packets of callers that came, and that did not.
  public let packetsReceived = Tally()
  public let packetsLost = Tally()

  /// Notes how long the mailboxes took for a request.
  /// - Parameter start: When it was made, on ``MonotonicTime/seconds``.
  public func noteReply(askedAt start: Double) {
    storeReply.observe(MonotonicTime.seconds - start)
  }

  func count(_ record: CallRecord) {
    endings.add(record.ending.kind.rawValue)
    length.observe(Double(record.ended - record.beginning.began) / 1_000)
    guard let quality = record.quality else { return }
    packetsReceived.add(quality.packetsReceived)
    packetsLost.add(max(0, quality.packetsLost))
  }
}
