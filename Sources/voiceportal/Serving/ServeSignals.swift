import Dispatch
import Foundation
import Synchronization

/// SIGTERM and Ctrl-C for a server, and SIGHUP that asks to read its file again. A second SIGTERM
/// or Ctrl-C ends the program.
final class ServeSignals {
  private final class Flags: Sendable {
    let reload = Atomic(false)
  }

  private let stop = StopSignals()
  private let flags = Flags()
  private let source: any DispatchSourceSignal

  /// Begins to note them.
  init() {
    signal(SIGHUP, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
    source.setEventHandler { [flags] in flags.reload.store(true, ordering: .relaxed) }
    source.resume()
  }

  /// Whether the server is to end.
  var isEndAsked: Bool { stop.isAsked }

  /// Whether SIGHUP came since this was last asked.
  func takeReload() -> Bool { flags.reload.exchange(false, ordering: .relaxed) }
}
