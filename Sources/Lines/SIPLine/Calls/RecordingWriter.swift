import Dispatch
import Mailbox
import Store
import Synchronization
import Telephony

/// Writes one recording, on a queue: neither the thread of the sound nor that of the calls waits
/// for the disk.
final class RecordingWriter: Sendable {
  private let recorder: Mutex<Recorder?>
  private let queue: DispatchQueue
  private let report: @Sendable (String) -> Void

  /// Begins a recording.
  /// - Parameter report: Is told why the disk did not take it.
  init(
    into destination: RecordingDestination, of depot: any RecordingStore, longestSeconds: Int,
    reporting report: @escaping @Sendable (String) -> Void, on queue: DispatchQueue
  ) {
    recorder = Mutex(nil)
    self.queue = queue
    self.report = report
    queue.async { [self] in
      recorder.withLock {
        $0 = Recorder(into: destination, of: depot, longestSeconds: longestSeconds)
      }
    }
  }

  /// Adds samples.
  /// - Parameter ended: Called when the recording has ended by itself with them; ``finish`` is
  ///   still to be called.
  func append(_ samples: [Int16], ended: @escaping @Sendable (FinishedRecording.Ending) -> Void) {
    queue.async { [self] in
      if let ending = recorder.withLock({ $0?.append(samples) }) { ended(ending) }
    }
  }

  /// Adds the last samples and ends the recording.
  func finish(
    _ samples: [Int16], _ ending: FinishedRecording.Ending, by key: Character?,
    droppingLast milliseconds: Int,
    then: @escaping @Sendable (FinishedRecording) -> Void
  ) {
    queue.async { [self] in
      let take = recorder.withLock { recorder in
        let ended = recorder?.append(samples)
        let take = recorder?.finish(
          ended ?? ending, by: key, droppingLast: milliseconds)
        if let failure = recorder?.failure { report(failure) }
        recorder = nil
        return take
      }
      if let take { then(take) }
    }
  }
}

/// A few queues on which recordings are written; a recording stays on its own.
struct WriterQueues: Sendable {
  private let queues: [DispatchQueue] = (0..<4).map {
    DispatchQueue(label: "voiceportal.takes.\($0)")
  }

  subscript(_ number: UInt64) -> DispatchQueue { queues[Int(number % UInt64(queues.count))] }

  /// Waits until everything is written.
  func finish() { for queue in queues { queue.sync {} } }
}
