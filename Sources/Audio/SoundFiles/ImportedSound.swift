import Audio

extension Sound {
  /// Reads a file for use on the line, as a greeting or an announcement (G2): 8 kHz mono, what is
  /// below 100 Hz removed, silence at both ends trimmed, speech at -20 dBFS with no peak above -2.
  ///
  /// - Parameter limitSeconds: how long it may be.
  /// - Throws: why the file is refused: not sound, empty, longer than allowed, silent, damaged,
  ///   or with DTMF keys in it, as loud as they would be played.
  public static func imported(
    from path: String, limitSeconds: Int
  ) throws(SoundFileError) -> Sound {
    try read(path, limitSeconds: limitSeconds).importedForLine(name: path)
  }

  /// The same for a sound file in memory; errors call it `name`.
  public static func imported(
    bytes: [UInt8], name: String, limitSeconds: Int
  ) throws(SoundFileError) -> Sound {
    try read(bytes: bytes, name: name, limitSeconds: limitSeconds).importedForLine(name: name)
  }

  /// The same for a sound that was read already; errors call it `name`. It may be of any length.
  public func importedForLine(name: String) throws(SoundFileError) -> Sound {
    let (prepared, start) = preparedForLine(rmsDB: -20, peakLimitDB: -2)
    guard !prepared.samples.isEmpty else { throw .silent(path: name) }
    var keys: [DTMFKey] = []
    var detector = DTMFDetector()
    detector.listen(to: prepared.samples.span) { keys.append($0) }
    detector.finish { keys.append($0) }
    if let first = keys.first {
      throw .holdsDTMF(
        path: name, keys: String(decoding: keys.map(\.key), as: UTF8.self),
        atMilliseconds: LineFormat.milliseconds(ofSamples: start + first.start))
    }
    return prepared
  }

  /// At the line's rate, without rumble, trimmed and levelled; nothing is left of what is silent
  /// (below -60 dBFS).
  /// - Returns: The sound, and at which sample of this one, at the line's rate, it begins.
  func preparedForLine(rmsDB: Double, peakLimitDB: Double) -> (sound: Sound, start: Int) {
    let passed = resampled(to: LineFormat.sampleRate).samples.highPassed(hertz: 100)
    let loudness = Level.speech(passed)
    guard loudness > -60 else { return (Sound(samples: []), 0) }
    let range = passed.rangeOfSound(thresholdDB: loudness - 35, keepMilliseconds: 20)
    let levelled = Array(passed[range]).levelled(to: rmsDB, peakLimitDB: peakLimitDB)
    return (Sound(samples: levelled), range.lowerBound)
  }
}
