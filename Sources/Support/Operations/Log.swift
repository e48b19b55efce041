/// The log of a server (requirement K2). Any thread may write a line; no thread waits for the disk
/// or for the reader of the log:
///
///     info, warning, error ──► LogBuffer (bounded, one short lock) ──► LogWriter (own thread) ──► file
///
/// When the reader stalls, the buffer fills up and lines are dropped; how many is written as soon
/// as there is room again. Warnings and errors of one place in the code that come in floods are
/// summed up; see ``LogBuffer``.
public struct Log: Sendable {
  /// What the server counts beside its lines.
  public let counters: Counters
  private let buffer: LogBuffer
  private let now: @Sendable () -> Int64

  /// A log that writes into `buffer`.
  /// - Parameter now: Milliseconds since 1970.
  public init(
    into buffer: LogBuffer, counters: Counters = Counters(),
    now: @escaping @Sendable () -> Int64
  ) {
    (self.buffer, self.counters, self.now) = (buffer, counters, now)
  }

  /// A log whose lines go nowhere, for programs without an operator.
  public static var none: Log { Log(into: LogBuffer(capacity: 0), now: { 0 }) }

  /// From which level on lines are written, and how. May be set while the server runs.
  public var options: LogOptions {
    get { buffer.options }
    nonmutating set { buffer.options = newValue }
  }

  /// How many lines were dropped since the start, and how many wait.
  public var lines: (dropped: Int, waiting: Int) { (buffer.droppedLines, buffer.waitingLines) }

  /// Writes what only a developer wants to read. The sentence is made only if it is written.
  public func debug(
    _ sentence: @autoclosure () -> String, call: String? = nil, fields: [LogField] = [],
    file: StaticString = #fileID
  ) {
    guard options.level <= .debug else { return }
    add(.debug, sentence(), call, fields, file, kind: nil)
  }

  /// Writes what happens in the ordinary course. These lines are never summed up.
  public func info(
    _ sentence: String, call: String? = nil, fields: [LogField] = [], file: StaticString = #fileID
  ) {
    add(.info, sentence, call, fields, file, kind: nil)
  }

  /// Writes that something is wrong although the server goes on.
  /// - Parameter kind: Lines of the same kind are summed up when they come in floods; by default
  ///   the place in the code.
  public func warning(
    _ sentence: String, call: String? = nil, fields: [LogField] = [], kind: LogKind = LogKind(),
    file: StaticString = #fileID
  ) {
    add(.warning, sentence, call, fields, file, kind: kind)
  }

  /// Writes that an operator has to do something.
  /// - Parameter kind: As for ``warning(_:call:fields:kind:file:)``.
  public func error(
    _ sentence: String, call: String? = nil, fields: [LogField] = [], kind: LogKind = LogKind(),
    file: StaticString = #fileID
  ) {
    add(.error, sentence, call, fields, file, kind: kind)
  }

  private func add(
    _ level: LogLevel, _ sentence: String, _ call: String?, _ fields: [LogField],
    _ file: StaticString, kind: LogKind?
  ) {
    guard level >= options.level else { return }
    let line = LogLine(
      time: now(), level: level, module: "\(file)".prefix { $0 != "/" }.description, call: call,
      sentence: sentence, fields: fields)
    buffer.add(line, kind: kind)
  }
}

/// Which lines of a log are written, and how.
public struct LogOptions: Equatable, Sendable {
  /// Lines of lower levels are left out.
  public var level: LogLevel
  public var format: LogFormat

  /// What is written.
  public init(level: LogLevel = .info, format: LogFormat = .text) {
    (self.level, self.format) = (level, format)
  }
}

/// How a line of the log is written.
public enum LogFormat: String, CaseIterable, Sendable {
  /// For people: `2026-11-29T03:07:00.123Z info SIPLine call=4f2a9c01 The sentence. key=value`.
  case text
  /// For programs: an object a line.
  case json
}

/// What lines have in common that are summed up together.
public struct LogKind: Hashable, Sendable {
  private let name: String

  /// The place in the code that writes the line.
  public init(file: StaticString = #fileID, line: UInt = #line) {
    name = "\(file):\(line)"
  }

  /// A kind by name, where one place writes lines of several kinds.
  public init(_ name: String) { self.name = name }
}
