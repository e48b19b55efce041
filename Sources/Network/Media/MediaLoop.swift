import Foundation
import Synchronization
import Threads

/// A media thread and the ways to it. What the thread alone may touch is in ``MediaTick``.
final class MediaLoop: Sendable {
  /// Watches the sockets of all streams, and the bell.
  let sockets: EventPoll
  /// Watches the bell alone.
  let notes: EventPoll
  let wakeup: WakeupFD
  let options: MediaOptions
  let counters = Mutex(MediaCounters())
  /// Streams that this loop has been given.
  let load = Atomic(0)
  private let state = Mutex(State())
  /// The system's number of the thread; 0: it does not run.
  private let thread = Atomic<UInt>(0)
  private let ended = DispatchSemaphore(value: 0)

  /// What other threads have left for the media thread.
  private struct State {
    /// The calls that are on are the limit: each asks a few things.
    var notes = Inbox<Request>()
    var isStopping = false
  }

  enum Request {
    /// Something was asked of the stream: look at it now.
    case attend(MediaStream)
    /// Its sockets are to be closed.
    case remove(MediaStream)
  }

  init(_ options: MediaOptions) throws(MediaError) {
    self.options = options
    do throws(SystemError) {
      (sockets, notes, wakeup) = (try EventPoll(), try EventPoll(), try WakeupFD())
    } catch {
      throw .system("media thread: \(error.text)")
    }
    sockets.add(wakeup.descriptor, mark: MediaTick.wakeupMark)
    notes.add(wakeup.descriptor, mark: MediaTick.wakeupMark)
  }

  func start(number: Int) {
    let thread = Thread { [self] in
      self.thread.store(Self.currentThread, ordering: .relaxed)
      var turn = MediaTick(self)
      turn.run()
      ended.signal()
    }
    thread.name = "media \(number)"
    thread.start()
  }

  /// Returns when the thread has closed all its streams and is gone.
  func stop() {
    state.withLock { $0.isStopping = true }
    wakeup.ring()
    ended.wait()
  }

  /// Whether the caller is a handler.
  var isCurrentThread: Bool { thread.load(ordering: .relaxed) == Self.currentThread }

  /// Leaves a note. Does not wait for the thread.
  func leave(_ note: Request) {
    switch state.withLock({ $0.notes.addAnyway(note) }) {
    case .first: wakeup.ring()
    case .behindOthers, .full: break
    }
  }

  /// Takes the notes, by exchanging the arrays.
  /// - Returns: Whether the thread is to end.
  func takeNotes(_ notes: inout [Request]) -> Bool {
    state.withLock { state in
      state.notes.takeAll(into: &notes)
      return state.isStopping
    }
  }

  private static var currentThread: UInt { UInt(pthread_self()) }
}
