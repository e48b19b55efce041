import Mailbox
public import Operations

extension Log {
  /// Writes the one line that the log has of each call, and counts the call.
  public func write(_ record: CallRecord, file: StaticString = #fileID) {
    counters.add(.calls)
    info(record.sentence, call: record.beginning.id.name, fields: record.fields, file: file)
  }
}

extension CallRecord {
  /// `+49221471 called 111 by SIP from udp:192.0.2.7:5060, 12.3 s: the caller hung up at
  /// record-deposit.` Numbers are no secrets.
  var sentence: String {
    let incoming = beginning.incoming
    let parties = "\(incoming.from.isEmpty ? "withheld" : incoming.from) called \(incoming.to)"
    let line = beginning.peer.map { "by SIP from \($0)" } ?? "on the sound card"
    let tenths = max(0, ended - beginning.began + 50) / 100
    let length = "\(tenths / 10).\(tenths % 10) s" + (answered == nil ? ", not answered" : "")
    return "\(parties) \(line), \(length): \(ending.words)."
  }

  fileprivate var fields: [LogField] {
    var fields = [
      LogField("line", beginning.line), LogField("from", beginning.incoming.from),
      LogField("to", beginning.incoming.to),
      LogField("milliseconds", ended - beginning.began), LogField("ending", ending.kind.rawValue),
    ]
    if let quality {
      fields.append(LogField("lost", quality.packetsLost))
      fields.append(LogField("jitter", (quality.jitterMilliseconds * 10).rounded() / 10))
    }
    return fields
  }
}
