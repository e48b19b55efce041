import Mailbox
import SoundFiles
public import Store

/// What came of one attempt to deliver the recordings that wait (requirement D7).
public struct DeliveryAttempt: Equatable, Sendable {
  /// Messages brought into their mailboxes.
  public var delivered = 0
  /// Why each of the others still waits, by its file.
  public var left: [String: String] = [:]

  /// Nothing waited.
  public init(delivered: Int = 0, left: [String: String] = [:]) {
    (self.delivered, self.left) = (delivered, left)
  }
}

extension Mailboxes {
  /// Delivers the messages that callers were leaving when the process died, up to the last second
  /// that reached the disk, and those that the mailboxes could not take, the oldest first. What
  /// belongs to a call that is on is left alone. May be called at any time, by one thread at once.
  /// - Throws: ``StoreError`` when the folder of the recordings cannot be read.
  public func deliverWaiting() throws(StoreError) -> DeliveryAttempt {
    deliver(try unfinishedTakes())
  }

  /// Delivers the messages that wait in the folder of a node that does not come back, or in a copy of it.
  /// The folder stays as it is; what was delivered before is not delivered again.
  /// - Throws: ``StoreError`` when a folder cannot be read or written, or a server runs there.
  public func salvage(from folder: String) throws(StoreError) -> DeliveryAttempt {
    deliver(try adoptTakes(from: folder))
  }

  private func deliver(_ waiting: [UnfinishedRecording]) -> DeliveryAttempt {
    var attempt = DeliveryAttempt()
    for unfinished in waiting {
      do {
        var isMessage = false
        let reply = try deliver(unfinished) { path in
          let sound = try RecordingFile.repair(path: path)
          let take = FinishedRecording(
            id: unfinished.id, milliseconds: Int32(clamping: sound.milliseconds),
            hasSound: sound.hasSound, ending: .hangUp)
          isMessage = take.isWorthKeeping
          return take
        }
        if reply == .done && isMessage { attempt.delivered += 1 }
        if reply == .full { attempt.left[unfinished.path] = "the mailbox is full" }
      } catch {
        attempt.left[unfinished.path] = "\(error)"
      }
    }
    return attempt
  }
}

/// Turns attempts into sentences for the log: each recording is told of once, and not at each
/// attempt.
public struct DeliveryReport: Sendable {
  /// A sentence, and whether an operator has to look at it.
  public struct Line: Equatable, Sendable {
    public var isProblem: Bool
    public var sentence: String

    /// A line of the log.
    public init(isProblem: Bool, sentence: String) {
      (self.isProblem, self.sentence) = (isProblem, sentence)
    }
  }

  /// Why each recording waits, as it was told last.
  private var told: [String: String] = [:]
  /// Delivered since recordings began to wait.
  private var delivered = 0

  /// Nothing waits yet.
  public init() {}

  /// What is new after an attempt.
  public mutating func lines(for attempt: DeliveryAttempt) -> [Line] {
    var lines: [Line] = []
    let new = attempt.left.filter { told[$0.key] != $0.value }
    let reasons = Dictionary(grouping: new, by: \.value).sorted { $0.key < $1.key }
    for (reason, recordings) in reasons.prefix(Self.mostReasons) {
      let file = recordings.map(\.key).min() ?? ""
      let which = recordings.count == 1 ? file : "\(file) and \(recordings.count - 1) more"
      lines.append(
        Line(
          isProblem: true,
          sentence: "Not delivered, and tried again every minute: \(which): \(reason)"))
    }
    if reasons.count > Self.mostReasons {
      let others = reasons.dropFirst(Self.mostReasons).reduce(0) { $0 + $1.value.count }
      lines.append(Line(isProblem: true, sentence: "\(others) more wait for other reasons."))
    }
    let hadWaiting = !told.isEmpty
    told = attempt.left
    delivered = hadWaiting ? delivered + attempt.delivered : 0
    if hadWaiting && told.isEmpty {
      lines.append(
        Line(
          isProblem: false,
          sentence: "No recording waits any more; delivered since: \(delivered)."))
    } else if hadWaiting && attempt.delivered > 0 {
      lines.append(
        Line(
          isProblem: false,
          sentence: "Delivered \(attempt.delivered); \(told.count) still wait."))
    }
    return lines
  }

  private static let mostReasons = 3
}
