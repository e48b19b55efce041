import Commands
import Foundation
package import Operations
import Threads

/// The log of a server: to standard output, by a thread of its own. While it lasts, a reader that
/// is gone costs lines, not the server.
package final class ServerLog: Sendable {
  package let log: Log
  private let buffer: LogBuffer
  private let writer: LogWriter

  /// Begins its thread.
  package init(_ options: LogOptions) {
    // Also for TLS: OpenSSL writes to connections in a way that raises it.
    signal(SIGPIPE, SIG_IGN)
    let now: @Sendable () -> Int64 = { WallTime.milliseconds }
    buffer = LogBuffer()
    log = Log(into: buffer, now: now)
    log.options = options
    let isJournal = Self.isReadByJournal
    let journal = isJournal ? JournalSocket() : nil
    writer = LogWriter(
      buffer, isJournal: isJournal, now: now, journal: { journal?.send($0) ?? false },
      write: { StandardStream.write($0, to: STDOUT_FILENO) })
  }

  /// Whether standard output goes to systemd's journal, which says so by device and inode.
  private static var isReadByJournal: Bool {
    guard let stream = SystemdNotifier.variable("JOURNAL_STREAM") else { return false }
    var status = stat()
    guard unsafe fstat(STDOUT_FILENO, &status) == 0 else { return false }
    return stream == "\(status.st_dev):\(status.st_ino)"
  }

  /// Writes the counters as a line.
  package func writeCounters() {
    log.counters.set(.linesLost, to: buffer.droppedLines)
    log.info("Counted since the start: \(log.counters.text).")
  }

  /// Writes what waits, at most for two seconds.
  package func close() { writer.close(withinMilliseconds: 2_000) }
}
