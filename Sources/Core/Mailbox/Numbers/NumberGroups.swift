extension PhoneNumber {
  /// The digits in the groups in which they are read out: country code, area code, then groups of
  /// three, the last of two to four; eight digits are two groups of four.
  ///
  /// `+492115551111` gives `49`, `211`, `555`, `1111`.
  public var groups: [String] { [String(countryCode)] + nationalGroups }

  /// The same as people of that country say it: with the trunk 0 before the area code, and without
  /// the country code. `nil` if the number is of another country.
  ///
  /// `+492115551111` gives `0211`, `555`, `1111` in Germany.
  public func groups(atHomeIn country: HomeCountry) -> [String]? {
    guard countryCode == "\(country.code)" else { return nil }
    var groups = nationalGroups
    if country.saysTrunkZero, !groups.isEmpty { groups[0] = "0" + groups[0] }
    return groups
  }

  private var nationalGroups: [String] {
    var groups: [String] = []
    var rest = nationalNumber
    let area = AreaCode.length(in: rest, country: countryCode)
    if area > 0 && rest.count > area + 1 {
      groups.append(String(rest.prefix(area)))
      rest = rest.dropFirst(area)
    }
    while rest.count > 4 {
      let length = rest.count == 8 ? 4 : 3
      groups.append(String(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    if !rest.isEmpty { groups.append(String(rest)) }
    return groups
  }
}
