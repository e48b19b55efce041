/// One line of the log.
public struct LogLine: Equatable, Sendable {
  /// Milliseconds since 1970.
  public var time: Int64
  public var level: LogLevel
  /// Which module writes it.
  public var module: String
  /// The call that it is about, by the short name that all lines of the call share.
  public var call: String?
  /// One sentence. Control characters in it are written as escapes, so a peer or a caller cannot
  /// begin a line of its own.
  public var sentence: String
  /// The sentence's figures and names once more, for programs.
  public var fields: [LogField]

  /// A line of the log.
  public init(
    time: Int64, level: LogLevel, module: String, call: String?, sentence: String,
    fields: [LogField] = []
  ) {
    (self.time, self.level, self.module, self.call) = (time, level, module, call)
    self.sentence = Self.shortened(sentence)
    self.fields = fields
  }

  /// More of a text is cut, so that a peer with long names cannot fill the memory.
  private static let longest = 1_000

  fileprivate static func shortened(_ text: String) -> String {
    guard text.utf8.count > longest else { return text }
    return String(decoding: text.utf8.prefix(longest), as: UTF8.self) + "…"
  }

  /// As it is written, without the end of the line.
  public func text(as format: LogFormat) -> String {
    switch format {
    case .text: text
    case .json: json
    }
  }

  /// For systemd's journal, which has a time of its own and takes the priority of syslog from the
  /// number in front: `<4>SIPLine call=4f2a9c01 The sentence. source=192.0.2.7`
  public var journalText: String { "<\(level.priority)>\(textWithoutTime)" }

  /// For people:
  /// `2026-11-29T03:07:00.123Z warning SIPLine call=4f2a9c01 The sentence. source=192.0.2.7`
  public var text: String { "\(Self.timeText(time)) \(level.rawValue) \(textWithoutTime)" }

  var textWithoutTime: String {
    let call = call.map { " call=\(Self.escaped($0))" } ?? ""
    let fields = fields.map { " \($0.name)=\(Self.escaped($0.value.quoted))" }.joined()
    return "\(module)\(call) \(Self.escaped(sentence))\(fields)"
  }

  /// For programs: an object with `time`, `level`, `module`, `call`, `message` and the fields.
  private var json: String {
    var members = [
      ("time", JSONText.string(Self.timeText(time))),
      ("level", JSONText.string(level.rawValue)), ("module", JSONText.string(module)),
    ]
    if let call { members.append(("call", JSONText.string(call))) }
    members.append(("message", JSONText.string(sentence)))
    members += fields.map { ($0.name, $0.value.json) }
    return JSONText.object(members)
  }

  /// ISO 8601 in UTC, with milliseconds.
  public static func timeText(_ milliseconds: Int64) -> String {
    let (day, left) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let (days, ofDay) = left < 0 ? (day - 1, left + 86_400_000) : (day, left)
    let date = civilDate(daysSince1970: days)
    let time = [ofDay / 3_600_000, ofDay / 60_000 % 60, ofDay / 1_000 % 60].map(two)
    let fraction = String(1_000 + ofDay % 1_000).dropFirst()
    return "\(date.year)-\(two(date.month))-\(two(date.day))T"
      + time.joined(separator: ":") + ".\(fraction)Z"
  }

  private static func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }

  /// The Gregorian date of a day: years begin in March, so that the leap day is a year's last.
  private static func civilDate(
    daysSince1970 days: Int64
  ) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Line breaks within a sentence become a stroke; other control characters, and those that turn
  /// the direction of writing, become escapes.
  public static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        result += " | "
      } else if isControl(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// A figure or a name of a line.
public struct LogField: Equatable, Sendable {
  /// What a field says.
  public enum Value: Equatable, Sendable {
    case text(String)
    case number(Int64)
    case decimal(Double)
  }

  /// Letters and `_`; none of the names that every line has.
  public let name: String
  public let value: Value

  /// A text, which is cut if it is long.
  public init(_ name: String, _ text: String) {
    (self.name, value) = (name, .text(LogLine.shortened(text)))
  }

  /// A whole number.
  public init(_ name: String, _ number: some BinaryInteger) {
    (self.name, value) = (name, .number(Int64(clamping: number)))
  }

  /// A number with a fraction.
  public init(_ name: String, _ decimal: Double) { (self.name, value) = (name, .decimal(decimal)) }
}

extension LogField.Value {
  /// As it stands in a line of text: with quotes where a reader could not tell where it ends.
  fileprivate var quoted: String {
    switch self {
    case .text(let text):
      text.isEmpty || text.unicodeScalars.contains(where: Self.endsValue)
        ? JSONText.string(text) : text
    case .number(let number): String(number)
    case .decimal(let decimal): String(decimal)
    }
  }

  private static func endsValue(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\"" || scalar == "=" || LogLine.isControl(scalar)
  }

  fileprivate var json: String {
    switch self {
    case .text(let text): JSONText.string(text)
    case .number(let number): String(number)
    case .decimal(let decimal): JSONText.number(decimal)
    }
  }
}
