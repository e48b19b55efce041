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
    Self.weekdays[Int(weekday) - 1][language]
  }

  private func monthName(_ language: Language) -> String { Self.months[Int(month) - 1][language] }

  private static let weekdays = [
    Words(en: "Monday", de: "Montag", nl: "maandag"),
    Words(en: "Tuesday", de: "Dienstag", nl: "dinsdag"),
    Words(en: "Wednesday", de: "Mittwoch", nl: "woensdag"),
    Words(en: "Thursday", de: "Donnerstag", nl: "donderdag"),
    Words(en: "Friday", de: "Freitag", nl: "vrijdag"),
    Words(en: "Saturday", de: "Samstag", nl: "zaterdag"),
    Words(en: "Sunday", de: "Sonntag", nl: "zondag"),
  ]

  private static let months = [
    Words(en: "January", de: "Januar", nl: "januari"),
    Words(en: "February", de: "Februar", nl: "februari"),
    Words(en: "March", de: "März", nl: "maart"),
    Words(en: "April", de: "April", nl: "april"),
    Words(en: "May", de: "Mai", nl: "mei"),
    Words(en: "June", de: "Juni", nl: "juni"),
    Words(en: "July", de: "Juli", nl: "juli"),
    Words(en: "August", de: "August", nl: "augustus"),
    Words(en: "September", de: "September", nl: "september"),
    Words(en: "October", de: "Oktober", nl: "oktober"),
    Words(en: "November", de: "November", nl: "november"),
    Words(en: "December", de: "Dezember", nl: "december"),
  ]
}
