extension PhoneNumber {
  /// The number as people of a company write it, and as it may be typed: `0211-5551111` at home, and
  /// `+31 20-5551111` for one of another country.
  public func written(in plan: NumberingPlan) -> String {
    let groups = groups
    let rest = groups.dropFirst(2).joined()
    let area = groups.count > 1 ? groups[1] : ""
    let national = rest.isEmpty ? area : area + "-" + rest
    return groups[0] == plan.countryCode ? plan.trunkPrefix + national : "+\(groups[0]) \(national)"
  }
}
