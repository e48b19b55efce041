import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and SIGTERM for commands that run until they are told to end. The first one asks; the
/// second one ends the program.
final class StopSignals {
  private final class Flag: Sendable {
    let isSet = Atomic(false)
  }

  private let flag = Flag()
  private let sources: [any DispatchSourceSignal]

  /// Begins to note them.
  init() {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: .global())
    }
    for source in sources {
      source.setEventHandler { [flag] in
        if flag.isSet.exchange(true, ordering: .relaxed) { exit(1) }
      }
      source.resume()
    }
  }

  /// Whether one has come.
  var isAsked: Bool { flag.isSet.load(ordering: .relaxed) }
}
