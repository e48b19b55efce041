/// Entries of systemd's journal, as its native protocol has them (systemd.io/JOURNAL_NATIVE_PROTOCOL): a
/// datagram of `NAME=value` lines; a value with line breaks has its length before it.
extension LogLine {
  /// The line with a field of its own for the module, the call and each figure:
  /// `journalctl VOICEPORTAL_CALL=4f2a9c01` finds all lines of a call.
  public var journalEntry: [UInt8] {
    var entry: [UInt8] = []
    func add(_ name: String, _ value: String) {
      entry += Array(name.utf8)
      let bytes = Array(value.utf8)
      if bytes.contains(UInt8(ascii: "\n")) {
        entry.append(UInt8(ascii: "\n"))
        let count = UInt64(bytes.count)
        entry += (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * UInt64($0))) }
      } else {
        entry.append(UInt8(ascii: "="))
      }
      entry += bytes + [UInt8(ascii: "\n")]
    }
    add("MESSAGE", textWithoutTime)
    add("PRIORITY", "\(level.priority)")
    add("SYSLOG_IDENTIFIER", "voiceportal")
    add("VOICEPORTAL_MODULE", module)
    if let call { add("VOICEPORTAL_CALL", call) }
    for field in fields {
      let name = field.name.uppercased().filter {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")
      }
      add("VOICEPORTAL_" + name, field.value.plain)
    }
    return entry
  }
}

extension LogField.Value {
  /// As it is, without quotes.
  fileprivate var plain: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .decimal(let decimal): String(decimal)
    }
  }
}
