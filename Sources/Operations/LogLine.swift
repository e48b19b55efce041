/// One line of the log.
public struct LogLine: Equatable, Sendable {
  /// Milliseconds since 1970.
  public var time: Int64
  public var level: LogLevel
  /// The call that it is about, by the short name that all lines of the call share.
  public var call: String?
  /// One sentence. Control characters in it are written as escapes, so a peer or a caller cannot
  /// begin a line of its own.
  public var sentence: String

  /// A line of the log.
  public init(time: Int64, level: LogLevel, call: String?, sentence: String) {
    (self.time, self.level, self.call) = (time, level, call)
    self.sentence = sentence.utf8.count <= Self.longest ? sentence : Self.shortened(sentence)
  }

  /// More of a sentence is cut, so that a peer with long names cannot fill the memory.
  private static let longest = 1_000

  private static func shortened(_ sentence: String) -> String {
    String(decoding: sentence.utf8.prefix(longest), as: UTF8.self) + "…"
  }

  /// As it is written, without the end of the line:
  /// `2026-11-29T03:07:00.123Z warning call=4f2a9c The sentence.`
  public var text: String {
    let call = call.map { " call=\(Self.escaped($0))" } ?? ""
    return "\(Self.timeText(time)) \(level.word)\(call) \(Self.escaped(sentence))"
  }

  /// ISO 8601 in UTC, with milliseconds.
  static func timeText(_ milliseconds: Int64) -> String {
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
  static func escaped(_ text: String) -> String {
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

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
