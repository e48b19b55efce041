/// What happened in one call, a line a step: the event, where the call then was, and what it
/// asked for. It can be replayed. Digits of secret entries are masked (requirement B7).
public struct Journal<F: Flow>: Equatable, Sendable {
  /// One step.
  public struct Entry: Equatable, Sendable {
    public var at: Moment
    public var event: Event<F>
    /// A digit whose value must not be shown: typed into a secret entry, or not read yet.
    public var isMasked = false
    /// Where the call was after the step.
    public var place: F.Place
    /// What it then did, such as `listening`, and what it asked for, as text.
    public var outcome: String

    /// A step at `at` milliseconds, after which the call was at `place`.
    public init(
      at: Moment, event: Event<F>, isMasked: Bool = false, place: F.Place, outcome: String
    ) {
      self.at = at
      self.event = event
      self.isMasked = isMasked
      self.place = place
      self.outcome = outcome
    }
  }

  public private(set) var entries: [Entry] = []
  /// Entries of keys that no step has read yet, oldest first.
  private var unread: [Int] = []

  /// An empty journal.
  public init() {}

  /// Adds one step.
  /// - Parameter call: The call after the step.
  public mutating func add(
    _ event: Event<F>, at now: Moment, after call: Call<F>, _ effects: [Effect<F>],
    _ trace: KeyTrace
  ) {
    var entry = Entry(
      at: now, event: event, place: call.place, outcome: Self.outcome(call, effects, trace))
    if case .key(let digit) = event {
      entry.isMasked = digit.number != nil
      if !trace.dropsNewest { unread.append(entries.count) }
    }
    entries.append(entry)
    let read = min(trace.count, unread.count)
    for index in 0..<read where !trace.isSecret(index) { entries[unread[index]].isMasked = false }
    unread.removeFirst(read)
  }

  /// What a call does after a step, and what it asked for, as text without secrets. A key that was
  /// dropped was typed too far ahead, or nothing reads keys now.
  public static func outcome(
    _ call: Call<F>, _ effects: [Effect<F>], _ trace: KeyTrace
  ) -> String {
    let dropped = trace.dropsNewest ? ["key-dropped"] : []
    return ([call.phase.name] + effects.map(\.description) + dropped).joined(separator: "; ")
  }
}

extension Journal.Entry: CustomReflectable {
  /// Without the digit of a masked key.
  public var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "at": at, "event": isMasked ? "key ?" : event as Any, "isMasked": isMasked,
        "place": place, "outcome": outcome,
      ], displayStyle: .struct)
  }
}

extension Call.Phase {
  /// One word.
  var name: String {
    switch self {
    case .ringing: "ringing"
    case .waiting: "waiting"
    case .speaking: "speaking"
    case .listening: "listening"
    case .paused: "paused"
    case .fetching: "fetching"
    case .recording: "recording"
    case .stopping: "stopping"
    case .transferring: "transferring"
    case .ended: "ended"
    }
  }
}

extension Effect: CustomStringConvertible {
  public var description: String {
    switch self {
    case .ring: "ring"
    case .answer: "answer"
    case .say(let ticket, let phrases):
      "say \(ticket) " + phrases.map { "[\($0)]" }.joined(separator: " ")
    case .hush: "hush"
    case .transport(let transport): "transport \(transport.rawValue)"
    case .record(let ticket, let order): "record \(ticket) \(order)"
    case .stopRecording: "stop-recording"
    case .fetch(let ticket, let request): "fetch \(ticket) \(request)"
    case .transfer(let ticket, let number): "transfer \(ticket) \(number)"
    case .refuse(let reason): "refuse \(reason)"
    case .hangUp: "hang-up"
    }
  }
}
