import Dispatch
import Mailbox
import Store
import Synchronization
import Telephony

/// Writes one recording, on queues: neither the thread of the sound nor that of the calls waits
/// for the disk.
final class RecordingWriter: Sendable {
  private let recorder: Mutex<Recorder?>
  private let queue: WriterQueue
  private let report: @Sendable (String) -> Void

  /// Begins a recording.
  /// - Parameters:
  ///   - report: Is told why the disk did not take it.
  ///   - begun: Is told, on the queue, that the file is there, or cannot be made; then ``finish`` is
  ///     still to be called.
  init(
    into destination: RecordingDestination, of depot: any RecordingStore, longestSeconds: Int,
    reporting report: @escaping @Sendable (String) -> Void, on queue: WriterQueue,
    begun: @escaping @Sendable (_ isThere: Bool) -> Void
  ) {
    recorder = Mutex(nil)
    self.queue = queue
    self.report = report
    queue.opening.async { [self] in
      let isThere = recorder.withLock {
        let recorder = Recorder(into: destination, of: depot, longestSeconds: longestSeconds)
        $0 = recorder
        return recorder.failure == nil
      }
      begun(isThere)
    }
  }

  /// Adds samples, once the file is there.
  /// - Parameter ended: Called when the recording has ended by itself with them; ``finish`` is
  ///   still to be called.
  func append(_ samples: [Int16], ended: @escaping @Sendable (FinishedRecording.Ending) -> Void) {
    queue.writing.async { [self] in
      if let ending = recorder.withLock({ $0?.append(samples) }) { ended(ending) }
    }
  }

  /// Adds the last samples and ends the recording.
  func finish(
    _ samples: [Int16], _ ending: FinishedRecording.Ending, by key: Character?,
    droppingLast milliseconds: Int,
    then: @escaping @Sendable (FinishedRecording) -> Void
  ) {
    // Its file may still be on the way.
    queue.opening.async { [self] in
      queue.writing.async { [self] in
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
}

/// Where the files of recordings are made, and where their sound is written. They are apart, so that
/// a caller who waits for her tone does not wait until the recordings of others are safe on the disk.
struct WriterQueue: Sendable {
  let opening: DispatchQueue
  let writing: DispatchQueue
}

/// A few queues on which recordings are written; a recording stays on its own.
struct WriterQueues: Sendable {
  private let queues: [WriterQueue] = (0..<4).map {
    WriterQueue(
      opening: DispatchQueue(label: "voiceportal.takes.opening.\($0)"),
      writing: DispatchQueue(label: "voiceportal.takes.\($0)"))
  }

  subscript(_ number: UInt64) -> WriterQueue { queues[Int(number % UInt64(queues.count))] }

  /// Waits until everything is written.
  func finish() {
    for queue in queues {
      queue.opening.sync {}
      queue.writing.sync {}
    }
  }
}
