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

  /// Writes what happens in the ordinary course. These lines are never summed up.
  public func info(_ sentence: String, call: String? = nil) {
    add(.info, sentence, call, kind: nil)
  }

  /// Writes that something is wrong although the server goes on.
  /// - Parameter kind: Lines of the same kind are summed up when they come in floods; by default
  ///   the place in the code.
  public func warning(
    _ sentence: String, call: String? = nil, kind: LogKind = LogKind()
  ) {
    add(.warning, sentence, call, kind: kind)
  }

  /// Writes that an operator has to do something.
  /// - Parameter kind: As for ``warning(_:call:kind:)``.
  public func error(
    _ sentence: String, call: String? = nil, kind: LogKind = LogKind()
  ) {
    add(.error, sentence, call, kind: kind)
  }

  private func add(_ level: LogLevel, _ sentence: String, _ call: String?, kind: LogKind?) {
    let line = LogLine(time: now(), level: level, call: call, sentence: sentence)
    buffer.add(line, kind: kind)
  }
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
