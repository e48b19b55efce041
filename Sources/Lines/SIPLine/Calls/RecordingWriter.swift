import Dispatch
import Mailbox
import Operations
import Store
import Synchronization
import Telephony

/// Writes one recording, on queues: neither the thread of the sound nor that of the calls waits
/// for the disk. When too much sound waits for a disk that is too slow, the recording ends with what
/// came before; see ``RecordingBacklog``.
final class RecordingWriter: Sendable {
  private struct Waiting {
    var samples = 0
    /// There was no room for more, so what comes later is left out: a recording has no gaps.
    var isCut = false
  }

  private let recorder: Mutex<Recorder?>
  private let waiting = Mutex(Waiting())
  private let queue: WriterQueue
  private let backlog: RecordingBacklog
  private let log: Log
  private let call: String

  /// Begins a recording.
  /// - Parameters:
  ///   - log: Is told why the disk did not take it.
  ///   - call: The call in the log.
  ///   - begun: Is told, on the queue, that the file is there, or cannot be made; then ``finish`` is
  ///     still to be called.
  init(
    into destination: RecordingDestination, of depot: any RecordingStore, longestSeconds: Int,
    on queue: WriterQueue, within backlog: RecordingBacklog, log: Log, call: String,
    begun: @escaping @Sendable (_ isThere: Bool) -> Void
  ) {
    recorder = Mutex(nil)
    (self.queue, self.backlog) = (queue, backlog)
    (self.log, self.call) = (log, call)
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
    guard admit(samples) else {
      if cut() { ended(.failure) }
      return
    }
    queue.writing.async { [self] in
      let ending = recorder.withLock { $0?.append(samples) }
      release(samples)
      if let ending { ended(ending) }
    }
  }

  private func admit(_ samples: [Int16]) -> Bool {
    waiting.withLock { waiting in
      guard !waiting.isCut, backlog.admit(samples.count, behind: waiting.samples) else {
        return false
      }
      waiting.samples += samples.count
      return true
    }
  }

  private func release(_ samples: [Int16]) {
    waiting.withLock { $0.samples -= samples.count }
    backlog.release(samples.count)
  }

  /// From now on nothing more is added.
  /// - Returns: Whether it was not so before.
  private func cut() -> Bool {
    let isNew = waiting.withLock { waiting in
      defer { waiting.isCut = true }
      return !waiting.isCut
    }
    guard isNew else { return false }
    log.counters.add(.recordingsCut)
    log.recordingFailed(
      "the disk is too slow for it; \(Int(backlog.seconds)) s of sound wait for it.", call: call)
    return true
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
          let isCut = waiting.withLock { $0.isCut }
          let ended = isCut ? .failure : recorder?.append(samples)
          let take = recorder?.finish(
            ended ?? ending, by: isCut ? nil : key, droppingLast: isCut ? 0 : milliseconds)
          if let failure = recorder?.failure { log.recordingFailed(failure, call: call) }
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
