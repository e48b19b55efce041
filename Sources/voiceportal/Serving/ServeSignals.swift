import Glibc
import Synchronization

/// SIGTERM and Ctrl-C for a server, and SIGHUP that asks to read its file again. A second SIGTERM
/// or Ctrl-C ends the program.
struct ServeSignals {
  private let stop = StopSignals()

  /// Begins to note them.
  init() {
    // Not for the first time in a handler.
    _ = takeReload()
    signal(SIGHUP) { _ in reloadIsAsked.store(true, ordering: .relaxed) }
  }

  /// Whether the server is to end.
  var isEndAsked: Bool { stop.isAsked }

  /// Whether SIGHUP came since this was last asked.
  func takeReload() -> Bool { reloadIsAsked.exchange(false, ordering: .relaxed) }
}

private let reloadIsAsked = Atomic(false)
