import Commands
import Glibc
import Synchronization

/// SIGTERM and Ctrl-C for a server, SIGHUP that asks to read its file again, and SIGUSR1 that asks
/// for the counters. A second SIGTERM or Ctrl-C ends the program.
struct ServeSignals {
  private let stop = StopSignals()

  /// Begins to note them.
  init() {
    // Not for the first time in a handler.
    _ = takeReload()
    _ = takeCounters()
    signal(SIGHUP) { _ in reloadIsAsked.store(true, ordering: .relaxed) }
    signal(SIGUSR1) { _ in countersAreAsked.store(true, ordering: .relaxed) }
  }

  /// Whether the server is to end.
  var isEndAsked: Bool { stop.isAsked }

  /// Whether SIGHUP came since this was last asked.
  func takeReload() -> Bool { reloadIsAsked.exchange(false, ordering: .relaxed) }

  /// Whether SIGUSR1 came since this was last asked.
  func takeCounters() -> Bool { countersAreAsked.exchange(false, ordering: .relaxed) }
}

private let reloadIsAsked = Atomic(false)
private let countersAreAsked = Atomic(false)
