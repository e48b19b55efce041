import Foundation

/// The one thread that writes the log.
public final class LogWriter: Sendable {
  private let buffer: LogBuffer
  private let now: @Sendable () -> Int64
  private let write: @Sendable ([UInt8]) -> Bool
  private let isJournal: Bool
  private let journal: (@Sendable ([UInt8]) -> Bool)?
  private let ended = DispatchSemaphore(value: 0)

  /// Begins the thread.
  /// - Parameters:
  ///   - isJournal: Whether systemd's journal reads: lines of text are then written for it.
  ///   - journal: Gives the journal an entry with its fields, see ``LogLine/journalEntry``; if it
  ///     returns `false`, the line is written as text. Called on the thread.
  ///   - now: Milliseconds since 1970.
  ///   - write: Writes whole lines; may wait as long as it likes. Called on the thread. Returns
  ///     `false` when they could not be written: the reader is gone, the disk is full.
  public init(
    _ buffer: LogBuffer, isJournal: Bool = false, now: @escaping @Sendable () -> Int64,
    journal: (@Sendable ([UInt8]) -> Bool)? = nil, write: @escaping @Sendable ([UInt8]) -> Bool
  ) {
    (self.buffer, self.isJournal, self.now, self.write) = (buffer, isJournal, now, write)
    self.journal = journal
    let thread = Thread { [self] in
      run()
      ended.signal()
    }
    thread.name = "log"
    thread.start()
  }

  /// Writes what waits, and ends the thread. A reader that stalls is not waited for longer than
  /// this.
  /// - Returns: Whether everything was written.
  @discardableResult public func close(withinMilliseconds milliseconds: Int = 2_000) -> Bool {
    buffer.close()
    return ended.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
  }

  private func run() {
    while true {
      switch buffer.next(at: now()) {
      case .write(let lines):
        var bytes: [UInt8] = []
        let format = buffer.options.format
        for line in lines {
          let isForJournal = isJournal && format == .text
          if isForJournal, journal?(line.journalEntry) == true { continue }
          let text = isForJournal ? line.journalText : line.text(as: format)
          bytes += Array((text + "\n").utf8)
        }
        buffer.note(lines.count, wereWritten: bytes.isEmpty || write(bytes))
      case .wait(let milliseconds): buffer.wait(milliseconds: milliseconds)
      case .end: return
      }
    }
  }
}
