extension LocalTime: CustomStringConvertible {
  /// ISO 8601 without a zone, to the minute.
  public var description: String {
    func two(_ number: Int8) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))T\(two(hour)):\(two(minute))"
  }
}
