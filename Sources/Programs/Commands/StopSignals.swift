import Glibc
import Synchronization

/// Ctrl-C and SIGTERM for commands that run until they are told to end. The first one asks; the
/// second one ends the program.
///
/// By handlers of the process: a source of Dispatch is installed on a thread of its own, some time
/// later, and a signal that comes before is lost.
package struct StopSignals {
  /// Begins to note them.
  package init() {
    // Not for the first time in a handler.
    _ = isAsked
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in if stopIsAsked.exchange(true, ordering: .relaxed) { _exit(1) } }
    }
  }

  /// Whether one has come.
  package var isAsked: Bool { stopIsAsked.load(ordering: .relaxed) }
}

private let stopIsAsked = Atomic(false)
