import Mailbox

// When a message came and how long it is.
extension SpokenLanguage {
  /// "Received today at four oh five p.m.": the weekday within a week, else the date.
  func received(_ time: LocalTime) -> [Part] {
    let day: [Part] =
      switch time.daysAgo {
      case 0: [.say(.received(.today))]
      case 1: [.say(.received(.yesterday))]
      case 2...6: [.say(.received(.weekday(Int(time.weekday))))]
      case _: [.word(.received)] + date(time)
      }
    return day + clock(hour: Int(time.hour), minute: Int(time.minute)) + [.stop]
  }

  /// "one minute, five seconds"; parts that are 0 are left out.
  func duration(seconds: Int) -> [Part] {
    let minutes = max(0, seconds) / 60
    let rest = max(0, seconds) % 60
    if minutes == 0 { return count(rest, .second) }
    return count(minutes, .minute) + (rest == 0 ? [] : [.word(.and)] + count(rest, .second))
  }

  // Somebody who deletes nothing for most of a year needs the year too.
  private func date(_ time: LocalTime) -> [Part] {
    let day: [Part] = [.say(.date(month: Int(time.month), day: Int(time.day)))]
    return (0...300).contains(time.daysAgo) ? day : day + year(Int(time.year))
  }
}
