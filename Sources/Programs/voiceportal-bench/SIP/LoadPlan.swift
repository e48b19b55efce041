/// What the callers of a load do, all the same.
struct LoadPlan {
  /// How many calls, and how many begin in a second.
  var calls: Int
  var perSecond: Double
  /// The SIP port of the portal.
  var port: UInt16
  /// Whom the call of a number is for, and who makes it.
  var to: (Int) -> String
  var from: (Int) -> String
  /// From the answer to the caller's hanging up.
  var seconds: Double
  /// The keys of a call, and how long after the answer each begins; 0.2 s apart at least. After the
  /// first `#` the next prompt is waited for.
  var keys: (Int) -> [(seconds: Double, key: Character)] = { _ in [] }
  /// The caller's address.
  var address = "127.0.0.1"
  var trouble: LoadTrouble?
  /// The caller vanishes without a word, once he has spoken so many seconds after the last sound
  /// that he heard.
  var vanishesAfter: Double?
  /// Tells the calls of this load from those of others.
  var name: String
}

/// What a call was like.
struct LoadOutcome {
  let from: String
  /// Why it did not go as planned; `nil` if it did.
  var failure: String?
  /// Packets that the caller sent, and packets of sound that he got.
  var sent = 0
  var heard = 0
  /// Packets that came 20 ms or more after their place behind the first of their row.
  var late = 0
  var latestMilliseconds = 0.0
  /// From the timed key to the next prompt.
  var promptMilliseconds: Double?
  /// Where the portal took his sound, and when; nanoseconds of a clock that only goes forward.
  var portalPort: UInt16?
  var talked: Range<Int64> = 0..<0
  /// How long he spoke after the last sound that he got: what should be recorded.
  var spokenMilliseconds = 0.0
}
