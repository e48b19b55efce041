import Mailbox
import Wording

/// Moments as the user's calendar and language show them.
struct DateText {
  private let visit: SignedInRequest

  init(_ visit: SignedInRequest) { self.visit = visit }

  /// In a list: the time of today, the weekday of the last days, else the date.
  func short(_ milliseconds: Int64) -> Markup {
    let time = visit.time(milliseconds)
    return "<time class=\"when\" datetime=\"\(iso(time))\">\(time.short(in: visit.language))</time>"
  }

  /// With weekday and year.
  func long(_ milliseconds: Int64) -> Markup {
    let time = visit.time(milliseconds)
    return "<time datetime=\"\(iso(time))\">\(time.long(in: visit.language))</time>"
  }

  private func iso(_ time: LocalTime) -> String {
    func two(_ number: Int8) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(time.year)-\(two(time.month))-\(two(time.day))T\(two(time.hour)):\(two(time.minute))"
  }
}
