extension PasscodePolicy {
  /// The default profile (B2).
  public static let oneNet = PasscodePolicy(longestAscendingRun: 3, longestDescendingRun: 3)

  /// The stricter profile of another operator (B3).
  public static let webex = PasscodePolicy(
    longestRepeat: 2, refusesRepeatedGroups: true, refusesSequence: true,
    refusesKeypadLines: true, refusesOwnNumber: true, refusesName: true, historyLength: 10,
    refusesReverseOfOld: true)

  /// The stricter profile with the longer history of government customers (B3).
  public static let webexGovernment: PasscodePolicy = {
    var policy = webex
    policy.historyLength = 24
    return policy
  }()

  /// The names of all profiles, the default first.
  public static var profileNames: [String] { profiles.map(\.name) }

  /// The profile of this name: `one-net`, `webex` or `webex-government`; nil for any other.
  public static func profile(named name: String) -> PasscodePolicy? {
    profiles.first { $0.name == name }?.policy
  }

  private static let profiles: [(name: String, policy: PasscodePolicy)] = [
    ("one-net", oneNet), ("webex", webex), ("webex-government", webexGovernment),
  ]
}
