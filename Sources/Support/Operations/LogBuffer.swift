import Dispatch
import Synchronization

/// Lines that wait to be written. Adding takes one short lock and never waits for the writer.
///
/// Of each kind of warning or error, a few lines are kept in a stretch of some seconds; the others
/// are counted. At the stretch's end one line tells how many there were: "130 more: …".
public final class LogBuffer: Sendable {
  /// How long lines of one kind are summed up, in milliseconds, and how many of them are written.
  public static let stretchMilliseconds: Int64 = 10_000
  static let linesInStretch = 5
  /// More kinds at once are not told apart.
  private static let mostKinds = 256

  private struct Stretch {
    var start: Int64
    var count = 0
    var last: LogLine
  }

  private struct State {
    var lines: [LogLine] = []
    var dropped = 0
    var stretches: [LogKind: Stretch] = [:]
    var isClosed = false
    /// Nobody took the last lines. Then the number of those lost waits for a line to go with.
    var isRefused = false
  }

  /// What the writer has to do next.
  enum Work {
    case write([LogLine])
    /// Nothing now; more than `milliseconds` must not pass until it asks again.
    case wait(milliseconds: Int64?)
    case end
  }

  private let state = Mutex(State())
  private let capacity: Int
  private let arrived = DispatchSemaphore(value: 0)
  private let droppedInAll = Atomic(0)
  private let level = Atomic(LogLevel.info.rank)
  private let isJSON = Atomic(false)

  /// - Parameter capacity: How many lines may wait; 0 keeps none.
  public init(capacity: Int = 8_192) { self.capacity = capacity }

  /// How many lines found no room, or no reader, since the start.
  public var droppedLines: Int { droppedInAll.load(ordering: .relaxed) }

  /// How many lines wait to be written.
  public var waitingLines: Int { state.withLock { $0.lines.count } }

  /// Which lines are written, and how. Read for each line, so without a lock.
  var options: LogOptions {
    get {
      LogOptions(
        level: LogLevel(rank: level.load(ordering: .relaxed)) ?? .info,
        format: isJSON.load(ordering: .relaxed) ? .json : .text)
    }
    set {
      level.store(newValue.level.rank, ordering: .relaxed)
      isJSON.store(newValue.format == .json, ordering: .relaxed)
    }
  }

  func add(_ line: LogLine, kind: LogKind?) {
    guard capacity > 0 else { return }
    let isFirst = state.withLock { state in
      if let kind, !Self.admit(line, kind, &state) { return false }
      return append(line, &state)
    }
    if isFirst { arrived.signal() }
  }

  /// Takes no more lines; what waits is still to be written.
  func close() {
    state.withLock { $0.isClosed = true }
    arrived.signal()
  }

  /// What waits, oldest first, with what was summed up or dropped.
  func next(at now: Int64) -> Work {
    state.withLock { state in
      sumUp(at: now, &state)
      if !state.lines.isEmpty || state.dropped > 0 && !state.isRefused {
        var lines = state.lines
        state.lines.removeAll()
        if state.dropped > 0 {
          lines.append(
            LogLine(
              time: now, level: .warning, module: "Operations", call: nil,
              sentence: "Nobody read the log: \(state.dropped) lines are lost."))
          state.dropped = 0
        }
        return .write(lines)
      }
      if state.isClosed { return .end }
      let ends = state.stretches.values.map { $0.start + Self.stretchMilliseconds - now }
      return .wait(milliseconds: ends.min().map { max(1, $0) })
    }
  }

  /// Notes what became of the lines that ``next(at:)`` gave.
  func note(_ count: Int, wereWritten: Bool) {
    state.withLock { state in
      state.isRefused = !wereWritten
      if !wereWritten { lose(count, &state) }
    }
  }

  private func lose(_ count: Int, _ state: inout State) {
    state.dropped += count
    droppedInAll.wrappingAdd(count, ordering: .relaxed)
  }

  /// Waits until a line comes, or the time is over.
  func wait(milliseconds: Int64?) {
    guard let milliseconds else { return arrived.wait() }
    _ = arrived.wait(timeout: .now() + .milliseconds(Int(clamping: milliseconds)))
  }

  /// Whether the writer must be woken.
  private func append(_ line: LogLine, _ state: inout State) -> Bool {
    guard !state.isClosed, state.lines.count < capacity else {
      lose(1, &state)
      return false
    }
    state.lines.append(line)
    return state.lines.count == 1
  }

  /// Whether a line is written by itself.
  private static func admit(_ line: LogLine, _ kind: LogKind, _ state: inout State) -> Bool {
    let kind =
      state.stretches[kind] != nil || state.stretches.count < mostKinds ? kind : LogKind("others")
    var stretch = state.stretches[kind] ?? Stretch(start: line.time, last: line)
    stretch.count += 1
    stretch.last = line
    state.stretches[kind] = stretch
    return stretch.count <= linesInStretch
  }

  private func sumUp(at now: Int64, _ state: inout State) {
    for (kind, stretch) in state.stretches {
      let age = now - stretch.start
      // A clock that was set back must not silence a kind for long.
      guard age >= Self.stretchMilliseconds || age < 0 || state.isClosed else { continue }
      state.stretches[kind] = nil
      let more = stretch.count - Self.linesInStretch
      guard more > 0 else { continue }
      var line = stretch.last
      line.sentence = "\(more) more: \(line.sentence)"
      line.fields.append(LogField("more", more))
      _ = append(line, &state)
    }
  }
}
