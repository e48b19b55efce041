/// Times and sizes that the RFCs give; tests shorten some of them.
struct SignallingLimits: Sendable {
  /// T1 and T2 of RFC 3261 section 17.1.1.1: first and longest wait before something is repeated.
  var firstRepeatSeconds = 0.5
  var longestRepeatSeconds = 4.0
  /// 64 × T1: when a peer that does not answer is given up.
  var giveUpSeconds = 32.0
  /// How long a peer that is asked whether a call is still on may take: its OPTIONS is sent five
  /// times by then.
  var probeSeconds = 10.0
  /// The shortest session interval that we take: the least that RFC 4028 section 4 allows.
  var leastSessionSeconds = 90
  /// The shortest time for which a device may register; less gets 423.
  var leastBindingSeconds = 60
  /// The shortest and longest time of a subscription, and what is taken when none is asked for.
  var leastSubscriptionSeconds = 60
  var longestSubscriptionSeconds = 3_600
  /// After so long a NOTIFY that a subscriber has refused is sent again, and twice as long each time
  /// up to the second of these.
  var notifyRetrySeconds = (first: 5.0, longest: 600.0)
  var mostSubscriptions = 50_000
  /// How long a nonce of ours is good, and how often.
  var nonceSeconds = 300.0
  var nonceUses: UInt32 = 10_000
  var rememberedNonces = 10_000
  /// For so long changes of registrations are gathered before they are written down.
  var rememberSeconds = 1.0
  /// Addresses that one device may be registered from.
  var mostContacts = 10
  /// The first and the longest wait before a failed registration of ours is tried again.
  var firstRetrySeconds = 30
  var longestRetrySeconds = 1_800
  /// How often in a row a server that answers 423 is followed to a longer time (RFC 3261 section
  /// 10.2.8): one that raises it for ever would be asked without a pause.
  var mostRaises = 3
  /// The longest time that a server can set for our registration or its next try.
  var longestAskedSeconds = 86_400
  /// A file with the certificates of authorities; `nil`: the system's.
  var authoritiesPath: String?
  /// How many connections wait to be accepted.
  var backlog: Int32 = 512
  /// The share of the process's files that connections may have: the rest is for calls.
  var shareOfFiles = 0.25
  /// A connection that has brought no whole message for so long since it began is closed.
  var silentConnectionSeconds = 10.0
  /// How often connections are looked at, and for how long none is accepted when no file is left.
  var connectionCheckSeconds = 1.0
  /// For so long connections that were refused are counted for one line of the log.
  var refusalReportSeconds = 10.0
  /// How long `stop` waits for answers.
  var farewellSeconds = 1.0
  /// Retry-After of a 503 when there are too many calls.
  var retryAfterSeconds = 5
  /// How long a challenge waits at most, and how many may wait at once.
  var longestChallengeWaitSeconds = 30
  var mostWaitingChallenges = 1_000
  /// Sources whose requests are counted at once; the oldest make room.
  var countedSources = 10_000
}
