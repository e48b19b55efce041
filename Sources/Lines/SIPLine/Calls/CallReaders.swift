import Foundation
import Signalling
import Synchronization
import Threads

/// A few threads that do for calls what may wait for a disk or a database: one wish a call at a time,
/// and a bounded number of calls that wait.
///
/// ```
/// thread of the calls ── wish ──► Inbox of calls, the newest wish of each ──► a thread
///                          └ false: too many calls wait
/// ```
/// What a call wished before is not needed any more when it wishes something else, so its newer wish
/// has the place of the older one. The threads are their own: when all of them wait for a disk that
/// stands still, the rest of the program does not.
final class CallReaders: Sendable {
  typealias Job = @Sendable () -> Void

  private struct State {
    var calls: Inbox<DialogID>
    /// The wish of each call that waits; an empty one if it was called off, which keeps its place.
    var wishes: [DialogID: Job] = [:]
    var isOver = false
  }

  private let state: Mutex<State>
  private let work = DispatchSemaphore(value: 0)
  private let threads: Int

  /// Begins the threads.
  /// - Parameter limit: So many calls may wait.
  init(named name: String, threads: Int, limit: Int) {
    state = Mutex(State(calls: Inbox(limit: limit)))
    self.threads = threads
    for number in 0..<threads {
      let thread = Thread { [self] in run() }
      thread.name = "\(name) \(number)"
      thread.start()
    }
  }

  /// How many calls wait.
  var waiting: Int { state.withLock { $0.calls.count } }

  /// Does something for a call, instead of what waits for it; never waits itself.
  /// - Returns: Whether there was room; if not, it will not be done.
  func wish(_ job: @escaping Job, of call: DialogID) -> Bool {
    let isNew: Bool? = state.withLock { state in
      guard !state.isOver else { return nil }
      if state.wishes[call] == nil, case .full = state.calls.add(call) { return nil }
      return state.wishes.updateValue(job, forKey: call) == nil
    }
    if isNew == true { work.signal() }
    return isNew != nil
  }

  /// The call needs nothing any more.
  func callOff(_ call: DialogID) {
    state.withLock { state in
      if state.wishes[call] != nil { state.wishes[call] = {} }
    }
  }

  /// Begins nothing more; what is being done goes on.
  func end() {
    state.withLock { state in
      state.isOver = true
      state.wishes = [:]
    }
    for _ in 0..<threads { work.signal() }
  }

  private func run() {
    while true {
      work.wait()
      let (job, isOver) = state.withLock { state in
        let call = state.calls.take()
        return (call.flatMap { state.wishes.removeValue(forKey: $0) }, state.isOver)
      }
      if isOver { return }
      job?()
    }
  }
}
