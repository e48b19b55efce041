extension PhoneNumber {
  /// The digits in the groups in which they are read out: country code, area code where its length
  /// is easily known, then groups of three, the last of two to four;
  /// eight digits are two groups of four.
  ///
  /// `+492115551111` gives `49`, `211`, `555`, `1111`.
  public var groups: [String] {
    var groups = [String(countryCode)]
    var rest = nationalNumber
    let area = areaLength
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

  // Only the shape by which people know the big cities and mobile networks. A wrong guess costs
  // nothing but a pause in another place.
  private var areaLength: Int {
    let national = nationalNumber
    switch countryCode {
    case "1": return 3
    case "31": return national.hasPrefix("6") ? 1 : 2
    case "44": return national.hasPrefix("2") ? 2 : (national.hasPrefix("7") ? 4 : 3)
    case "49": return ["30", "40", "69", "89"].contains(national.prefix(2)) ? 2 : 3
    case _: return 0
    }
  }
}
