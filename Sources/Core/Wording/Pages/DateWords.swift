public import Mailbox

/// Moments as the page writes them; in e-mails ``LocalTime`` has words of its own.
extension LocalTime {
  /// The time of today, weekday and time of the last six days, else day and month, with the year if it
  /// is long ago.
  public func short(in language: Language) -> String {
    if daysAgo == 0 { return clock }
    if daysAgo < 7 {
      let weekday = weekdayName(language).prefix(language == .en ? 3 : 2)
      return "\(weekday)\(language == .de ? "." : ""), \(clock)"
    }
    let month = monthName(language).prefix(3)
    let date =
      switch language {
      case .en: "\(day) \(month)"
      case .de: "\(day). \(month)."
      case .nl: "\(day) \(month)"
      }
    return daysAgo < 300 ? date : "\(date) \(year)"
  }

  /// `Friday, 27 November 2026, 08:42`
  public func long(in language: Language) -> String {
    let date = "\(day)\(language == .de ? "." : "") \(monthName(language)) \(year)"
    switch language {
    case .en: return "\(weekdayName(language)), \(date), \(clock)"
    case .de: return "\(weekdayName(language)), \(date), \(clock) Uhr"
    case .nl: return "\(weekdayName(language)) \(date), \(clock) uur"
    }
  }

  private func weekdayName(_ language: Language) -> String {
    let names =
      switch language {
      case .en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
      case .de:
        ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
      case .nl:
        ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
      }
    return names[Int(weekday) - 1]
  }

  private func monthName(_ language: Language) -> String {
    let names =
      switch language {
      case .en:
        [
          "January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December",
        ]
      case .de:
        [
          "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
          "Oktober", "November", "Dezember",
        ]
      case .nl:
        [
          "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
          "oktober", "november", "december",
        ]
      }
    return names[Int(month) - 1]
  }
}
