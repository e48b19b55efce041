import Operations
import Synchronization

/// A log whose lines are kept.
final class NotedLog: Sendable {
  let log: Log
  private let buffer = LogBuffer()
  private let writer: LogWriter
  private let written: Written

  private final class Written: Sendable { let text = Mutex("") }

  init() {
    let written = Written()
    self.written = written
    log = Log(into: buffer, now: { 0 })
    writer = LogWriter(
      buffer, now: { 0 },
      write: { bytes in
        written.text.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
        return true
      })
  }

  /// What was written until now.
  var soFar: String { written.text.withLock { $0 } }

  /// All lines. Ends the log.
  var lines: [String] {
    writer.close(withinMilliseconds: 60_000)
    return written.text.withLock { $0 }.split(separator: "\n").map(String.init)
  }
}
