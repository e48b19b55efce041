import Operations
public import Store

/// Records of calls as they are shown.
extension StoredCall {
  /// One row of the list.
  /// - Parameter isServed: Whether a server runs, so that a call without an end is on.
  public func cells(isServed: Bool) -> [String] {
    [
      id.name, String(LogLine.timeText(began).prefix(19)), line, from.isEmpty ? "withheld" : from,
      to, because ?? "-", length ?? "-", endWords(isServed),
    ]
  }

  /// All of it but the journal, a row each: what it is, and its value.
  /// - Parameter isServed: Whether a server runs, so that a call without an end is on.
  public func facts(isServed: Bool) -> [[String]] {
    var rows = [
      ["call", "\(id.name) (\(id.text))"],
      ["line", line + (peer.map { ", from \($0)" } ?? "")],
      ["company", company ?? "none"],
      ["from", "\(from.isEmpty ? "withheld" : from) (\(trust))"],
      ["to", to],
      ["because", because ?? "not said"],
      ["began", LogLine.timeText(began)],
      ["answered", answered.map(LogLine.timeText) ?? (ended == nil ? "not known yet" : "not")],
      ["ended", ended.map(LogLine.timeText) ?? "not yet"],
      ["length", length ?? "-"],
      ["end", endWords(isServed)],
    ]
    if let quality {
      rows.append(["packets", "\(quality.received) received, \(quality.lost) lost"])
      rows.append(["jitter", "\(quality.milliseconds) ms"])
      let missed = quality.lostByPeer.map { ", \($0) of them lost" } ?? ""
      rows.append(["sent", "\(quality.sent) packets\(missed)"])
    }
    return rows
  }

  /// The steps of the journal, a line each; a note follows if some are missing.
  public var journalLines: [String] {
    let steps = journal.split(separator: "\n").map(String.init)
    let isCut = steps.count > LiveCall.longestJournal
    return steps + (isCut ? ["", "Of a longer call only these steps were kept."] : [])
  }

  /// An object for programs, in one line.
  public var json: String {
    var members: [(String, String)] = [
      ("id", JSONText.string(id.text)), ("call", JSONText.string(id.name)),
      ("line", JSONText.string(line)), ("peer", Self.json(peer)),
      ("company", Self.json(company)), ("from", JSONText.string(from)),
      ("to", JSONText.string(to)), ("trust", JSONText.string(trust)),
      ("because", Self.json(because)), ("began", JSONText.string(LogLine.timeText(began))),
      ("answered", Self.json(answered.map(LogLine.timeText))),
      ("ended", Self.json(ended.map(LogLine.timeText))),
      ("milliseconds", ended.map { String($0 - began) } ?? "null"),
      ("ending", Self.json(ending)), ("place", Self.json(place)), ("reason", Self.json(reason)),
    ]
    if let quality {
      members += [
        ("packetsReceived", "\(quality.received)"), ("packetsLost", "\(quality.lost)"),
        ("jitterMilliseconds", quality.milliseconds), ("packetsSent", "\(quality.sent)"),
        ("packetsLostByPeer", quality.lostByPeer.map(String.init) ?? "null"),
      ]
    }
    if !journal.isEmpty { members.append(("journal", JSONText.string(journal))) }
    return JSONText.object(members.map { (name: $0.0, value: $0.1) })
  }

  private static func json(_ text: String?) -> String { text.map(JSONText.string) ?? "null" }

  private var length: String? {
    ended.map { ended in
      let tenths = max(0, ended - began + 50) / 100
      return "\(tenths / 10).\(tenths % 10) s"
    }
  }

  private func endWords(_ isServed: Bool) -> String {
    guard ended != nil else { return isServed ? "is on" : "the server died in it" }
    return callEnding?.words ?? ending ?? "unknown"
  }
}

extension StoredCall.Quality {
  fileprivate var milliseconds: String {
    "\(jitterMicroseconds / 1_000).\(jitterMicroseconds / 100 % 10)"
  }
}
