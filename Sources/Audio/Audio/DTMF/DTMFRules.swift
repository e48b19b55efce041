/// What two tones must be to be weighed as a key, and when a key is let go; `DTMFEvidence` weighs.
enum DTMFRules {
  /// Points without tone after which a key is let go: 22.5 ms.
  static let release = 9
  /// Points without tone after which the same tones are another press whatever their phases: two
  /// packets of 20 ms are lost, and then the tones are looked at for as long as a doubt lasts.
  static let longestLoss = 33

  /// What every key has to be.
  static func isKey(_ window: DTMFWindow) -> Bool {
    let offset = window.offset
    let (lowOff, highOff) = (abs(offset[0]), abs(offset[1]))
    if lowOff > 0.021 || highOff > 0.021 || lowOff + highOff > 0.040 { return false }
    let (low, high) = (window.power[0], window.power[1])
    // -46 dBm0.
    if low < 6_700 || high < 6_700 { return false }
    // 13 dB, since GSM takes much of 1633 Hz away; 7 dB the other way, 3 more than Q.24 asks for.
    return low < 20 * high && high < 5.2 * low
  }
}

/// What is known of the start of two tones.
enum DTMFOnset {
  /// By how many points one tone began after the other; what there was in one of the bands 5 ms
  /// before, as a part of the tone's amplitude.
  case seen(skew: Float, before: Float)
  /// It was before the first point of a trace that has just begun.
  case beforeTrace
  /// It is longer ago than any trace goes back.
  case longAgo
}
