import Foundation
import Mailbox

/// Brings moments into users' time zones. Foundation is asked once for each zone and year; after
/// that, it is whole-number arithmetic, because every message heard needs a local time.
struct LocalClock {
  private var zones: [String: Zone] = [:]

  init() {}

  /// Whether there is such an IANA zone.
  static func knows(zone name: String) -> Bool { TimeZone(identifier: name) != nil }

  /// A moment as the user's calendar shows it. An unknown zone counts as UTC.
  /// - Parameters:
  ///   - milliseconds: The moment, since 1970 UTC.
  ///   - now: The moment of the call, from which days are counted back.
  mutating func localTime(of milliseconds: Int64, now: Int64, zone name: String) -> LocalTime {
    let seconds = floorDivide(milliseconds, 1_000).quotient
    let nowSeconds = floorDivide(now, 1_000).quotient
    let (offset, nowOffset) = zones[name, default: Zone(name: name)].offsets(seconds, nowSeconds)
    let (day, second) = floorDivide(seconds + offset, secondsPerDay)
    let today = floorDivide(nowSeconds + nowOffset, secondsPerDay).quotient
    let date = CivilDate(day: day)
    return LocalTime(
      year: Int(date.year), month: Int(date.month), day: Int(date.day),
      // Day 0 was a Thursday.
      weekday: Int(floorDivide(day + 3, 7).remainder) + 1,
      hour: Int(second / 3_600), minute: Int(second % 3_600 / 60),
      daysAgo: Int(max(0, today - day)))
  }
}

/// The offsets from UTC of one zone, as far as they were asked for. All in seconds.
private struct Zone {
  private let zone: TimeZone
  private var spans: [Span] = []

  private struct Span {
    var range: Range<Int64>
    var offset: Int64
  }

  init(name: String) { zone = TimeZone(identifier: name) ?? .gmt }

  mutating func offsets(_ one: Int64, _ other: Int64) -> (Int64, Int64) {
    (offset(at: one), offset(at: other))
  }

  private mutating func offset(at seconds: Int64) -> Int64 {
    if let span = spans.last(where: { $0.range.contains(seconds) }) { return span.offset }
    learnYear(of: seconds)
    return spans.last { $0.range.contains(seconds) }?.offset ?? 0
  }

  private mutating func learnYear(of seconds: Int64) {
    let year = CivilDate(day: floorDivide(seconds, secondsPerDay).quotient).year
    let end = CivilDate(year: year + 1, month: 1, day: 1).dayNumber * secondsPerDay
    var start = CivilDate(year: year, month: 1, day: 1).dayNumber * secondsPerDay
    while start < end {
      let date = Date(timeIntervalSince1970: TimeInterval(start))
      let change = zone.nextDaylightSavingTimeTransition(after: date)
      let next = change.map { Int64($0.timeIntervalSince1970) } ?? end
      let stop = next > start ? min(next, end) : end
      spans.append(Span(range: start..<stop, offset: Int64(zone.secondsFromGMT(for: date))))
      start = stop
    }
  }
}

/// A date of the Gregorian calendar. Counted in years that begin in March, so that the leap day
/// comes last and months have a regular pattern of lengths: 153 days in every five.
private struct CivilDate {
  var year: Int64
  var month: Int64
  var day: Int64

  init(year: Int64, month: Int64, day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date of a day counted from 1970-01-01.
  init(day number: Int64) {
    let (era, dayOfEra) = floorDivide(number + Self.daysFromMarch0000, Self.daysPer400Years)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  var dayNumber: Int64 {
    let (era, yearOfEra) = floorDivide(month <= 2 ? year - 1 : year, 400)
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * Self.daysPer400Years + dayOfEra - Self.daysFromMarch0000
  }

  private static let daysPer400Years: Int64 = 146_097
  private static let daysFromMarch0000: Int64 = 719_468
}

private let secondsPerDay: Int64 = 86_400

/// Division that rounds down, also before 1970.
private func floorDivide(_ a: Int64, _ b: Int64) -> (quotient: Int64, remainder: Int64) {
  let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
  return remainder < 0 ? (quotient - 1, remainder + b) : (quotient, remainder)
}
