import Foundation
import Mailbox
import Testing

@testable import Store

@Suite struct LocalClockTests {
  /// Milliseconds since 1970 of a UTC date, by Foundation's calendar.
  private func moment(_ text: String) throws -> Int64 {
    let date = try Date("\(text):00Z", strategy: .iso8601)
    return Int64(date.timeIntervalSince1970) * 1_000
  }

  private func local(_ text: String, zone: String, now: String? = nil) throws -> LocalTime {
    var clock = LocalClock()
    return clock.localTime(
      of: try moment(text), now: try moment(now ?? text), zone: zone)
  }

  @Test(arguments: [
    ("2024-01-15T12:00", "Europe/Berlin", "2024-01-15T13:00"),
    ("2024-07-15T12:00", "Europe/Berlin", "2024-07-15T14:00"),
    // The clock goes from 2:00 to 3:00, and in October from 3:00 to 2:00.
    ("2024-03-31T00:59", "Europe/Berlin", "2024-03-31T01:59"),
    ("2024-03-31T01:00", "Europe/Berlin", "2024-03-31T03:00"),
    ("2024-10-27T00:59", "Europe/Berlin", "2024-10-27T02:59"),
    ("2024-10-27T01:00", "Europe/Berlin", "2024-10-27T02:00"),
    ("2023-12-31T23:30", "Europe/Berlin", "2024-01-01T00:30"),
    ("2024-02-28T23:30", "Europe/Amsterdam", "2024-02-29T00:30"),
    ("2024-01-01T00:10", "America/New_York", "2023-12-31T19:10"),
    ("2024-06-01T00:00", "Asia/Kolkata", "2024-06-01T05:30"),
    // Changes that are no daylight saving.
    ("2018-05-04T14:59", "Asia/Pyongyang", "2018-05-04T23:29"),
    ("2018-05-04T15:00", "Asia/Pyongyang", "2018-05-05T00:00"),
    ("2016-12-01T12:00", "Europe/Istanbul", "2016-12-01T15:00"),
    ("1969-12-31T23:59", "UTC", "1969-12-31T23:59"),
    ("2024-01-15T12:00", "Europe/Atlantis", "2024-01-15T12:00"),
  ])
  func `a moment is told in the zone of the user`(
    utc: String, zone: String, expected: String
  ) throws {
    #expect(try local(utc, zone: zone).description == expected)
  }

  @Test(arguments: [
    ("2024-03-11T12:00", 1), ("2024-03-15T12:00", 5), ("2024-03-17T12:00", 7),
    ("1969-12-31T12:00", 3),
  ])
  func `Monday is 1 and Sunday is 7`(utc: String, weekday: Int8) throws {
    #expect(try local(utc, zone: "UTC").weekday == weekday)
  }

  @Test(arguments: [
    // Berlin: 23:59 and, two minutes later, 0:01.
    ("2024-01-15T22:59", "2024-01-15T22:59", 0), ("2024-01-15T22:59", "2024-01-15T23:01", 1),
    ("2024-01-15T23:01", "2024-01-16T22:59", 0),
    // A day of 23 hours between.
    ("2024-03-30T12:00", "2024-04-01T12:00", 2), ("2024-03-30T22:30", "2024-03-31T22:15", 2),
    ("2023-12-31T12:00", "2024-01-01T12:00", 1), ("2023-01-01T12:00", "2024-01-01T12:00", 365),
    // A clock that was set back must not tell of tomorrow.
    ("2024-01-16T12:00", "2024-01-15T12:00", 0),
  ])
  func `days are counted by midnights in the zone of the user`(
    received: String, now: String, days: Int32
  ) throws {
    #expect(try local(received, zone: "Europe/Berlin", now: now).daysAgo == days)
  }

  @Test(arguments: [
    "Europe/Berlin", "Europe/Istanbul", "Africa/Casablanca", "Australia/Lord_Howe",
    "America/Sao_Paulo", "Pacific/Apia", "Asia/Kolkata",
  ])
  func `every week of thirty years agrees with the calendar`(zone: String) throws {
    var clock = LocalClock()
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: zone))
    let start = try moment("2000-01-01T00:00")
    for week in 0..<(30 * 52) {
      let time = start + Int64(week) * (7 * 24 * 60 + 173) * 60_000
      let date = Date(timeIntervalSince1970: Double(time) / 1_000)
      let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
      let local = clock.localTime(of: time, now: time, zone: zone)
      #expect(
        [Int(local.year), Int(local.month), Int(local.day), Int(local.hour), Int(local.minute)]
          == [parts.year, parts.month, parts.day, parts.hour, parts.minute])
    }
  }
}
